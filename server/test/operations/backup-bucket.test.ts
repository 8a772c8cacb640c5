/** Backups in an object store: the same as in a folder. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { migrations } from '../../src/migrations/index.ts'
import { makeBackup, restoreBackup, verifyBackup } from '../../src/modules/backup/index.ts'
import { databases, startServer, type TestServer } from '../harness/index.ts'
import { startObjectStore } from '../harness/object-store.ts'
import { catalogueOf } from './catalogue.ts'
import { blank } from './databases.ts'
import { newFolder } from './program.ts'

const BACKUP = 's3://harbour/slipway/nightly'
const storageOf = ({ db, blobs }: TestServer, keyring?: string) => ({
  ...{ db, blobs, migrations, version: '0.0.0-test' },
  keyring,
})

for (const database of databases) {
  describe(`a backup in a bucket, of ${database.name}`, () => {
    it('has everything, keeps the newest snapshots, copies only what is new, and is restored from', async () => {
      const store = await startObjectStore()
      const source = await startServer({ database })
      const app = await source.given.app('Viewer')
      await source.given.draft(app, '100', { packages: 2, extensions: 3 })
      await source.given.installer(app, { revision: '101', bytes: Buffer.alloc(20 * 1024 ** 2, 'large') })
      const first = await makeBackup(storageOf(source), BACKUP)
      expect(first.blobs.copied).toBe(first.blobs.count)
      expect(store.parts()).toBeGreaterThan(1)

      const gone = await source.given.installer(app, { revision: '102', bytes: 'soon gone' })
      await makeBackup(storageOf(source), BACKUP, { keep: 2 })
      await source.as.admin.deletePackage({ app: 'viewer', package: gone.id })
      await source.as.admin.request('DELETE', `/api/v2/apps/viewer/trash/${gone.id}`)
      await source.services.files.sweep(0)
      await source.given.installer(app, { revision: '103', bytes: 'new' })
      const keyring = join(newFolder(), 'keyring')
      mkdirSync(join(keyring, 'private-keys-v1.d'), { recursive: true })
      writeFileSync(join(keyring, 'private-keys-v1.d/0123.key'), 'secret')
      writeFileSync(join(keyring, '.#lk0x5581'), 'of gpg at work')
      const third = await makeBackup(storageOf(source, keyring), BACKUP, { keep: 1 })
      expect(third.blobs.copied).toBe(1)
      expect(third.pruned).toMatchObject({ snapshots: [expect.any(String), expect.any(String)], blobs: 1 })
      expect([...store.objects.keys()].filter((key) => key.endsWith('manifest.json'))).toHaveLength(1)
      expect([...store.objects.keys()].filter((key) => key.endsWith('/lock'))).toEqual([])

      const before = await catalogueOf(source)
      const target = await startServer({ database: blank(database) })
      const ring = join(newFolder(), 'keyring')
      const restored = await restoreBackup(storageOf(target, ring), BACKUP, {})
      expect(restored).toMatchObject({ missing: [], keyring: { restored: true } })
      expect(readdirSync(ring, { recursive: true }).sort()).toEqual(['private-keys-v1.d', 'private-keys-v1.d/0123.key'])
      expect(await catalogueOf(target)).toEqual(before)
    })

    it('is not made where something else is, by two at once, or of damaged bytes; and says what is damaged', async () => {
      const store = await startObjectStore()
      const source = await startServer({ database })
      const made = await source.given.installer(await source.given.app('Viewer'), { bytes: 'precious' })
      await expect(makeBackup(storageOf(source), 's3://Not A Bucket')).rejects.toThrow('expected s3://bucket')
      await expect(restoreBackup(storageOf(source), BACKUP, {})).rejects.toThrow('is not a backup')
      store.objects.set('harbour/slipway/nightly/holiday.jpg', Buffer.from('sun'))
      await expect(makeBackup(storageOf(source), BACKUP)).rejects.toThrow('has other things in it')
      store.objects.clear()

      await makeBackup(storageOf(source), BACKUP)
      const holder = { host: 'elsewhere', pid: 1, since: '2026-01-01T00:00:00Z' }
      store.objects.set('harbour/slipway/nightly/lock', Buffer.from(JSON.stringify(holder)))
      await expect(makeBackup(storageOf(source), BACKUP)).rejects.toThrow('process 1 on elsewhere')
      store.objects.delete('harbour/slipway/nightly/lock')

      const { sha256 } = made.file
      store.objects.set(`harbour/slipway/nightly/blobs/${sha256.slice(0, 2)}/${sha256}`, Buffer.from('precioux'))
      expect((await verifyBackup(BACKUP)).missing).toEqual([sha256])
      const healed = await makeBackup(storageOf(source), BACKUP)
      expect(healed.blobs.copied).toBe(1)
      expect((await verifyBackup(BACKUP)).missing).toEqual([])
    })
  })
}
