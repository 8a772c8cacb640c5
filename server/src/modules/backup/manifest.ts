/** What a snapshot of a backup says of itself. It is written last: without it there is no snapshot. */
import Type, { type Static } from 'typebox'
import { Check } from 'typebox/value'
import type { TableShape } from '../../platform/db/index.ts'

export const FORMAT = 1

const Table = Type.Object({
  name: Type.String(),
  columns: Type.Array(Type.String()),
  rows: Type.Integer(),
  file: Type.String({ pattern: '^[a-z0-9_]+\\.ndjson\\.gz$' }),
  /** of the file as it is, compressed */
  sha256: Type.String(),
})
export type ManifestTable = Static<typeof Table>

const Manifest = Type.Object({
  format: Type.Integer(),
  /** version of the server that made it */
  version: Type.String(),
  createdAt: Type.String(),
  database: Type.String(),
  /** names of the migrations that had run */
  schema: Type.Array(Type.String()),
  tables: Type.Array(Table),
  /** the keys that packages are signed with, as files: not a table of the database */
  keyring: Type.Optional(Table),
  blobs: Type.Object({ count: Type.Integer(), bytes: Type.Integer() }),
  /** digests of bytes the server itself could not read when the backup was made */
  missing: Type.Array(Type.String()),
})
export type Manifest = Static<typeof Manifest>

/** All files of a snapshot but the manifest itself. */
export const filesOf = ({ tables, keyring }: Manifest): readonly ManifestTable[] =>
  keyring === undefined ? tables : [...tables, keyring]

/** Throws a sentence when it is none that this version understands. */
export function readManifest(text: string): Manifest {
  const value: unknown = JSON.parse(text)
  if (Check(Manifest, value)) {
    if (value.format > FORMAT) throw new Error('it was made by a newer version of Slipway')
    return value
  }
  throw new Error('its manifest.json is damaged')
}

/**
 * What is not kept: sessions and counted attempts end with the server they were made on, and the bytes of unfinished
 * uploads are not in the backup. People sign in again; clients begin such uploads anew.
 */
const LEFT_OUT = new Set(['session', 'attempt', 'upload'])

export const isKept = ({ name }: Pick<TableShape, 'name'>): boolean => !LEFT_OUT.has(name)
