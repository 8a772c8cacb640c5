/**
 * Restoring a snapshot into an empty database, or in place of what is in one. All rows come in one transaction, and the
 * bytes they refer to before its end: whatever interrupts it, the database is as it was.
 */

import { atOnce } from '../../platform/at-once.ts'
import type { BlobStore } from '../../platform/blobs/index.ts'
import { newId } from '../../platform/crypto/ids.ts'
import {
  addRows,
  type Database,
  doneMigrations,
  gatherStatistics,
  goOnCounting,
  hasRows,
  type Migrations,
  migrate,
  type Queryable,
  removeRows,
  type TableShape,
  tableShapes,
} from '../../platform/db/index.ts'
import { endLeases } from '../../platform/jobs/index.ts'
import type { BlobRow } from '../files/index.ts'
import { type BackupDeps, dumpedBlobs } from './backup.ts'
import { BackupError } from './failure.ts'
import { type PreparedRing, prepareKeyRing } from './key-ring.ts'
import { filesOf, isKept } from './manifest.ts'
import type { BackupPlace, Snapshot } from './place.ts'
import { findPlace } from './places.ts'
import { readTable, verifyTable } from './table-file.ts'

export type RestoreOptions = {
  /** name of a snapshot; default: the newest */
  snapshot?: string | undefined
  /** replace what the database holds */
  force?: boolean
  /** go on when bytes are missing or damaged in the backup */
  acceptMissing?: boolean
  say?: (line: string) => void
}

export type RestoreReport = {
  snapshot: string
  createdAt: string
  rows: number
  blobs: { count: number; bytes: number }
  /** whether it had a key ring, and where another one that was here before is now */
  keyring: { restored: boolean; before: string | undefined }
  /** digests of bytes the backup does not have; their files are listed but cannot be downloaded */
  missing: string[]
}

export type VerifyReport = Omit<RestoreReport, 'rows' | 'keyring'>

const STAGED_AT_ONCE = 8

/** Throws `BackupError`; then nothing has changed. */
export async function restoreBackup(deps: BackupDeps, path: string, options: RestoreOptions): Promise<RestoreReport> {
  const place = await findPlace(path)
  try {
    return await restoreFrom(deps, place, options)
  } finally {
    await place.close()
  }
}

async function restoreFrom(deps: BackupDeps, place: BackupPlace, options: RestoreOptions): Promise<RestoreReport> {
  const snapshot = await place.snapshot(options.snapshot)
  options.say?.(`restoring the snapshot ${snapshot.name}`)
  for (const file of filesOf(snapshot.manifest)) await verifyTable(snapshot.folder, file)
  await prepareSchema(deps, snapshot)
  await requireEmpty(deps.db, options.force === true)

  const ring = await ringOf(deps, snapshot)
  const staged = new Staging(deps.blobs, place)
  try {
    await deps.db.direct.transaction().execute(async (tx) => {
      const shapes = await tableShapes(tx, deps.db.kind)
      for (const shape of [...shapes].reverse()) await removeRows(tx, shape)
      options.say?.('restoring the catalogue and its files')
      for (const shape of shapes.filter(isKept)) await restoreTable(tx, deps.db, snapshot, shape, staged)
      await endLeases(tx)
      requireBytes(staged.missing, options.acceptMissing === true)
    })
  } catch (error) {
    await staged.takeBack()
    await ring?.discard()
    throw error
  }
  const before = await ring?.use()
  await migrate(deps.db, deps.migrations)
  await gatherStatistics(deps.db)
  return {
    snapshot: snapshot.name,
    createdAt: snapshot.manifest.createdAt,
    rows: snapshot.manifest.tables.reduce((sum, table) => sum + table.rows, 0),
    blobs: { count: staged.count, bytes: staged.bytes },
    keyring: { restored: ring !== undefined, before },
    missing: staged.missing.sort(),
  }
}

/**
 * Reads all of a snapshot and compares its digests, without restoring it. What is damaged is set aside, so that the
 * next backup copies it anew. Throws `BackupError`.
 */
export async function verifyBackup(path: string, name?: string): Promise<VerifyReport> {
  const place = await findPlace(path)
  try {
    return await verifyAt(place, name)
  } finally {
    await place.close()
  }
}

async function verifyAt(place: BackupPlace, name: string | undefined): Promise<VerifyReport> {
  const snapshot = await place.snapshot(name)
  for (const file of filesOf(snapshot.manifest)) await verifyTable(snapshot.folder, file)
  const report = { count: 0, bytes: 0 }
  const missing: string[] = []
  await atOnce(dumpedBlobs(snapshot.folder, snapshot.manifest), STAGED_AT_ONCE, async (row) => {
    if (await place.isWhole(row.sha256, row.size)) {
      report.count += 1
      report.bytes += row.size
      return
    }
    missing.push(row.sha256)
    await place.setAside(row.sha256)
  })
  const { createdAt } = snapshot.manifest
  return { snapshot: snapshot.name, createdAt, blobs: report, missing: missing.sort() }
}

