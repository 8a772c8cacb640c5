/** Questions to the database and the blob store together. */
import { createHash, randomBytes } from 'node:crypto'
import { BlobError, type BlobStore } from '../../platform/blobs/index.ts'
import type { Database } from '../../platform/db/index.ts'
import { type BlobRow, blobsAfter, ownedKeys } from '../files/index.ts'
import { type Check, none, type Verdict } from './finding.ts'

const MIB = 1024 ** 2
const SAMPLE = 100

export type StorageOptions = {
  /** read stored bytes again and compare their digests: `sample` reads a hundred files */
  rehash?: 'sample' | 'all' | undefined
  /** milliseconds; bytes without an owner that are younger may be on their way */
  orphanGrace: number
}

export function storageChecks(db: Database, blobs: BlobStore, options: StorageOptions): Check[] {
  const checks: Check[] = [
    { name: 'blob store', run: () => checkStore(blobs) },
    { name: 'stored bytes', run: () => checkPresence(db, blobs) },
    { name: 'orphans', run: () => checkOrphans(db, blobs, options.orphanGrace) },
  ]
  const { rehash } = options
  if (rehash !== undefined) checks.push({ name: 'digests', run: () => checkDigests(db, blobs, rehash) })
  return checks
}

async function checkStore(blobs: BlobStore): Promise<Verdict> {
  const { freeBytes } = await blobs.check()
  if (freeBytes === undefined) return { status: 'ok', detail: 'writable' }
  const free = `${Math.floor(freeBytes / MIB)} MiB free`
  if (freeBytes < 256 * MIB) return { status: 'fail', detail: `writable, but only ${free}` }
  return { status: freeBytes < 5120 * MIB ? 'warn' : 'ok', detail: `writable, ${free}` }
}

async function checkPresence(db: Database, blobs: BlobStore): Promise<Verdict> {
  const wrong: string[] = []
  let count = 0
  for await (const row of allBlobs(db)) {
    count += 1
    const length = await blobs.length(row.key).catch(nothingIfMissing)
    if (length === row.size) continue
    wrong.push(`${row.sha256} ${length === undefined ? 'is missing' : `has ${length} of ${row.size} bytes`}`)
  }
  return none(
    wrong,
    `${count} files, all there`,
    'fail',
    'are missing or have a wrong size: restore them from a backup',
  )
}

async function checkOrphans(db: Database, blobs: BlobStore, grace: number): Promise<Verdict> {
  const orphans: string[] = []
  let run: string[] = []
  const settle = async () => {
    const owned = await ownedKeys(db.read, run)
    orphans.push(...run.filter((key) => !owned.has(key)))
    run = []
  }
  const before = Date.now() - grace
  for await (const { key, modifiedAt } of blobs.list()) {
    if (modifiedAt < before) run.push(key)
    if (run.length >= 500) await settle()
  }
  await settle()
  return none(orphans, 'none', 'warn', 'stored objects belong to nobody: use "slipway-server sweep"')
}

async function checkDigests(db: Database, blobs: BlobStore, which: 'sample' | 'all'): Promise<Verdict> {
  const wrong: string[] = []
  let count = 0
  let bytes = 0
  for await (const row of which === 'all' ? allBlobs(db) : someBlobs(db)) {
    count += 1
    bytes += row.size
    if (!(await isWhole(blobs, row))) wrong.push(row.sha256)
  }
  const read = `${count} files (${Math.ceil(bytes / MIB)} MiB) read, all as they were`
  return none(wrong, read, 'fail', `of ${count} files are damaged: restore them from a backup`)
}

async function isWhole(blobs: BlobStore, row: BlobRow): Promise<boolean> {
  const sha256 = createHash('sha256')
  const sha512 = createHash('sha512')
  try {
    for await (const piece of await blobs.open(row.key)) {
      sha256.update(piece as Buffer)
      sha512.update(piece as Buffer)
    }
  } catch {
    return false
  }
  return sha256.digest('hex') === row.sha256 && sha512.digest('hex') === row.sha512
}

async function* allBlobs(db: Database): AsyncGenerator<BlobRow> {
  for (let last = ''; ; ) {
    const run = await blobsAfter(db.read, last, 500)
    if (run.length === 0) return
    last = run.at(-1)?.sha256 ?? last
    yield* run
  }
}

/** Digests are spread evenly, so the next one after a random number is a fair choice. */
async function* someBlobs(db: Database): AsyncGenerator<BlobRow> {
  const seen = new Set<string>()
  for (let draw = 0; draw < SAMPLE; draw++) {
    const start = randomBytes(32).toString('hex')
    const [row] = [...(await blobsAfter(db.read, start, 1)), ...(await blobsAfter(db.read, '', 1))]
    if (row === undefined || seen.has(row.sha256)) continue
    seen.add(row.sha256)
    yield row
  }
}

function nothingIfMissing(error: unknown): undefined {
  if (!(error instanceof BlobError && error.code === 'missing')) throw error
}
