/** A server in front sends the bytes; Slipway decides who may have them, and counts. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { type Caller, databases, startServer } from '../../../test/harness/index.ts'

const FRONT = { 'x-forwarded-for': '198.51.100.7' }
const BYTES = '0123456789'

const total = async (caller: Caller): Promise<number> =>
  (await caller.listDownloadCounts({ app: 'viewer' }, {})).value.items.reduce((sum, item) => sum + item.downloads, 0)

for (const database of databases) {
  describe(`downloads that a front sends, on ${database.name}`, () => {
    it('are named to it with all their headers, for those who may have them only', async () => {
      const { as, given, blobs } = await startServer({
        database,
        handOver: { by: 'x-accel-redirect', counts: 'start' },
      })
      const app = await given.app('Viewer', { public: false })
      const made = await given.installer(app, { bytes: BYTES })
      expect((await as.anonymous.request('GET', made.url, { headers: FRONT })).status).toBe(404)

      const answer = await as.admin.request('GET', made.url, { headers: FRONT })

      expect([answer.status, answer.text]).toEqual([200, ''])
      const direct = await as.admin.request('HEAD', made.url, { headers: FRONT })
      expect(direct.headers['x-accel-redirect']).toBeUndefined()
      for (const name of [
        'content-type',
        'content-disposition',
        'etag',
        'last-modified',
        'repr-digest',
        'cache-control',
      ]) {
        expect([name, answer.headers[name]]).toEqual([name, direct.headers[name]])
      }
      const named = /^\/_slipway_files\/(([0-9a-f]{2})\/[0-9a-f]{22}\2)$/.exec(
        String(answer.headers['x-accel-redirect']),
      )
      expect(named).not.toBeNull()
      const { folder } = blobs.place(named?.[1]?.slice(3) ?? '') ?? { folder: '' }
      expect(await readFile(join(folder, named?.[1] ?? ''), 'utf8')).toBe(BYTES)
    })

    it('are not opened here, however large they are', async () => {
      const { as, given, blobs, log } = await startServer({
        database,
        handOver: { by: 'x-accel-redirect', counts: 'start' },
      })
      const bytes = 'x'.repeat(1_000_000)
      const made = await given.installer(await given.app('Viewer'), { bytes })
      const opening = vi.spyOn(blobs, 'open')
      for (const range of [{}, { range: 'bytes=0-9' }, { range: 'bytes=10-' }]) {
        const answer = await as.anonymous.request('GET', made.url, { headers: { ...FRONT, ...range } })
        expect(answer.headers['x-accel-redirect']).toBeDefined()
      }
      expect(opening).not.toHaveBeenCalled()
      expect((await as.anonymous.request('GET', made.url)).text).toBe(bytes)
      expect(log).toEqual([])
    })

    it('are named by their path to those who want it so', async () => {
      const { as, given } = await startServer({ database, handOver: { by: 'x-sendfile', counts: 'start' } })
      const app = await given.app('Viewer')
      const made = await given.extension(app, { bytes: BYTES })
      const answer = await as.anonymous.request('GET', made.url, { headers: FRONT })
      expect(await readFile(String(answer.headers['x-sendfile']), 'utf8')).toBe(BYTES)
    })

    it('are sent by Slipway itself to those who did not come through the front', async () => {
      const { as, given } = await startServer({ database, handOver: { by: 'x-accel-redirect', counts: 'start' } })
      const app = await given.app('Viewer')
      const made = await given.installer(app, { bytes: BYTES })
      const answer = await as.anonymous.request('GET', made.url)
      expect([answer.text, answer.headers['x-accel-redirect']]).toEqual([BYTES, undefined])
    })

    it('are not handed over when a range was asked for that is not to be given', async () => {
      const { as, given } = await startServer({ database, handOver: { by: 'x-accel-redirect', counts: 'start' } })
      const app = await given.app('Viewer')
      const made = await given.installer(app, { bytes: BYTES })
      const answer = await as.anonymous.request('GET', made.url, {
        headers: { ...FRONT, range: 'bytes=5-', 'if-range': '"an older file"' },
      })
      expect([answer.status, answer.text, answer.headers['x-accel-redirect']]).toEqual([200, BYTES, undefined])
    })

    it('count when the front is told to send their end', async () => {
      const { as, given } = await startServer({ database, handOver: { by: 'x-accel-redirect', counts: 'start' } })
      const app = await given.app('Viewer')
      const made = await given.installer(app, { bytes: BYTES })
      const get = (headers: Record<string, string> = {}) =>
        as.anonymous.request('GET', made.url, { headers: { ...FRONT, ...headers } })

      for (const range of ['bytes=0-4', 'bytes=2-8']) {
        expect((await get({ range })).headers['x-accel-redirect']).toBeDefined()
      }
      expect((await get({ 'if-none-match': `"${made.file.sha256}"` })).status).toBe(304)
      expect((await get({ range: 'bytes=99-' })).status).toBe(416)
      await as.anonymous.request('HEAD', made.url, { headers: FRONT })
      expect(await total(as.admin)).toBe(0)

      await get()
      expect(await total(as.admin)).toBe(1)
      await get({ range: 'bytes=5-' })
      expect(await total(as.admin)).toBe(2)
    })

    it('do not count here when the log of the front does', async () => {
      const { as, given } = await startServer({ database, handOver: { by: 'x-accel-redirect', counts: 'log' } })
      const app = await given.app('Viewer')
      const made = await given.installer(app, { bytes: BYTES })
      await as.anonymous.request('GET', made.url, { headers: FRONT })
      expect(await total(as.admin)).toBe(0)
      // What is not handed over is not in the front's hands.
      await as.anonymous.request('GET', made.url)
      expect(await total(as.admin)).toBe(1)
    })
  })
}