/** A server without a place for it goes without it. */
async function ringOf({ keyring }: BackupDeps, { folder, manifest }: Snapshot): Promise<PreparedRing | undefined> {
  if (keyring === undefined || manifest.keyring === undefined) return undefined
  return prepareKeyRing(folder, manifest.keyring, keyring)
}

/** The rows fit the schema they were made with; what is newer is brought to them afterwards. */
async function prepareSchema({ db, migrations }: BackupDeps, { manifest }: Snapshot): Promise<void> {
  const strange = manifest.schema.filter((step) => !(step in migrations))
  if (strange.length > 0) {
    throw new BackupError(`The backup was made by a newer version of Slipway (${manifest.version}). Use that one.`)
  }
  const done = await doneMigrations(db, migrations)
  const newer = done.filter((step) => !manifest.schema.includes(step))
  if (newer.length > 0) {
    throw new BackupError(
      `The database has a newer schema (${newer.join(', ')}) than the backup. Restore into a new, empty database.`,
    )
  }
  const last = manifest.schema.at(-1)
  if (last !== undefined) await migrate(db, migrations as Migrations, last)
}

/** Tables with rows as soon as somebody uses a server. Others have some from the start: jobs, names of architectures. */
const SIGNS_OF_USE = new Set(['account', 'app', 'audit'])

async function requireEmpty(db: Database, force: boolean): Promise<void> {
  if (force) return
  for (const shape of await tableShapes(db.read, db.kind)) {
    if (SIGNS_OF_USE.has(shape.name) && (await hasRows(db.read, shape))) {
      throw new BackupError('The database is not empty. Stop the server and use --force to replace what it holds.')
    }
  }
}

async function restoreTable(
  tx: Queryable,
  db: Database,
  { folder, manifest }: Snapshot,
  shape: TableShape,
  staged: Staging,
): Promise<void> {
  const table = manifest.tables.find(({ name }) => name === shape.name)
  if (table === undefined) return
  for await (const rows of readTable(folder, table)) {
    const ready = shape.name === 'blob' ? await staged.putAll(rows as BlobRow[]) : rows
    await addRows(tx, db.kind, shape, table.columns, ready)
  }
  await goOnCounting(tx, db.kind, shape)
}

function requireBytes(missing: readonly string[], accepted: boolean): void {
  if (missing.length === 0 || accepted) return
  const some = missing.slice(0, 5).join(', ')
  throw new BackupError(
    `The backup lacks the bytes of ${missing.length} file${missing.length === 1 ? '' : 's'}, or has damaged ones ` +
      `(sha256 ${some}${missing.length > 5 ? ', …' : ''}). Nothing was restored; --accept-missing restores the rest.`,
  )
}

/** Bytes on their way from the backup into the blob store. */
class Staging {
  readonly #blobs: BlobStore
  readonly #place: BackupPlace
  readonly #keys: string[] = []
  readonly missing: string[] = []
  count = 0
  bytes = 0

  constructor(blobs: BlobStore, place: BackupPlace) {
    this.#blobs = blobs
    this.#place = place
  }

  /** Stores the bytes of these rows; answers the rows with the keys under which they are stored now. */
  async putAll(rows: readonly BlobRow[]): Promise<BlobRow[]> {
    const keys = new Map<string, string>()
    await atOnce(rows, STAGED_AT_ONCE, async (row) => {
      const key = await this.#put(row)
      if (key === undefined) this.missing.push(row.sha256)
      keys.set(row.sha256, key ?? newId())
    })
    return rows.map((row) => ({ ...row, key: keys.get(row.sha256) as string }))
  }

  /** After a failure: nothing refers to these bytes. */
  async takeBack(): Promise<void> {
    for (const key of this.#keys) await this.#blobs.remove(key).catch(() => {})
  }

  async #put(row: BlobRow): Promise<string | undefined> {
    if (!(await this.#place.hasBlob(row.sha256, row.size))) return undefined
    const staged = await this.#blobs.stage(this.#place.openBlob(row.sha256), { limit: row.size })
    this.#keys.push(staged.key)
    if (staged.sha256 === row.sha256 && staged.sha512 === row.sha512) {
      this.count += 1
      this.bytes += staged.size
      return staged.key
    }
    await this.#blobs.remove(staged.key)
    return undefined
  }
}
