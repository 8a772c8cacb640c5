import { describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../src/platform/db/index.ts'
import { databases, type Given, startServer } from '../harness/index.ts'

/** Two stable releases and a draft, for three systems each. */
async function someReleases(given: Given) {
  const app = await given.app('Slicer')
  const builds = [
    { revision: '100', name: '5.6.1', version: '5.6.1', buildDate: '2024-01-10T03:10:00.5Z' },
    { revision: '200', name: '5.6.2', version: '5.6.2', buildDate: '2024-04-05T03:10:00Z' },
    { revision: '300', name: undefined, version: '5.7.0-2024-04-30', buildDate: '2024-05-01T03:10:00.1Z' },
  ]
  for (const { name, ...facts } of builds) {
    if (name !== undefined) await given.release(app, name, { revision: facts.revision })
    for (const os of ['linux', 'macosx', 'win'] as const)
      await given.installer(app, { ...facts, os, baseName: 'Slicer' })
  }
  return app
}

for (const database of databases) {
  describe(`the download site on ${database.name}`, () => {
    it('answers the best match as the old site did, byte for byte', async () => {
      const { given, as } = await startServer({ database })
      const app = await someReleases(given)
      const [pack] = (await as.admin.listPackages({ app: app.slug }, { release: '5.6.1', os: 'win' })).value.items

      const answer = await as.anonymous.request('GET', '/find?os=win&stability=release&version=5.6.1')

      expect(answer.status).toBe(200)
      expect(answer.headers['content-type']).toBe('application/json')
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
      expect(answer.text).toBe(
        `{"arch":"amd64","build_date":"2024-01-10T03:10:00.500000+00:00","build_date_ymd":"2024-01-10",` +
          `"checkout_date":null,"checkout_date_ymd":null,"codebase":null,"download_url":"/bitstream/${pack?.id}",` +
          `"extensions_browse_url":"https://extensions.slicer.org/catalog/All/100/win","md5":null,` +
          `"name":"Slicer_win_amd64_100","os":"win","package":null,"product_name":"Slicer","revision":"100",` +
          `"sha512":"${pack?.file.sha512}","size":${pack?.file.size},"stability":"release","version":"5.6.1"}\n`,
      )
      const again = await as.anonymous.request('GET', '/find?os=win&stability=release&version=5.6.1', {
        headers: { 'if-none-match': String(answer.headers.etag) },
      })
      expect(again.status).toBe(304)
    })

    it('answers per system and stability, with null where there is none', async () => {
      const { given, as } = await startServer({ database })
      await someReleases(given)

      const whole = (await as.anonymous.request('GET', '/findall')).json as Record<string, Record<string, unknown>>
      expect(Object.entries(whole).map(([os, found]) => [os, Object.keys(found)])).toEqual([
        ['linux', ['nightly', 'release']],
        ['macosx', ['nightly', 'release']],
        ['win', ['nightly', 'release']],
      ])
      expect(whole.linux?.nightly).toMatchObject({ revision: '300', version: '5.7.0', stability: 'nightly' })
      expect(whole.linux?.release).toMatchObject({ revision: '200', version: '5.6.2', stability: 'release' })
      expect((await as.anonymous.request('GET', '/findall?version=9.9&os=win')).json).toEqual({
        win: { nightly: null, release: null },
      })
      expect((await as.anonymous.request('GET', '/findall?stability=any&os=win&offset=-1')).json).toMatchObject({
        win: { any: { revision: '200' } },
      })
    })

    it('leads from /download to the bytes, and counts them once', async () => {
      const { given, as } = await startServer({ database })
      const app = await someReleases(given)

      const first = await as.anonymous.request('GET', '/download?os=linux&stability=release')
      expect([first.status, first.headers.location]).toEqual([
        302,
        expect.stringMatching(/^\/bitstream\/[0-9a-f]{24}$/),
      ])
      const second = await as.anonymous.request('GET', String(first.headers.location))
      expect(second.status).toBe(302)
      const third = await as.anonymous.request('GET', String(second.headers.location))
      expect([third.status, third.text]).toEqual([200, 'bytes of Slicer-200-linux-amd64.tar.gz'])
      expect(third.headers['content-disposition']).toBe('attachment; filename="Slicer-200-linux-amd64.tar.gz"')

      const counts = (await as.admin.listDownloadCounts({ app: app.slug }, {})).value.items
      expect(counts).toMatchObject([{ revision: '200', os: 'linux', downloads: 1 }])
    })

    it('refuses in the old words: as a page, or as JSON for those who ask for it', async () => {
      const { given, as } = await startServer({ database })
      await someReleases(given)
      const ask = (path: string, accept?: string) =>
        as.anonymous.request('GET', path, { ...(accept !== undefined && { headers: { accept } }) })

      const page = await ask('/find?os=dos')
      expect([page.status, page.headers['content-type']]).toEqual([400, 'text/html; charset=utf-8'])
      expect(page.text).toContain(
        'unknown os &#34;dos&#34;: should be one of (&#39;macosx&#39;, &#39;win&#39;, &#39;linux&#39;)',
      )
      const json = await ask('/find?os=win&version=9', 'application/json')
      expect([json.status, json.headers['content-type'], json.json]).toEqual([
        404,
        'application/json',
        { code: 404, title: 'Not Found', message: 'no matching revision for given parameters' },
      ])
      expect((await ask('/find?os=win&revision=5.10.0', 'application/json')).json).toMatchObject({
        code: 400,
        message: 'bad revision "5.10.0": should be specified as an integer',
      })
      expect((await ask('/download?os=win&version=9')).status).toBe(404)
      expect((await ask('/find/?os=win')).status).toBe(404)
      expect((await ask('/bitstream/')).status).toBe(404)
      expect((await ask('/bitstream/12345')).status).toBe(404)
    })

    it('takes GET, HEAD and OPTIONS only', async () => {
      const { given, as } = await startServer({ database })
      await someReleases(given)

      const head = await as.anonymous.request('HEAD', '/find?os=win')
      expect([head.status, head.bytes.length, head.headers['content-type']]).toEqual([200, 0, 'application/json'])
      const options = await as.anonymous.request('OPTIONS', '/find')
      expect([options.status, options.headers.allow]).toEqual([200, 'GET, HEAD, OPTIONS'])
      const post = await as.admin.request('POST', '/find')
      expect([post.status, post.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS'])
      expect((await as.anonymous.request('TRACE' as never, '/find')).status).toBe(405)
    })

    it('answers 304 to whoever has the answer, in whichever version', async () => {
      const { given, as } = await startServer({ database })
      const app = await someReleases(given)
      const tagged = ['/', '/find?os=win', '/findall', `/api/v2/apps/${app.slug}/extensions`]
      const untagged = ['/download-stats/var/slicer-download-data.json', '/download-stats', '/api/v2/apps', '/healthz']
      for (const path of [...tagged, ...untagged]) {
        const { headers } = await as.anonymous.request('GET', path)
        const tags = tagged.includes(path) ? ['*', headers.etag ?? '', `"other", W/${headers.etag}`] : ['*']
        for (const tag of tags) {
          for (const method of ['GET', 'HEAD']) {
            const again = await as.anonymous.request(method, path, { headers: { 'if-none-match': tag } })
            expect([path, tag, method, again.status, again.bytes.length]).toEqual([path, tag, method, 304, 0])
          }
        }
      }
      const missing = await as.anonymous.request('GET', '/find?os=win&version=9', { headers: { 'if-none-match': '*' } })
      expect(missing.status).toBe(404)
    })

    it('shows every change at once: uploads, promotion, yanking, hiding, deletion, restoring', async () => {
      const { given, as } = await startServer({ database })
      const app = await someReleases(given)
      const path = { app: app.slug }
      const newest = async (stability: string) => {
        const answer = await as.anonymous.request('GET', `/find?os=linux&stability=${stability}`)
        return answer.status === 200 ? (answer.json as { revision: string }).revision : answer.status
      }
      expect([await newest('release'), await newest('nightly')]).toEqual(['200', '300'])

      const pack = await given.installer(app, { revision: '400', baseName: 'Slicer', version: '5.7.0-2024-05-30' })
      expect([await newest('release'), await newest('nightly')]).toEqual(['200', '400'])

      await as.admin.updatePackage({ ...path, package: pack.id } as never, { preRelease: true } as never)
      await as.admin.request('POST', `/api/v2/apps/${app.slug}/releases/400/promotion`, { body: { name: '5.8.0' } })
      expect((await as.anonymous.request('GET', '/find?os=linux&revision=400')).json).toMatchObject({ revision: '400' })

      await as.admin.updateRelease({ ...path, release: '5.6.2' }, { public: false })
      expect(await newest('release')).not.toBe('200')
      await as.admin.updateRelease({ ...path, release: '5.6.2' }, { public: true, name: '5.6.3' })
      expect((await as.anonymous.request('GET', '/find?os=linux&revision=200')).json).toMatchObject({
        version: '5.6.3',
      })

      await as.admin.deleteRelease({ ...path, release: '5.6.3' })
      expect((await as.anonymous.request('GET', '/find?os=linux&revision=200')).status).toBe(404)
    })

    it('answers with what others on the same database have written from the very next question on', async () => {
      const { given, as, db } = await startServer({ database })
      const app = await someReleases(given)
      const [pack] = (await as.admin.listPackages({ app: app.slug }, { release: '5.6.2', os: 'linux' })).value.items
      const ask = async (path: string) => as.anonymous.request('GET', path)
      const other = await openDatabase(db.url)
      onTestFinished(() => other.close())
      const yank = (at: number | null) =>
        other.write((tx) =>
          tx
            .updateTable('package')
            .set({ yanked_at: at })
            .where('id', '=', pack?.id as string)
            .execute(),
        )

      for (const [at, revision] of [
        [null, '200'],
        [1, '100'],
        [null, '200'],
        [2, '100'],
      ] as const) {
        await yank(at)
        // Many at once: those of one moment share what they ask the database.
        const answers = await Promise.all(Array.from({ length: 20 }, () => ask('/find?os=linux&stability=release')))
        expect(new Set(answers.map(({ json }) => (json as { revision: string }).revision))).toEqual(new Set([revision]))
        const led = String((await ask('/download?os=linux&stability=release')).headers.location)
        expect(led.endsWith(pack?.id as string)).toBe(revision === '200')
      }

      const show = (shown: 0 | 1) =>
        other.write((tx) => tx.updateTable('app').set({ public: shown }).where('id', '=', app.id).execute())
      await show(0)
      expect((await ask('/find?os=linux')).status).toBe(404)
      await show(1)
      expect((await ask('/find?os=linux')).status).toBe(200)
    })

    it('does not read the catalogue again when an extension is published', async () => {
      const { given, as, services } = await startServer({ database })
      const app = await someReleases(given)
      const before = await services.installers.of(
        (await import('../../src/modules/access/index.ts')).theServer,
        app.slug,
      )
      await given.extension(app, { appRevision: '200' })
      const after = await services.installers.of(
        (await import('../../src/modules/access/index.ts')).theServer,
        app.slug,
      )
      expect(after).toBe(before)
      await given.installer(app, { revision: '500', baseName: 'Slicer' })
      expect((await as.anonymous.request('GET', '/find?os=linux&revision=500')).status).toBe(200)
    })

    it('is about one application at the root, and about each below its name', async () => {
      const { given, as } = await startServer({ database })
      expect((await as.anonymous.request('GET', '/find?os=linux')).status).toBe(404)
      await someReleases(given)
      expect((await as.anonymous.request('GET', '/find?os=linux')).status).toBe(200)

      const viewer = await given.app('Viewer')
      // One that was never released is none that somebody could mean.
      expect((await as.anonymous.request('GET', '/find?os=linux')).status).toBe(200)
      await given.release(viewer, '1.0', { revision: '7' })
      await given.installer(viewer, { revision: '7', baseName: 'Viewer' })
      const secret = await given.app('Secret', { public: false })
      await given.installer(secret, { revision: '8', baseName: 'Secret' })

      const json = { headers: { accept: 'application/json' } }
      expect((await as.anonymous.request('GET', '/find?os=linux', json)).json).toMatchObject({
        code: 404,
        message: expect.stringContaining('downloadApp'),
      })
      expect((await as.anonymous.request('GET', '/apps/viewer/find?os=linux&stability=any')).json).toMatchObject({
        product_name: 'Viewer',
      })
      expect((await as.anonymous.request('GET', '/apps/secret/find?os=linux&stability=any')).status).toBe(404)
      expect((await as.reader(secret).request('GET', '/apps/secret/find?os=linux&stability=any')).status).toBe(200)
    })

    it('follows addresses of older systems', async () => {
      const { given, as, services } = await startServer({ database })
      const app = await someReleases(given)
      const pack = await given.installer(app, { revision: '9', baseName: 'Slicer' })
      await services.permalinks.add([
        { id: '738960', packageId: pack.id, url: null },
        { id: '5f1e0a2b3c4d5e6f708192a3', packageId: null, url: 'https://old.example.org/Slicer.exe' },
      ])
      expect((await as.anonymous.request('GET', '/bitstream/738960')).headers.location).toContain(pack.id)
      expect((await as.anonymous.request('GET', '/bitstream/5f1e0a2b3c4d5e6f708192a3')).headers.location).toBe(
        'https://old.example.org/Slicer.exe',
      )
    })
  })
}
