import { mkdtempSync } from 'node:fs'
import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { migrations } from '../../src/migrations/index.ts'
import { makeBackup, restoreBackup, verifyBackup } from '../../src/modules/backup/index.ts'
import { openDatabase, tableShapes } from '../../src/platform/db/index.ts'
import { databases, sha256, startServer, type TestServer } from '../harness/index.ts'
import { catalogueOf } from './catalogue.ts'
import { blank } from './databases.ts'

// Whole processes and whole servers: on a busy machine they take their time, and none of these tests is about time.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 })

/** Parts for a backup command: a process of its own has connections of its own. */
async function storageOf(server: TestServer) {
  const db = await openDatabase(server.db.url)
  onTestFinished(() => db.close())
  return { db, blobs: server.blobs, migrations, version: '0.0.0-test' }
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-backup-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function fill({ given, as, services }: TestServer): Promise<void> {
  const viewer = await given.app('Viewer', { description: 'Zeigt Bilder – 画像を表示' })
  await given.release(viewer, '5.8', { packages: 4, extensions: 6 })
  await given.draft(viewer, '101', { packages: 2, extensions: 5 })
  const secret = await given.app('Secret', { public: false })
  await given.draft(secret, '7')
  await as.maintainer(viewer).updateRelease({ app: 'viewer', release: '101' }, { pinned: true, description: '# Notes' })
  const items = (await as.admin.listExtensions({ app: 'viewer' }, { release: '5.8' })).value.items
  await as.anonymous.request('GET', items[0]?.url as string)
  await as.anonymous.request('GET', items[0]?.url as string)
  await as.admin.yankExtension({ app: 'viewer', extension: items[1]?.id as string }, { reason: 'It crashes.' })
  await as.admin.deleteExtension({ app: 'viewer', extension: items[2]?.id as string })
  await services.downloads.settle()
}

/** For tests that plant damage: the harness wants an order that they cannot leave. */
async function forgetAll({ db, services }: TestServer): Promise<void> {
  await db.direct.deleteFrom('package').execute()
  await services.files.sweep(0)
}

/** Paths of all files below a folder. */
const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

const storedBlobs = async (folder: string) => (await filesIn(join(folder, 'blobs'))).sort()

for (const from of databases) {
  for (const to of databases) {
    it(`restores a backup of ${from.name} into ${to.name}: the same catalogue, whoever asks`, async () => {
      const source = await startServer({ database: from })
      await fill(source)
      const folder = newFolder()
      const made = await makeBackup(await storageOf(source), folder)
      const before = await catalogueOf(source)

      const target = await startServer({ database: blank(to) })
      const restored = await restoreBackup(await storageOf(target), folder, {})

      expect(restored).toMatchObject({ rows: made.rows, missing: [], blobs: { count: made.blobs.count } })
      expect(await catalogueOf(target)).toEqual(before)
      const again = await target.as.bearer(await source.as.maintainer('viewer').key()).listMembers({ app: 'viewer' })
      expect(again.status, 'API keys go on working').toBe(200)
      await target.given.extension('viewer', { baseName: 'AfterRestore', appRevision: '101' })
      await target.services.jobs.start()
    })
  }
}

for (const database of databases) {
  describe(`a backup of ${database.name}`, () => {
    it('copies only what is new, and forgets old snapshots with the bytes only they had', async () => {
      const server = await startServer({ database })
      const viewer = await server.given.app('Viewer')
      const first = await server.given.extension(viewer, { bytes: 'the first' })
      const storage = await storageOf(server)
      const folder = newFolder()
      expect((await makeBackup(storage, folder)).blobs).toMatchObject({ count: 1, copied: 1 })

      await server.as.admin.deleteExtension({ app: 'viewer', extension: first.id })
      await server.given.extension(viewer, { bytes: 'the second', baseName: 'Other' })
      expect((await makeBackup(storage, folder)).blobs).toMatchObject({ count: 2, copied: 1 })
      await server.as.admin.request('DELETE', `/api/v2/apps/viewer/trash/${first.id}`)
      await server.services.files.sweep(0)

      const last = await makeBackup(storage, folder, { keep: 1 })

      expect(last.pruned).toMatchObject({ blobs: 1 })
      expect(last.pruned.snapshots).toHaveLength(2)
      expect((await storedBlobs(folder)).map((path) => path.slice(-64))).toEqual([sha256('the second')])
      expect((await verifyBackup(folder)).missing).toEqual([])
    })

    it('is whole although people publish, replace, delete and sweep meanwhile', async () => {
      const server = await startServer({ database })
      const viewer = await server.given.app('Viewer')
      await server.given.draft(viewer, '1', { packages: 2, extensions: 20 })
      const storage = await storageOf(server)
      let going = true
      const busy = Array.from({ length: 2 }, async (_, worker) => {
        for (let round = 0; going; round++) {
          const item = await server.given.extension(viewer, {
            baseName: `Busy${worker}`,
            appRevision: '1',
            bytes: `bytes ${worker} ${round}`,
          })
          if (round % 2 === 0) continue
          await server.as.admin.deleteExtension({ app: 'viewer', extension: item.id })
          await server.as.admin.request('DELETE', `/api/v2/apps/viewer/trash/${item.id}`)
          await server.services.files.sweep(60_000)
        }
      })
      const folder = newFolder()
      const names: string[] = []
      try {
        for (let round = 0; round < 2; round++) names.push((await makeBackup(storage, folder)).snapshot)
      } finally {
        going = false
        await Promise.all(busy)
      }

      for (const name of names) expect(await verifyBackup(folder, name)).toMatchObject({ missing: [] })
      const target = await startServer({ database: blank(database) })
      await restoreBackup(await storageOf(target), folder, { snapshot: names[1] as string })
      const { items } = (await target.as.admin.listExtensions({ app: 'viewer' }, { limit: 100 })).value
      expect(items.length).toBeGreaterThanOrEqual(20)
    })

    it('names what the server itself has lost, keeps the rest, and restores it only when told to', async () => {
      const server = await startServer({ database })
      server.expectTrouble()
      const lost = await server.given.extension(await server.given.app('Viewer'), { bytes: 'lost' })
      const kept = await server.given.extension('viewer', { bytes: 'kept', baseName: 'Kept' })
      const { key } = await server.db.read
        .selectFrom('blob')
        .select('key')
        .where('sha256', '=', lost.file.sha256)
        .executeTakeFirstOrThrow()
      await server.blobs.remove(key)
      const folder = newFolder()

      expect((await makeBackup(await storageOf(server), folder)).missing).toEqual([lost.file.sha256])

      const target = await startServer({ database: blank(database) })
      const storage = await storageOf(target)
      await expect(restoreBackup(storage, folder, {})).rejects.toThrow(/lacks the bytes of 1 file/)
      expect(await target.storedKeys(), 'nothing is left of what was refused').toEqual([])
      expect((await restoreBackup(storage, folder, { acceptMissing: true })).missing).toEqual([lost.file.sha256])
      expect((await target.as.anonymous.request('GET', kept.url)).text).toBe('kept')
      await forgetAll(target)
      await forgetAll(server)
    })

    it('replaces what is there only by force, and then all of it', async () => {
      const server = await startServer({ database })
      await server.given.app('Viewer')
      const folder = newFolder()
      await makeBackup(await storageOf(server), folder)
      const before = await catalogueOf(server)
      await server.given.extension('viewer', { bytes: 'later' })
      const storage = await storageOf(server)

      await expect(restoreBackup(storage, folder, {})).rejects.toThrow(/not empty/)
      await restoreBackup(storage, folder, { force: true })

      expect(await catalogueOf(server)).toEqual(before)
      await server.services.files.sweep(0)
      expect(await server.storedKeys()).toEqual([])
    })

    it('leaves the database as it was when a restore breaks off', async () => {
      const source = await startServer({ database })
      await fill(source)
      const folder = newFolder()
      await makeBackup(await storageOf(source), folder)
      const [blob] = await storedBlobs(folder)
      await writeFile(blob as string, 'x'.repeat((await readFile(blob as string)).length))

      const target = await startServer({ database })
      const before = await catalogueOf(target)
      const storage = await storageOf(target)
      await expect(restoreBackup(storage, folder, { force: true })).rejects.toThrow(/damaged/)

      expect(await catalogueOf(target)).toEqual(before)
      expect(await target.storedKeys()).toEqual([])
    })
  })
}

describe('the folder of a backup', () => {
  const [database] = databases

  it('shows nothing of what was interrupted, and goes on from there', async () => {
    const server = await startServer({ database: database as (typeof databases)[number] })
    await fill(server)
    const storage = await storageOf(server)
    const folder = newFolder()
    let opened = 0
    const dying = {
      ...storage,
      blobs: Object.assign(Object.create(server.blobs) as typeof server.blobs, {
        open: (key: string) => {
          opened += 1
          if (opened === 8) throw Object.assign(new Error('the target is full'), { code: 'ENOSPC' })
          return server.blobs.open(key)
        },
      }),
    }

    await expect(makeBackup(dying, folder)).rejects.toThrow('the target is full')
    await expect(restoreBackup(storage, folder, { force: true })).rejects.toThrow(/no complete snapshot/)

    const { blobs } = await makeBackup(storage, folder)
    expect(blobs.copied).toBeLessThan(blobs.count)
    expect((await verifyBackup(folder)).missing).toEqual([])
  })

  it('is not made where other things are, and not written by two at once', async () => {
    const server = await startServer({ database: database as (typeof databases)[number] })
    const storage = await storageOf(server)
    const folder = newFolder()
    await writeFile(join(folder, 'holiday.jpg'), '')
    await expect(makeBackup(storage, folder)).rejects.toThrow(/has other things in it/)

    const other = newFolder()
    await makeBackup(storage, other)
    await writeFile(join(other, 'lock'), JSON.stringify({ host: 'another-machine', pid: 1, since: 'today' }))
    await expect(makeBackup(storage, other)).rejects.toThrow(/Another backup is writing here/)
  })

  it('is refused when a table or the manifest was damaged', async () => {
    const server = await startServer({ database: database as (typeof databases)[number] })
    const storage = await storageOf(server)
    const folder = newFolder()
    const { snapshot } = await makeBackup(storage, folder)
    await appendFile(join(folder, 'snapshots', snapshot, 'account.ndjson.gz'), 'x')
    await expect(verifyBackup(folder)).rejects.toThrow(/account.ndjson.gz is damaged/)
    await writeFile(join(folder, 'snapshots', snapshot, 'manifest.json'), '{}')
    await expect(restoreBackup(storage, folder, { force: true })).rejects.toThrow(/manifest.json is damaged/)
  })

  it('sets damaged bytes aside, so that the next backup copies them anew', async () => {
    const server = await startServer({ database: database as (typeof databases)[number] })
    const item = await server.given.extension(await server.given.app('Viewer'), { bytes: 'good' })
    const storage = await storageOf(server)
    const folder = newFolder()
    await makeBackup(storage, folder)
    const [blob] = await storedBlobs(folder)
    await writeFile(blob as string, 'evil')

    expect((await verifyBackup(folder)).missing).toEqual([item.file.sha256])
    expect((await makeBackup(storage, folder)).blobs.copied).toBe(1)
    expect((await verifyBackup(folder)).missing).toEqual([])
  })
})

it('every table can be copied: it has a primary key', async () => {
  for (const database of databases) {
    const server = await startServer({ database })
    const shapes = await tableShapes(server.db.read, server.db.kind)
    expect(shapes.filter(({ key }) => key.length === 0).map(({ name }) => name)).toEqual([])
    expect(shapes.length).toBeGreaterThan(12)
  }
})
