/**
 * What must hold at the end of every test, whatever it was about: no bytes without an owner, no owner without its bytes,
 * no failure nobody expected.
 */
import { expect, vi } from 'vitest'
import type { BlobStore } from '../../src/platform/blobs/index.ts'
import type { Database } from '../../src/platform/db/index.ts'
import type { Services } from '../../src/services.ts'

export type LogLine = { level: number; msg: string; status?: number; err?: { message: string; stack: string } }

const ERROR = 50

export async function allInOrder(server: {
  db: Database
  blobs: BlobStore
  files: Services['files']
  log: readonly LogLine[]
}): Promise<void> {
  const { db, blobs, files, log } = server
  // Requests that were broken off clean up after the connection is gone, so this may take a moment.
  await vi.waitFor(async () => {
    const stored = await storedKeys(blobs)
    const owned = await ownedKeys(db)
    expect(
      [...stored].filter((key) => !owned.mayExist.has(key)),
      'stored bytes that belong to nobody',
    ).toEqual([])
    expect(
      [...owned.mustExist].filter((key) => !stored.has(key)),
      'rows whose bytes are gone',
    ).toEqual([])
  }, 3000)

  await files.sweep(0)
  const stored = await storedKeys(blobs)
  const owned = await ownedKeys(db)
  expect(
    [...stored].filter((key) => !owned.mayExist.has(key)),
    'bytes that the sweep left',
  ).toEqual([])
  expect(
    [...owned.mustExist].filter((key) => !stored.has(key)),
    'bytes that the sweep took from their owner',
  ).toEqual([])
  const files_ = await db.read.selectFrom('file').select('sha256').distinct().execute()
  const known = new Set((await db.read.selectFrom('blob').select('sha256').execute()).map((row) => row.sha256))
  expect(
    files_.filter((row) => !known.has(row.sha256)),
    'files without bytes',
  ).toEqual([])

  const failed = await db.read.selectFrom('job').select(['kind', 'last_error']).where('state', '=', 'failed').execute()
  expect(failed, 'jobs that failed').toEqual([])
  const trouble = log.filter((line) => line.level >= ERROR).map((line) => line.err?.stack ?? line)
  expect(trouble, 'failures in the log').toEqual([])
}

async function storedKeys(blobs: BlobStore): Promise<Set<string>> {
  const keys = new Set<string>()
  for await (const { key } of blobs.list()) keys.add(key)
  return keys
}

async function ownedKeys(db: Database): Promise<{ mustExist: Set<string>; mayExist: Set<string> }> {
  const blobs = await db.read.selectFrom('blob').select('key').execute()
  const uploads = await db.read.selectFrom('upload').select(['key', 'adopted_at']).execute()
  // An upload whose bytes were there already has given them up when it was published.
  const living = uploads.filter((upload) => upload.adopted_at === null)
  return {
    mustExist: new Set([...blobs, ...living].map((row) => row.key)),
    mayExist: new Set([...blobs, ...uploads].map((row) => row.key)),
  }
}
