import { createHash } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { type Caller, databases, sha256, sha512, startServer } from '../../../test/harness/index.ts'
import { theServer } from '../access/index.ts'

const path = { app: 'viewer' }
const counts = async (caller: Caller) => (await caller.listDownloadCounts(path)).value.items
const total = async (caller: Caller) => (await counts(caller)).reduce((sum, row) => sum + row.downloads, 0)

for (const database of databases) {
  describe(`downloads on ${database.name}`, () => {
    it('go by name, by id of file and package, and by digest, to the same bytes', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const made = await given.installer(app, { bytes: 'the bytes', fileName: 'Viewer 5.8 größe.tar.gz' })
      await as.admin.promoteDraft({ ...path, release: '100' }, { name: '5.8' })
      const name = encodeURIComponent(made.file.name)
      const urls = [
        `/dl/viewer/5.8/${name}`,
        `/dl/Viewer/100/${name}`,
        `/dl/${app.id}/${made.release.id}/${name}`,
        `/dl/${made.id}`,
        `/dl/${made.id}/any-name.bin`,
        `/dl/${made.file.id}`,
        `/dl/sha256:${sha256('the bytes')}`,
        `/dl/sha256:${sha256('the bytes').toUpperCase()}/${name}`,
        `/dl/sha512:${sha512('the bytes')}`,
        `/api/v2/files/${made.id}/bytes`,
        `/api/v2/files/${made.file.id}/bytes`,
      ]
      for (const url of urls) {
        const answer = await as.anonymous.request('GET', url)
        expect(answer.status, url).toBe(200)
        expect(answer.text).toBe('the bytes')
        expect(answer.headers).toMatchObject({
          'content-length': '9',
          'content-type': 'application/gzip',
          'accept-ranges': 'bytes',
          etag: `"${sha256('the bytes')}"`,
          'repr-digest': `sha-256=:${createHash('sha256').update('the bytes').digest('base64')}:`,
          'x-content-type-options': 'nosniff',
        })
        expect(answer.headers['content-disposition']).toBe(
          `attachment; filename="Viewer 5.8 gro_e.tar.gz"; filename*=UTF-8''Viewer%205.8%20gr%C3%B6%C3%9Fe.tar.gz`,
        )
        const head = await as.anonymous.request('HEAD', url)
        expect([head.status, head.text, head.headers['content-length']], url).toEqual([200, '', '9'])
      }
      expect(await total(as.admin)).toBe(urls.length)
    })

    it.each([
      '/dl/viewer/100/nothing.zip',
      '/dl/viewer/nowhere/viewer.zip',
      '/dl/nowhere/100/viewer.zip',
      '/dl/nonsense',
      '/dl/nonsense/viewer.zip',
      `/dl/${'f'.repeat(24)}`,
      `/dl/sha256:${'0'.repeat(64)}`,
      '/dl/viewer/100/..%2f..%2fetc%2fpasswd',
      '/dl/viewer/100/%00',
      '/dl/%00/100/viewer.zip',
      '/dl/viewer/nowhere/SHA256SUMS',
      '/dl/viewer/100/SHA1SUMS',
    ])('find nothing at %s', async (url) => {
      const { as, given } = await startServer({ database })
      await given.installer(await given.app('Viewer'), { fileName: 'viewer.zip' })

      expect((await as.anonymous.request('GET', url)).problem.status).toBe(404)
      expect((await as.anonymous.request('HEAD', url)).status).toBe(404)
    })

    it('by the revision stay when a part of its draft is promoted, for those who see the rest', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const chosen = await given.extension(app, { baseName: 'Chosen', fileName: 'chosen.zip', appRevision: '100' })
      await given.extension(app, { baseName: 'Left', fileName: 'left.zip', appRevision: '100' })
      const draft = { app: 'viewer', release: '100' }
      await as.admin.promoteDraft(draft, { name: '5.8', only: [chosen.id] })

      const status = async (url: string) => (await as.anonymous.request('GET', url)).status
      expect([await status('/dl/viewer/100/chosen.zip'), await status('/dl/viewer/100/left.zip')]).toEqual([200, 200])
      expect([await status('/dl/viewer/5.8/chosen.zip'), await status('/dl/viewer/5.8/left.zip')]).toEqual([200, 404])

      const { items } = (await as.admin.listReleases({ app: 'viewer' }, { stage: 'draft' })).value
      await as.admin.updateRelease({ app: 'viewer', release: items[0]?.id ?? '' }, { public: false })
      expect(await status('/dl/viewer/100/left.zip')).toBe(404)
    })

    it.each(['sha256:abc', 'sha512:abc', `sha256:${'a'.repeat(128)}`])('say that %s is no digest', async (digest) => {
      const { as } = await startServer({ database })
      expect(await as.anonymous.request('GET', `/dl/${digest}`)).toMatchProblem('invalid_input')
    })

    it('of ranges and of what is known already follow RFC 9110', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const made = await given.installer(app, { bytes: '0123456789' })
      const get = (headers: Record<string, string>) => as.anonymous.request('GET', made.url, { headers })
      const etag = `"${made.file.sha256}"`

      const middle = await get({ range: 'bytes=2-4' })
      expect([middle.status, middle.text, middle.headers['content-range']]).toEqual([206, '234', 'bytes 2-4/10'])
      expect((await get({ range: 'bytes=-3' })).text).toBe('789')
      expect((await get({ range: 'bytes=7-' })).text).toBe('789')
      const beyond = await get({ range: 'bytes=10-' })
      expect([beyond.status, beyond.headers['content-range']]).toEqual([416, 'bytes */10'])
      expect((await get({ 'if-none-match': etag })).status).toBe(304)
      expect((await get({ 'if-match': '"other"' })).status).toBe(412)
      expect((await get({ range: 'bytes=5-', 'if-range': etag })).text).toBe('56789')
      expect((await get({ range: 'bytes=5-', 'if-range': '"other"' })).text).toBe('0123456789')
    })

    it('count once when the last byte is delivered, and nothing else does', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const made = await given.extension(app, { bytes: '0123456789' })
      const get = (headers: Record<string, string> = {}) => as.anonymous.request('GET', made.url, { headers })
      await get({ range: 'bytes=0-4' })
      await get({ 'if-none-match': `"${made.file.sha256}"` })
      await get({ range: 'bytes=99-' })
      await as.anonymous.request('HEAD', made.url)
      expect(await counts(as.anonymous)).toEqual([])

      await get()
      await get({ range: 'bytes=5-' })
      await as.anonymous.request('GET', made.file.url)

      expect(await counts(as.anonymous)).toEqual([
        { revision: '100', kind: 'extension', baseName: 'Tools', os: 'linux', arch: 'amd64', downloads: 3 },
      ])
    })

    it('that break off do not count', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const made = await given.installer(app, { bytes: Buffer.alloc(20_000_000, 'x') })

      const reply = await as.anonymous.open('GET', made.url)
      reply.destroy()
      await as.anonymous.request('GET', made.url, { headers: { range: 'bytes=19999999-' } })

      await expect.poll(() => total(as.admin)).toBe(1)
    })

    it('are counted each, however many there are at once', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const made = [await given.installer(app), await given.extension(app)]
      const all = Array.from({ length: 100 }, (_, at) => as.anonymous.request('GET', made[at % 2]?.url ?? ''))

      const answers = await Promise.all(all)

      expect(answers.every((answer) => answer.status === 200)).toBe(true)
      expect((await counts(as.admin)).map((row) => row.downloads)).toEqual([50, 50])
    })

    it('stay counted when package, draft and release are gone, and move with no promotion', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const made = await given.installer(app)
      await as.anonymous.request('GET', made.url)
      await as.admin.promoteDraft({ ...path, release: '100' }, { name: '5.8' })
      await as.anonymous.request('GET', `/dl/${made.id}`)
      await as.admin.deletePackage({ ...path, package: made.id })
      await as.admin.purgeFromTrash({ ...path, id: made.id })
      await as.admin.deleteRelease({ ...path, release: '5.8' })

      expect(await counts(as.anonymous)).toMatchObject([{ revision: '100', downloads: 2 }])
    })

    it('are counted for private applications too, for those who may see that', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer', { public: false })
      const made = await given.installer(app)
      expect((await as.anonymous.request('GET', made.url)).status).toBe(404)
      expect((await as.anonymous.request('GET', made.file.url)).status).toBe(404)

      expect((await as.reader(app).request('GET', made.url)).status).toBe(200)

      expect(await as.anonymous.listDownloadCounts(path)).toMatchProblem('app_not_found')
      expect(await total(as.reader(app))).toBe(1)
    })

    it('are listed by revision, kind, base name and target, filtered and page by page', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      for (const made of [
        await given.extension(app, { appRevision: '2', baseName: 'B' }),
        await given.extension(app, { appRevision: '2', baseName: 'A', os: 'win' }),
        await given.installer(app, { revision: '10' }),
        await given.installer(app, { revision: '2' }),
      ]) {
        await as.anonymous.request('GET', made.url)
      }
      const first = (await as.anonymous.listDownloadCounts(path, { limit: 3 })).value
      const second = (await as.anonymous.listDownloadCounts(path, { limit: 3, cursor: first.cursor ?? '' })).value
      const key = (row: (typeof first.items)[number]) => `${row.revision} ${row.kind} ${row.baseName}`

      expect([...first.items, ...second.items].map(key)).toEqual([
        '10 package Viewer',
        '2 extension A',
        '2 extension B',
        '2 package Viewer',
      ])
      const filtered = await as.anonymous.listDownloadCounts(path, { revision: '2', kind: 'extension', baseName: 'A' })
      expect(filtered.value.items.map(key)).toEqual(['2 extension A'])
    })

    it('give the digests of a release in the form of sha256sum and sha512sum', async () => {
      const { as, given } = await startServer({ database })
      const app = await given.app('Viewer')
      const replaced = await given.installer(app, { bytes: 'old', fileName: 'a.zip' })
      await given.installer(app, { bytes: 'a', fileName: 'a.zip' })
      await given.extension(app, { bytes: 'b', fileName: 'B b.zip' })
      const gone = await given.extension(app, { baseName: 'Gone' })
      await as.admin.deleteExtension({ ...path, extension: gone.id })
      const sums = async (name: string) => as.anonymous.request('GET', `/dl/viewer/100/${name}`)

      expect((await sums('SHA256SUMS')).text).toBe(`${sha256('b')}  B b.zip\n${sha256('a')}  a.zip\n`)
      expect((await sums('SHA512SUMS')).text).toBe(`${sha512('b')}  B b.zip\n${sha512('a')}  a.zip\n`)
      expect((await sums('SHA256SUMS')).headers['content-type']).toBe('text/plain; charset=utf-8')
      expect((await sums('SHA256SUMS')).text).not.toContain(replaced.file.sha256)
      const head = await as.anonymous.request('HEAD', '/dl/viewer/100/SHA256SUMS')
      expect([head.status, head.text]).toEqual([200, ''])
      expect(await total(as.admin)).toBe(0)
    })

    it('may be kept by browsers for ever only where the address means these bytes for ever', async () => {
      const { as, given } = await startServer({ database })
      const made = await given.installer(await given.app('Viewer'))
      const cacheOf = async (url: string) => (await as.anonymous.request('GET', url)).headers['cache-control']

      expect(await cacheOf(made.file.url)).toBe('private, max-age=31536000, immutable')
      expect(await cacheOf(made.url)).toBe('no-cache')
      expect(await cacheOf(`/dl/${made.id}`)).toBe('no-cache')
    })

    it('by a digest that a private application shares give the public copy', async () => {
      const { as, given } = await startServer({ database })
      const open = await given.installer(await given.app('Viewer'), { bytes: 'the same' })
      await given.installer(await given.app('Secret', { public: false }), { bytes: 'the same', fileName: 'secret.zip' })

      const answer = await as.anonymous.request('GET', `/dl/sha256:${sha256('the same')}`)

      expect(answer.headers['content-disposition']).toContain(open.file.name)
      expect(await total(as.admin)).toBe(1)
    })

    it('of one moment are looked up together where each question is a journey', async () => {
      const asked: string[] = []
      const { given, services } = await startServer({ database, onQuery: ({ sql }) => asked.push(sql) })
      const app = await given.app('Viewer')
      const names = ['One', 'Two', 'Three', 'Four']
      const files = await Promise.all(names.map((baseName) => given.extension(app, { baseName, bytes: baseName })))
      asked.length = 0

      const downloads = await Promise.all(files.map(({ id }) => services.downloads.byId(theServer, id)))
      const bytes = await Promise.all(downloads.map(async (one) => text(await one.open())))

      expect(bytes).toEqual(names)
      expect(asked.length).toBe(database.name === 'postgres' ? 2 : 2 * names.length)
    })

    it('need a key that reads, when there is one', async () => {
      const { as, given } = await startServer({ database })
      const made = await given.installer(await given.app('Viewer'))

      expect((await as.key({ scopes: ['read'] }).request('GET', made.url)).status).toBe(200)
      expect(await as.bearer('slipway_wrong').request('GET', made.url)).toMatchProblem('key_invalid')
    })
  })
}
