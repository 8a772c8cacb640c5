/** What public pages say to readers without scripts: search engines, link previews, feed readers. */
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { databases, startServer, type TestDatabase } from './harness/index.ts'
import { repository } from './spk/repository.ts'

/** Its `index.html` is the shell that the build keeps as it is. */
const web = fileURLToPath(new URL('../../web', import.meta.url))
const viewer = { app: 'viewer' }

async function aSite(database: TestDatabase) {
  const server = await startServer({ database, web, publicUrl: 'https://releases.example.org/', pictureHosts: [] })
  const { as, given, travel } = server
  const app = await given.app('Viewer', { description: 'Looks at <volumes> & "more".' })
  await given.release(app, '5.8', { revision: '100', packages: 2, description: 'Faster <b>start</b>' })
  const digest = (await as.anonymous.listPackages(viewer)).value.items[0]?.file.sha256 ?? ''
  await given.extension(app, {
    baseName: 'Cutter',
    description: '<p>Cuts <strong>well</strong>.</p><script>alert(1)</script>',
    category: 'Tools',
    repositoryUrl: 'javascript:alert(2)',
    screenshots: 'https://cutter.example.org/1.png javascript:alert(3)',
  })
  await given.extension(app, { baseName: 'Sharpener', dependency: 'Cutter' })
  travel({ days: 1 })
  await given.extension(app, { baseName: 'Cutter', appRevision: '200', revision: 'fff' })
  const get = async (path: string, caller = as.anonymous) => caller.request('GET', path)
  return { ...server, viewerApp: app, digest, get }
}

