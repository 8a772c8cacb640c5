/** A server whose files are in an object store: to those who publish and download the same as any other. */
import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { migrations } from '../../src/migrations/index.ts'
import { makeBackup, restoreBackup } from '../../src/modules/backup/index.ts'
import { storageChecks } from '../../src/modules/integrity/index.ts'
import { type Caller, databases, sha256, startServer, type TestServer } from '../harness/index.ts'
import { startObjectStore } from '../harness/object-store.ts'
import { catalogueOf } from './catalogue.ts'
import { blank } from './databases.ts'

const FILES = 's3://harbour/files'
const MIB = 1024 ** 2
const VERSION = { 'tus-resumable': '1.0.0' }
const storageOf = ({ db, blobs }: TestServer) => ({ db, blobs, migrations, version: '0.0.0-test' })

const total = async (caller: Caller): Promise<number> =>
  (await caller.listDownloadCounts({ app: 'viewer' }, {})).value.items.reduce((sum, item) => sum + item.downloads, 0)

for (const database of databases) {
  describe(`files in an object store, on ${database.name}`, () => {
    it('are published, resumed, served in ranges, looked after and swept', async () => {
      const store = await startObjectStore()
      const server = await startServer({ database, files: { address: FILES } })
      const { as, given } = server
      const app = await given.app('Viewer')
      const bytes = randomBytes(7 * MIB)

      const upload = await as.admin.createUpload(undefined, {
        headers: { ...VERSION, 'upload-length': String(bytes.length) },
      })
      const { id } = upload.value
      const piece = (offset: number, end: number) =>
        as.admin.appendUpload({ upload: id }, bytes.subarray(offset, end), {
          headers: { ...VERSION, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
        })
      expect((await piece(0, 3 * MIB)).status).toBe(204)
      expect((await as.admin.getUpload({ upload: id })).value).toMatchObject({ offset: 3 * MIB, complete: false })
      expect((await piece(3 * MIB, bytes.length)).status).toBe(204)
      const published = await as.admin.publishExtension(
        { app: 'viewer' },
        {
          baseName: 'Tools',
          os: 'linux',
          arch: 'amd64',
          revision: '1',
          appRevision: '100',
          upload: id,
          fileName: 'tools.zip',
          sha256: sha256(bytes),
        },
      )
      expect(published.status).toBe(201)
      const { url } = published.value.extension.file as { url: string }

      const whole = await as.anonymous.request('GET', url)
      expect([whole.status, sha256(whole.bytes)]).toEqual([200, sha256(bytes)])
      expect(whole.headers['repr-digest']).toContain('sha-256=')
      const end = await as.anonymous.request('GET', url, { headers: { range: 'bytes=-10' } })
      expect([end.status, end.bytes.equals(bytes.subarray(-10))]).toEqual([206, true])
      expect(await total(as.admin)).toBe(2)

      const small = await given.installer(app, { bytes: 'soon gone' })
      const checks = storageChecks(server.db, server.blobs, { rehash: 'all', orphanGrace: 0 })
      const verdicts = await Promise.all(checks.map(async ({ name, run }) => [name, (await run()).status]))
      expect(verdicts).toEqual([
        ['blob store', 'ok'],
        ['stored bytes', 'ok'],
        ['orphans', 'ok'],
        ['digests', 'ok'],
      ])
      await as.admin.deletePackage({ app: 'viewer', package: small.id })
      await as.admin.request('DELETE', `/api/v2/apps/viewer/trash/${small.id}`)
      await server.services.files.sweep(0)
      expect([...store.objects.keys()]).toHaveLength(1)

      const before = await catalogueOf(server)
      await makeBackup(storageOf(server), 's3://harbour/backup')
      const target = await startServer({ database: blank(database), files: { address: 's3://harbour/other' } })
      expect((await restoreBackup(storageOf(target), 's3://harbour/backup', {})).missing).toEqual([])
      expect(await catalogueOf(target)).toEqual(before)
    })

    it('are got from there where clients follow a redirect, and from the server where they do not', async () => {
      await startObjectStore()
      const { as, given } = await startServer({ database, files: { address: FILES, redirect: true } })
      const hidden = await given.extension(await given.app('Hidden', { public: false }), { bytes: 'secret' })
      expect((await as.anonymous.request('GET', hidden.url)).status).toBe(404)
      const made = await given.extension(await given.app('Viewer'), { bytes: '0123456789' })

      const head = await as.admin.request('HEAD', made.url)
      expect([head.status, head.headers['content-length']]).toEqual([200, '10'])
      expect(await total(as.admin)).toBe(0)
      const answer = await as.admin.request('GET', made.url)
      expect([answer.status, answer.headers['cache-control']]).toEqual([302, 'no-store'])
      expect(await total(as.admin)).toBe(1)
      const there = await fetch(String(answer.headers.location))
      expect(await there.text()).toBe('0123456789')
      expect(there.headers.get('content-disposition')).toBe(head.headers['content-disposition'])
      expect(there.headers.get('content-type')).toBe(head.headers['content-type'])

      // Elsewhere the tag is another one: a part would be answered with the whole.
      const rest = { range: 'bytes=5-', 'if-range': String(head.headers.etag) }
      const resumed = await as.admin.request('GET', made.url, { headers: rest })
      expect([resumed.status, resumed.text]).toEqual([206, '56789'])
      const known = await as.admin.request('GET', made.url, { headers: { 'if-none-match': String(head.headers.etag) } })
      expect(known.status).toBe(304)

      const old = await as.anonymous.request('GET', `/api/v1/item/${made.id}/download`)
      expect([old.status, old.text]).toEqual([200, '0123456789'])
    })
  })
}
