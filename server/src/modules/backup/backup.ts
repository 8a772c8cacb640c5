/**
 * Taking a backup while everybody goes on. The rows are those of one moment. Bytes never change, and the sweep is told
 * to leave them for as long as this takes; one that was in the middle of something may still remove some. Then their
 * row is gone as well, and the rows are taken anew.
 */

import { atOnce } from '../../platform/at-once.ts'
import { BlobError, type BlobStore } from '../../platform/blobs/index.ts'
import {
  atOneMoment,
  type Database,
  doneMigrations,
  type Migrations,
  rowsOf,
  tableShapes,
} from '../../platform/db/index.ts'
import { announced } from '../../platform/jobs/index.ts'
import { type BlobRow, blobsAfter, COPYING, findBlob } from '../files/index.ts'
import { BackupError } from './failure.ts'
import { writeKeyRing } from './key-ring.ts'
import { FORMAT, isKept, type Manifest, type ManifestTable } from './manifest.ts'
import type { BackupPlace } from './place.ts'
import { preparePlace } from './places.ts'
import { readTable, writeTable } from './table-file.ts'

export type BackupDeps = {
  db: Database
  blobs: BlobStore
  migrations: Migrations
  version: string
  /** folder of the keys that packages are signed with */
  keyring?: string | undefined
}

export type BackupReport = {
  snapshot: string
  rows: number
  blobs: { count: number; bytes: number; copied: number; copiedBytes: number }
  /** whether it has a key ring, with its secret keys */
  keyring: boolean
  /** digests of bytes the server has lost or that are damaged: they are not in the backup */
  missing: string[]
  pruned: { snapshots: string[]; blobs: number }
}

type Copied = { count: number; bytes: number }

const ATTEMPTS = 5
const COPIED_AT_ONCE = 4

/**
 * Adds a snapshot to the backup at `path`: a folder, or `s3://bucket/prefix`. `keep`: remove all but that many snapshots afterwards. Throws `BackupError`.
 */
export async function makeBackup(
  deps: BackupDeps,
  path: string,
  options: { keep?: number; say?: (line: string) => void } = {},
): Promise<BackupReport> {
  const place = await preparePlace(path)
  try {
    const unlock = await place.lock()
    try {
      return await announced(deps.db, COPYING, () => addSnapshot(deps, place, options))
    } finally {
      await unlock()
    }
  } finally {
    await place.close()
  }
}

async function addSnapshot(
  deps: BackupDeps,
  place: BackupPlace,
  { keep, say }: { keep?: number; say?: (line: string) => void },
): Promise<BackupReport> {
  const copied: Copied = { count: 0, bytes: 0 }
  say?.('copying files')
  // Nearly all of them here, and not while a transaction keeps the database from forgetting its past.
  await copyBlobs(deps, place, presentBlobs(deps.db), copied)
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    say?.('copying the catalogue')
    const draft = await place.beginSnapshot()
    const dumped = await dump(deps, draft)
    // After the rows: a key that they name is in the ring.
    const keyring = await writeKeyRing(draft, deps.keyring)
    const manifest = { ...dumped, ...(keyring !== undefined && { keyring }) }
    const { swept, missing } = await copyBlobs(deps, place, dumpedBlobs(draft, manifest), copied)
    if (swept) continue
    await place.syncBlobs()
    const totals = await totalsOf(draft, manifest)
    const snapshot = await place.completeSnapshot(draft, { ...manifest, blobs: totals, missing })
    return {
      snapshot,
      rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0),
      blobs: { ...totals, copied: copied.count, copiedBytes: copied.bytes },
      keyring: keyring !== undefined,
      missing,
      pruned: keep === undefined ? { snapshots: [], blobs: 0 } : await place.prune(keep),
    }
  }
  throw new BackupError('Files were removed faster than they could be copied. Try again when the server is calmer.')
}

async function dump({ db, migrations, version }: BackupDeps, folder: string): Promise<Manifest> {
  const schema = await doneMigrations(db, migrations)
  return atOneMoment(db, async (moment) => {
    const tables: ManifestTable[] = []
    const shapes = await tableShapes(moment, db.kind)
    const createdAt = new Date().toISOString()
    for (const shape of shapes.filter(isKept)) tables.push(await writeTable(folder, shape, rowsOf(moment, shape)))
    return {
      format: FORMAT,
      version,
      createdAt,
      database: db.kind,
      schema,
      tables,
      blobs: { count: 0, bytes: 0 },
      missing: [],
    }
  })
}

async function* presentBlobs(db: Database): AsyncGenerator<BlobRow> {
  let last = ''
  for (;;) {
    const run = await blobsAfter(db.read, last, 500)
    if (run.length === 0) return
    last = run.at(-1)?.sha256 ?? last
    yield* run
  }
}

export async function* dumpedBlobs(folder: string, manifest: Manifest): AsyncGenerator<BlobRow> {
  const table = manifest.tables.find(({ name }) => name === 'blob')
  if (table === undefined) throw new BackupError('The snapshot has no table of files.')
  for await (const rows of readTable(folder, table)) yield* rows as BlobRow[]
}

async function totalsOf(folder: string, manifest: Manifest): Promise<{ count: number; bytes: number }> {
  const totals = { count: 0, bytes: 0 }
  for await (const row of dumpedBlobs(folder, manifest)) {
    totals.count += 1
    totals.bytes += row.size
  }
  return totals
}

/** Copies what the backup lacks. `swept`: some were removed meanwhile, so the rows that name them are outdated. */
async function copyBlobs(
  deps: BackupDeps,
  place: BackupPlace,
  rows: AsyncIterable<BlobRow>,
  copied: Copied,
): Promise<{ swept: boolean; missing: string[] }> {
  let swept = false
  const missing: string[] = []
  await atOnce(rows, COPIED_AT_ONCE, async (row) => {
    if (await place.hasBlob(row.sha256, row.size)) return
    if (await copyBlob(deps, place, row)) {
      copied.count += 1
      copied.bytes += row.size
      return
    }
    // Gone with its row: swept. Gone or wrong while the row says it is there: lost.
    const now = await findBlob(deps.db.read, row.sha256)
    if (now?.key === row.key) missing.push(row.sha256)
    else swept = true
  })
  return { swept, missing: missing.sort() }
}

/** Answers whether the bytes are in the backup now. */
async function copyBlob({ blobs }: BackupDeps, place: BackupPlace, row: BlobRow): Promise<boolean> {
  try {
    return await place.putBlob(row.sha256, ours(await blobs.open(row.key)))
  } catch (error) {
    if (error instanceof Unreadable || (error instanceof BlobError && error.code === 'missing')) return false
    throw error
  }
}

/** One file of the server that cannot be read must not keep the others out of the backup; a full target must. */
class Unreadable extends Error {}

async function* ours(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = bytes[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await pieces.next().catch((error: unknown) => {
        throw new Unreadable('', { cause: error })
      })
      if (next.done) return
      yield next.value
    }
  } finally {
    await pieces.return?.()
  }
}