for (const database of databases) {
  describe(`pages without scripts on ${database.name}`, () => {
    it('have a title, a description, one address, and links to what one came for', async () => {
      const { get, digest } = await aSite(database)
      const pages: Record<string, string[]> = {
        '/apps': ['<title>Applications · Slipway</title>', 'href="/apps/viewer"'],
        '/apps/viewer': [
          '<title>Viewer · Slipway</title>',
          '<meta name="description" content="Looks at &lt;volumes&gt; &amp; &#34;more&#34;.">',
          '<link rel="canonical" href="https://releases.example.org/apps/viewer">',
          'href="/dl/viewer/5.8/',
          digest,
          'href="/apps/viewer/feed.atom"',
        ],
        '/apps/viewer/releases/5.8': [digest, 'Faster &lt;b&gt;start&lt;/b&gt;', '/dl/viewer/5.8/SHA256SUMS'],
        '/apps/viewer/extensions': [
          'href="/apps/viewer/extensions/Cutter"',
          'href="/apps/viewer/extensions/Sharpener"',
        ],
        '/apps/viewer/extensions?release=200': ['href="/apps/viewer/extensions/Cutter"'],
        '/apps/viewer/extensions/Cutter': [
          '<meta property="og:title" content="Cutter · Viewer">',
          '<p>Cuts <strong>well</strong>.</p>',
          '<img src="/pictures/',
          'href="/dl/viewer/5.8/',
          'href="/apps/viewer/extensions/Sharpener"',
          'href="/apps/viewer/extensions/Cutter/feed.atom"',
        ],
        '/apps/viewer/matrix/200': ['Sharpener</a>: not for Linux amd64', 'matrix.csv'],
        // The newest, which is 200.
        '/apps/viewer/matrix': [
          'Sharpener</a>: not for Linux amd64',
          'href="https://releases.example.org/apps/viewer/matrix/200"',
        ],
        '/apps/viewer/compare': ['Sharpener, Linux amd64: removed', '<option selected>5.8</option>'],
        '/statistics': ['href="/apps/viewer/statistics"'],
        '/apps/viewer/statistics': [
          '<h1>Downloads of Viewer</h1>',
          'statistics.csv?by=release',
          '/apps/viewer/download-stats',
        ],
        '/apps/viewer/compare?from=5.8&to=200': ['Sharpener, Linux amd64: removed'],
      }
      for (const [path, parts] of Object.entries(pages)) {
        const page = await get(path)
        expect(page.status, path).toBe(200)
        expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
        expect(page.headers['content-security-policy']).toMatch(/^default-src 'self';.* img-src 'self' data:;/)
        for (const part of parts) expect(page.text, path).toContain(part)
        expect(page.text).not.toContain('<script>')
        expect(page.text).not.toMatch(/(?:href|src)="javascript:/)
        expect(page.text.match(/<title>/g)).toHaveLength(1)
        expect(page.text).toMatch(/<script type="module" src="[^"]+"><\/script>/)
      }
      const packed = await get('/apps/viewer')
      expect(packed.headers.vary).toContain('cookie')
    })

    it('speak German to those who ask for it, and English to programs that ask for nothing', async () => {
      const { as, get } = await aSite(database)
      const german = (path: string, headers: Record<string, string> = { 'accept-language': 'de-AT, en;q=0.5' }) =>
        as.anonymous.request('GET', path, { headers })

      const page = await german('/apps/viewer/releases/5.8')
      expect(page.headers).toMatchObject({ 'content-language': 'de', vary: expect.stringContaining('accept-language') })
      expect(page.text).toContain('<html lang="de">')
      expect(page.text).toContain('<h2>Neuerungen</h2>')
      expect(page.text).toMatch(/<td>\d+(,\d)? K?i?B<\/td>/)
      const chosen = await german('/apps/viewer/extensions', { cookie: 'slipway-language=de' })
      expect(chosen.text).toContain('<h1>Erweiterungen für Viewer 5.8</h1>')
      const nothing = await german('/apps/nowhere')
      expect([nothing.status, nothing.text]).toEqual([404, expect.stringContaining('<title>Hier gibt es nichts · ')])

      const english = await get('/apps/viewer/releases/5.8')
      expect(english.headers['content-language']).toBe('en')
      expect(english.text).toContain('<html lang="en">')
      expect(english.text).toContain('<h2>Release notes</h2>')
      expect((await german('/apps/viewer/feed.atom')).text).toContain('<title>Viewer: releases</title>')
    })

    it('filter and sort the catalogue as its address says, and offer the filters as a form', async () => {
      const { given, get, viewerApp } = await aSite(database)
      await given.extension(viewerApp, { baseName: 'Winch', os: 'win', category: 'Decks', license: 'MIT', tier: 2 })
      const listed = async (query: string) => {
        const { text } = await get(`/apps/viewer/extensions?release=5.8&${query}`)
        return [...text.matchAll(/<li><a href="[^"]*\/extensions\/([^"]+)">/g)].map(([, name]) => name)
      }
      expect(await listed('os=win&arch=amd64')).toEqual(['Winch'])
      expect(await listed('category=Decks&license=MIT')).toEqual(['Winch'])
      expect(await listed('tier=2&q=win')).toEqual(['Winch'])
      expect(await listed('tier=1')).not.toContain('Winch')
      expect(await listed('os=linux&sort=nonsense&tier=x')).toEqual(['Cutter', 'Sharpener'])
      expect((await listed('sort=newest'))[0]).toBe('Winch')
      const { text } = await get('/apps/viewer/extensions?release=5.8&os=win')
      expect(text).toContain('<form method="get" action="/apps/viewer/extensions">')
      expect(text).toContain('<option value="win" selected>Windows</option>')
    })

    it('show Synology packages with their files and digests', async () => {
      const site = await aSite(database)
      await repository(site).build({ info: { package: 'harbour-watch', displayname: 'Harbour <Watch>' } })
      const [listed] = (await site.as.anonymous.listSpkPackages({})).value.items
      const list = await site.get('/synology?q=harbour')
      expect(list.text).toContain('<a href="/synology/packages/harbour-watch">Harbour &lt;Watch&gt;</a>')
      expect(list.text).toContain('<code>https://releases.example.org/nas</code>')
      expect((await site.get('/synology?q=nothing')).text).not.toContain('harbour-watch')

      const page = await site.get('/synology/packages/harbour-watch')
      expect(page.text).toContain('<h1>Harbour &lt;Watch&gt;</h1>')
      expect(page.text).toMatch(/<code>[0-9a-f]{64}<\/code>/)
      expect(page.text).toContain(
        `<meta property="og:image" content="https://releases.example.org/nas/${listed?.icon}"`,
      )
      const file = /<a href="(\/nas\/[^"]+\.spk)">/.exec(page.text)?.[1] ?? ''
      expect((await site.get(file)).status).toBe(200)
      expect((await site.get('/sitemap.xml')).text).toContain('/synology/packages/harbour-watch</loc>')
      expect((await site.get('/synology/packages/nothing')).status).toBe(404)
    })

    it('have a picture for link previews', async () => {
      const { get } = await aSite(database)
      const { text } = await get('/apps/viewer')
      expect(text).toContain('<meta property="og:image" content="https://releases.example.org/preview.png">')
      const picture = await get('/preview.png')
      expect(picture.headers['content-type']).toBe('image/png')
    })

    it('say nothing of what is not there or private, with the right status', async () => {
      const { as, given, get, viewerApp } = await aSite(database)
      const hidden = await given.app('Hidden', { public: false, description: 'Secret words.' })
      await given.extension(hidden, { baseName: 'SecretTool' })
      await given.extension(viewerApp, { baseName: 'DarkTool', appRevision: '300' })
      await as.admin.updateRelease({ ...viewer, release: '300' }, { public: false })

      for (const path of [
        '/apps/nowhere',
        '/apps/hidden',
        '/apps/hidden/extensions',
        '/apps/hidden/matrix',
        '/apps/hidden/feed.atom',
        '/apps/hidden/extensions/SecretTool/feed.atom',
        '/apps/viewer/releases/300',
        '/apps/viewer/matrix/300',
        '/apps/viewer/extensions?release=300',
        '/apps/viewer/extensions/DarkTool',
        '/apps/viewer/extensions/DarkTool/feed.atom',
        '/apps/viewer/packages/000000000000000000000000',
        '/apps/viewer/extensions/000000000000000000000000',
        '/apps/viewer/compare?from=5.8&to=300',
      ]) {
        const page = await get(path)
        expect(page.status, path).toBe(404)
        expect(page.text).not.toMatch(/Secret words|Hidden/)
      }
      for (const path of ['/apps', '/apps/viewer', '/apps/viewer/feed.atom?stage=draft', '/sitemap.xml']) {
        expect((await get(path)).text, path).not.toMatch(/Hidden|hidden|SecretTool|DarkTool|300/)
      }
      const member = await get('/apps/hidden', as.reader(hidden))
      expect(member.status).toBe(200)
      expect(member.text).toContain('Secret words.')
    })

    it('are followed by feeds of releases and versions', async () => {
      const { get } = await aSite(database)
      const releases = await get('/apps/viewer/feed.atom')
      expect(releases.headers['content-type']).toBe('application/atom+xml; charset=utf-8')
      expect(releases.text).toContain('<title>Viewer 5.8</title>')
      expect(releases.text).toContain('href="https://releases.example.org/apps/viewer/releases/5.8"')
      // HTML in XML, and in it what somebody wrote as text.
      expect(releases.text).toContain('&lt;p&gt;Faster &amp;lt;b&amp;gt;start')
      expect(releases.text).not.toContain('Viewer 200')
      const drafts = (await get('/apps/viewer/feed.atom?stage=draft')).text
      expect(drafts).toContain('<title>Viewer 200</title>')
      const idOf = (feed: string) => /<id>(.*?)<\/id>/.exec(feed)?.[1]
      expect(idOf(drafts)).not.toBe(idOf(releases.text))
      expect(await get('/apps/viewer/feed.atom?stage=other')).toMatchProblem('invalid_input')

      const versions = (await get('/apps/viewer/extensions/Cutter/feed.atom')).text
      expect(versions.match(/<entry>/g)).toHaveLength(2)
      expect(versions.indexOf('Cutter fff for Viewer 200')).toBeLessThan(
        versions.indexOf('Cutter abc123 for Viewer 5.8'),
      )
      expect(versions).toContain('Linux amd64: ')
    })

    it('are listed for search engines, which are kept from files and programs', async () => {
      const { get } = await aSite(database)
      const map = await get('/sitemap.xml')
      const addresses = [...map.text.matchAll(/<loc>https:\/\/releases\.example\.org([^<]*)<\/loc>/g)].map(
        ([, path]) => path,
      )
      expect(addresses).toEqual([
        '/',
        '/apps',
        '/apps/viewer',
        '/apps/viewer/releases/5.8',
        '/apps/viewer/releases/200',
        '/apps/viewer/extensions',
        '/apps/viewer/extensions/Cutter',
        '/apps/viewer/extensions/Sharpener',
      ])
      const robots = (await get('/robots.txt')).text
      expect(robots).toContain('Disallow: /dl/')
      expect(robots).toContain('Sitemap: https://releases.example.org/sitemap.xml')
    })
  })
}
