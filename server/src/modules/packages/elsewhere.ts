/**
 * Installers of older systems whose bytes other servers still have. The download site finds them among ours, and their
 * permalinks lead to where the bytes are. Those that are here as well, under their id or as the same bytes, are ours.
 */
import type { Database, Queryable } from '../../platform/db/index.ts'
import * as permalinks from './permalinks.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    installer_elsewhere: ElsewhereRow
  }
}

/** A `pre_release` of what the older system counted neither as released nor as a preview. */
export const UNLISTED = 2

export type ElsewhereRow = {
  /** as the older system had it: 24 hex digits, or a decimal number */
  id: string
  app_id: string
  name: string
  base_name: string
  os: string
  arch: string
  revision: string
  version: string
  /** name of the stable release it was in */
  release: string | null
  /** 1: uploaded as not released yet, whatever release it is in; or `UNLISTED` */
  pre_release: number
  /** ISO 8601, as it was written */
  build_date: string
  created_at: number
  size: number
  sha512: string | null
} & ToldByMidas

/** What only Midas told, as it was written there; null where it did not. */
export type ToldByMidas = {
  checkout_date: string | null
  codebase: string | null
  md5: string | null
  /** how the installer is packed, such as `NSIS` */
  package_type: string | null
}

export type Settled = { id: string; outcome: 'added' | 'changed' | 'same'; as: 'ours' | 'address' | 'elsewhere' }

export class Elsewhere {
  readonly #db: Database
  constructor(deps: { db: Database }) {
    this.#db = deps.db
  }

  /**
   * Takes over some records in one transaction. `ours`: the id is one of ours already; `address`: the same bytes are here
   * under another id, and the old one leads to them; `elsewhere`: it is listed, and leads to `url`.
   */
  take(app: string, records: readonly (Omit<ElsewhereRow, 'app_id'> & { url: string })[]): Promise<Settled[]> {
    return this.#db.write(async (tx) => {
      const ours = await installersOf(tx, app, [...new Set(records.map(({ revision }) => revision))])
      const settled: Settled[] = []
      for (const { url, ...record } of records) settled.push(await settle(tx, ours, { ...record, app_id: app }, url))
      return settled
    })
  }
}

type Ours = { ids: Set<string>; same: Map<string, string> }

async function settle(tx: Queryable, ours: Ours, row: ElsewhereRow, url: string): Promise<Settled> {
  const { id } = row
  if (ours.ids.has(id)) {
    await forget(tx, id)
    return { id, outcome: 'same', as: 'ours' }
  }
  const packageId = row.sha512 === null ? ours.same.get(bySize(row)) : ours.same.get(byDigest(row.sha512, row))
  if (packageId !== undefined) {
    await forget(tx, id)
    return { id, outcome: await permalinks.put(tx, { id, packageId, url: null }), as: 'address' }
  }
  const address = await permalinks.put(tx, { id, packageId: null, url })
  const listed = await put(tx, row)
  return { id, outcome: listed === 'same' ? address : listed, as: 'elsewhere' }
}

async function put(tx: Queryable, row: ElsewhereRow): Promise<Settled['outcome']> {
  const known = await tx.selectFrom('installer_elsewhere').selectAll().where('id', '=', row.id).executeTakeFirst()
  if (known === undefined) {
    await tx.insertInto('installer_elsewhere').values(row).execute()
    return 'added'
  }
  const columns = Object.keys(row) as (keyof ElsewhereRow)[]
  if (columns.every((column) => known[column] === row[column])) return 'same'
  await tx.updateTable('installer_elsewhere').set(row).where('id', '=', row.id).execute()
  return 'changed'
}

/** What came here meanwhile is not elsewhere any more. */
const forget = (tx: Queryable, id: string) => tx.deleteFrom('installer_elsewhere').where('id', '=', id).execute()

async function installersOf(db: Queryable, app: string, revisions: readonly string[]): Promise<Ours> {
  const rows = await db
    .selectFrom('package')
    .innerJoin('file', 'file.id', 'package.file_id')
    .select(['package.id', 'package.os', 'package.arch', 'package.revision', 'file.size', 'file.sha512'])
    .where('package.app_id', '=', app)
    .where('package.kind', '=', 'package')
    .where('package.deleted_at', 'is', null)
    .where('package.revision', 'in', revisions)
    .execute()
  const ours: Ours = { ids: new Set(), same: new Map() }
  for (const row of rows) {
    ours.ids.add(row.id)
    ours.same.set(byDigest(row.sha512, row), row.id)
    ours.same.set(bySize(row), row.id)
  }
  return ours
}

type Place = { os: string; arch: string; revision: string }
const byDigest = (sha512: string, { os, arch, revision }: Place): string => JSON.stringify([os, arch, revision, sha512])
/** Older systems knew md5 only; of one revision for one platform the size tells the files apart. */
const bySize = ({ os, arch, revision, size }: Place & { size: number }): string =>
  JSON.stringify([os, arch, revision, size])
