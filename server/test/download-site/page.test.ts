import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { databases, type Given, startServer } from '../harness/index.ts'

async function someBuilds(given: Given) {
  const app = await given.app('Slicer', { description: 'Sees <inside> & out' })
  await given.release(app, '5.6.2', { revision: '200' })
  for (const os of ['linux', 'macosx', 'win'] as const) {
    await given.installer(app, {
      revision: '200',
      os,
      version: '5.6.2',
      baseName: 'Slicer',
      buildDate: '2024-04-05T03:10:00Z',
    })
    if (os !== 'win')
      await given.installer(app, { revision: '300', os, version: '5.7.0-2024-04-30', baseName: 'Slicer' })
  }
  await given.installer(app, { revision: '200', os: 'macosx', arch: 'arm64', version: '5.6.2', baseName: 'Slicer' })
  return app
}

for (const database of databases) {
  describe(`the download page on ${database.name}`, () => {
    it('speaks German to browsers that ask for it, and to programs as it always has', async () => {
      const { given, as, services } = await startServer({ database })
      await someBuilds(given)
      const read = (path: string, headers: Record<string, string> = {}) =>
        as.anonymous.request('GET', path, { headers })
      const download = async (found: string) => {
        const { download_url } = (await read(found)).json as { download_url: string }
        await read(download_url.replace('/bitstream/', '/dl/'), { 'user-agent': 'curl/8.5.0' })
        await services.downloads.settle()
      }
      const german = { 'accept-language': 'de' }

      const page = await read('/', german)
      expect(page.headers).toMatchObject({ 'content-language': 'de', vary: expect.stringContaining('accept-language') })
      for (const part of ['<html lang="de">', 'Stabiles Release', 'Linux (Vorschau)', '<h2>Prüfsummen</h2>']) {
        expect(page.text).toContain(part)
      }
      expect(page.text).not.toMatch(/Stable|Checksum|Download for|>Show</)
      const english = await read('/', { 'accept-language': 'en' })
      expect((await read('/')).text).toBe(english.text)
      const unchanged = await read('/', { ...german, 'if-none-match': String(page.headers.etag) })
      expect(unchanged.status).toBe(304)
      expect((await read('/', { 'if-none-match': String(page.headers.etag) })).status).toBe(200)
      const nothing = (await read('/download-stats?period=week', german)).text
      expect(nothing).toMatch(/In diesem Zeitraum wurde nichts heruntergeladen.*Alle Downloads anzeigen/)
      expect(nothing).not.toContain('<table')
      await download('/find?os=win')
      await download('/find?os=linux')
      await download('/find?os=linux&stability=nightly')
      const statistics = (await read('/download-stats?period=week', german)).text
      expect(statistics).toMatch(/<h2>Betriebssystem<\/h2>[\s\S]*?Linux<\/th><td>2<\/td><td>66,7\s%</)
      expect(statistics).toContain('Die letzten 7 Tage')
      const days = statistics.split('<h2>Downloads pro Tag</h2>')[1]?.split('</table>')[0] ?? ''
      expect([...days.matchAll(/<td>(\d+)<\/td>/g)].map(([, count]) => count)).toEqual(['3', ...Array(6).fill('0')])
      expect(statistics).toContain('Ein Besucher zählt je Datei und Tag (UTC) einmal')
      expect((await read('/?version=99', german)).text).toContain('Nichts im Angebot passt dazu.')

      const refusal = await read('/find?os=dos', { ...german, accept: 'text/html' })
      expect(refusal.text).toContain('unbekanntes Betriebssystem „dos“')
      expect((await read('/find?os=dos', { ...german, accept: 'application/json' })).json).toMatchObject({
        message: expect.stringMatching(/^unknown os "dos"/),
      })
      expect((await read('/apps/nowhere/find?os=win', german)).text).toContain('<h1>404 Hier gibt es nichts</h1>')
    })

    it('says whose site it is and leads back when it refuses', async () => {
      const { given, as } = await startServer({ database, downloadSite: { look: { color: '#224466' } } })
      const { slug } = await someBuilds(given)
      await given.app('Other')
      const refusal = async (path: string) => (await as.anonymous.request('GET', path)).text
      const page = await refusal(`/apps/${slug}/find?os=dos`)
      expect(page).toMatch(/<header>[\s\S]*<span>Slicer<\/span>[\s\S]*<h1>400 /)
      expect(page).toContain(`<a href="/apps/${slug}/download">Back to the downloads</a>`)
      expect(page).toContain(`<a href="/apps/${slug}/download-stats">`)
      expect(page).toContain('#224466')
      const unknown = await refusal('/apps/nowhere/find?os=win')
      expect(unknown).toMatch(/<header>[\s\S]*All applications[\s\S]*<h1>404 /)
      expect(unknown).not.toContain('#224466')
    })

    it('has what programs look for', async () => {
      const { given, as } = await startServer({ database })
      await someBuilds(given)
      const read = async (query: string) => (await as.anonymous.request('GET', `/${query}`)).text
      const found = async (query: string) =>
        (await as.anonymous.request('GET', `/find?${query}`)).json as { download_url: string; sha512: string }

      // Homebrew
      const mac = await found('os=macosx')
      const homebrew = /href=.*?(\/bitstream\/[0-9a-f]+)["' >].*?header["']>\s*v?(\d+(?:\.\d+)+)/i
      expect(homebrew.exec(await read('?os=macosx&stability=release'))?.slice(1)).toEqual([mac.download_url, '5.6.2'])

      // Chocolatey
      const page = await read('')
      const rows = page
        .split('<tr>')
        .map((row) => row.split('</tr>')[0] ?? '')
        .filter((row) => /stable release/i.test(row))
      expect(rows).toHaveLength(1)
      const windows = rows[0]?.split('<td>').find((cell) => /revision/.test(cell)) ?? ''
      expect(/"(\/bitstream\/[0-9a-f]+)"/.exec(windows)?.[1]).toBe((await found('os=win')).download_url)
      expect([...windows.matchAll(/>([\d.]+)/g)].map((match) => match[1])).toEqual(['5.6.2'])
      expect(windows).toMatch(/revision 200 built 2024-04-05/)

      // Scripts that read checksums
      const { sha512 } = await found('os=linux')
      expect(page).toContain(`<td><tt>Linux</tt></td><td><tt>${sha512}</tt></td>`)
      expect(page).toContain('<td><tt>Windows (preview)</tt></td><td><tt>Not available</tt></td>')
      for (const id of ['checksums', 'package-naming-convention', 'access-older-releases']) {
        expect(page).toContain(`id="${id}"`)
      }
    })

    it('has its columns and rows in order, and says what is not there', async () => {
      const { given, as } = await startServer({ database })
      const app = await someBuilds(given)
      for (const baseName of ['Tools', 'Scissors']) {
        await given.extension(app, { appRevision: '200', os: 'win', baseName })
      }
      const page = (await as.anonymous.request('GET', '/')).text
      expect(page.match(/browse extensions<\/a> \([^)]*/g)?.slice(0, 2)).toEqual([
        'browse extensions</a> (2 ready',
        'browse extensions</a> (none ready yet',
      ])
      const order = [
        'Windows</th>',
        'macOS</th>',
        'Linux</th>',
        'Stable Release',
        'Preview Release',
        '<em>Not available</em>',
      ]
      const places = order.map((text) => page.indexOf(text))
      expect(places).toEqual([...places].sort((a, b) => a - b))
      // One small script from here, and nothing that was written into the page.
      expect(page.match(/<script[^>]*>/g)).toEqual([
        expect.stringMatching(/^<script src="\/download-assets\/site-[0-9a-f]{12}\.js" defer>$/),
      ])
      expect(page).toContain('Sees &lt;inside&gt; &amp; out')
      expect(Buffer.byteLength(page)).toBeLessThan(50_000)

      const empty = await as.anonymous.request('GET', '/?stability=any')
      expect([empty.status, empty.text.match(/<em>Not available/g)?.length]).toEqual([200, 6])
      expect((await as.anonymous.request('GET', '/?os=bsd')).status).toBe(400)
    })

    it('shows what fits the visitor first, and everything else as well', async () => {
      const { given, as } = await startServer({ database })
      await someBuilds(given)
      const read = async (headers: Record<string, string>) => {
        const page = (await as.anonymous.request('GET', '/', { headers })).text
        expect(page.match(/class="button-download/g)).toHaveLength(5)
        const notBuilt = /Not built for [^<]*/.exec(page)?.[0]
        if (notBuilt !== undefined) return notBuilt
        return /Download for ([^<]*) <span>([^<]*)/.exec(page)?.slice(1).join(' ')
      }
      const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/124.0.0.0 Safari/537.36'
      expect(await read({ 'user-agent': mac })).toBe('macOS Apple silicon')
      expect(await read({ 'user-agent': mac, 'sec-ch-ua-arch': '"x86"' })).toBe('macOS Intel')
      expect(await read({ 'user-agent': mac, 'sec-ch-ua-arch': '"arm"' })).toBe('macOS Apple silicon')
      expect(await read({ 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)' })).toBe('Windows amd64')
      expect(await read({ 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)' })).toBe('Linux amd64')
      expect(await read({ 'user-agent': 'Mozilla/5.0 (X11; Linux aarch64)' })).toBe(
        'Not built for Linux arm64: this one is for amd64.',
      )
      expect(await read({ 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; ARM64)' })).toBe('Windows amd64')
      expect(await read({ 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X)' })).toBeUndefined()
      expect(await read({ 'user-agent': 'Mozilla/5.0 (X11; FreeBSD amd64; rv:130.0) Firefox/130.0' })).toBeUndefined()
      // A program gets the same page wherever it runs.
      expect(await read({ 'user-agent': 'Homebrew/4.5 (Macintosh; arm64 Mac OS X 15.1) curl/8.7.1' })).toBeUndefined()
      const powerShell = 'Mozilla/5.0 (Windows NT; Windows NT 10.0; en-US) WindowsPowerShell/5.1.19041.1'
      expect(await read({ 'user-agent': powerShell })).toBeUndefined()
      expect(await read({})).toBeUndefined()
    })

    it('is at the root for the application that is clear, and below the name of every other', async () => {
      const { given, as } = await startServer({ database })
      const root = () => as.anonymous.request('GET', '/')
      const none = await root()
      expect([none.status, none.headers.location]).toEqual([302, '/apps'])

      const viewer = await given.app('Viewer')
      await given.installer(viewer, { revision: '7', baseName: 'Viewer' })
      expect((await root()).text).toContain('<h1>Download Viewer</h1>')

      // A second one that was never released leaves nothing clear; a release does.
      const other = await given.app('Other')
      await given.installer(other, { revision: '8', baseName: 'Other' })
      expect((await root()).headers.location).toBe('/apps')
      const program = await as.anonymous.request('GET', '/', { headers: { accept: 'application/json' } })
      expect([program.status, program.json]).toMatchObject([404, { message: expect.stringContaining('downloadApp') }])
      await given.release(viewer, '1.0', { revision: '9' })
      await given.installer(viewer, { revision: '9', baseName: 'Viewer' })
      expect((await root()).text).toContain('<h1>Download Viewer</h1>')

      const below = await as.anonymous.request('GET', '/apps/other/download?revision=8')
      expect([below.status, below.text]).toEqual([200, expect.stringContaining('<h1>Download Other</h1>')])
      expect(below.text).toContain('<a href="/apps/other/download">Show what is newest</a>')
      const file = await as.anonymous.request('GET', '/apps/other/download?os=linux&stability=any')
      expect([file.status, file.headers.location]).toEqual([302, expect.stringMatching(/^\/bitstream\//)])
    })

    it('says and shows what the operator has set, at the root only', async () => {
      const downloadSite = {
        look: {
          title: 'Get <Slicer>',
          text: 'For research.',
          logo: 'https://example.org/logo.svg',
          color: '#7a1fa2',
          notice: 'Down on Sunday.',
        },
      }
      const { given, as } = await startServer({ database, downloadSite })
      await someBuilds(given)
      const page = await as.anonymous.request('GET', '/')
      for (const text of [
        '<h1>Get &lt;Slicer&gt;</h1>',
        '<p>For research.</p>',
        '<img src="https://example.org/logo.svg"',
        '<p class="notice">Down on Sunday.</p>',
        '--stable:light-dark(#7a1fa2,',
      ]) {
        expect(page.text).toContain(text)
      }
      const below = (await as.anonymous.request('GET', '/apps/slicer/download')).text
      expect(below).toContain('<h1>Download Slicer</h1>')
      expect(below).toContain('--stable:light-dark(#7a1fa2,')
      expect(below).not.toContain('Down on Sunday')
    })

    it('takes pages of the operator’s own, with the values they had', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'slipway-templates-'))
      onTestFinished(() => rm(folder, { recursive: true }))
      await mkdir(join(folder, 'assets', 'css'), { recursive: true })
      const page = join(folder, 'download.html')
      await writeFile(
        page,
        '{% if R.win and R.win.release %}<a href="{{ R.win.release.download_url }}">{{ R.win.release.version }}</a>{% endif %}' +
          '{% if R.win.nightly %}never{% endif %}{{ app.description }} {{ download_stats_url }}',
      )
      await writeFile(join(folder, 'download_40x.html'), '{{ error_code }} {{ error_title }}: {{ error_message }}')
      await writeFile(join(folder, 'assets', 'css', 'own.css'), 'p{}')
      const { given, as } = await startServer({ database, downloadSite: { templates: folder } })
      await someBuilds(given)
      const read = async (path: string) => (await as.anonymous.request('GET', path)).text

      expect(await read('/')).toMatch(
        /^<a href="\/bitstream\/[0-9a-f]{24}">5\.6\.2<\/a>Sees &lt;inside&gt; &amp; out \/download-stats$/,
      )
      expect(await read('/?offset=x')).toBe(
        '400 Bad Request: bad offset &#34;x&#34;: should be specified as an integer',
      )
      expect(await read('/download-assets/css/own.css')).toBe('p{}')
      expect((await as.anonymous.request('GET', '/download-assets/../download.html')).status).toBe(404)
      await writeFile(page, 'edited')
      await utimes(page, new Date(), new Date(Date.now() + 5000))
      expect(await read('/')).toBe('edited')
    })

    it('shows its own page while the operator’s one cannot be used, and says why in the log', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'slipway-templates-'))
      onTestFinished(() => rm(folder, { recursive: true }))
      await mkdir(join(folder, 'assets'))
      const [page, part, refusal] = ['download.html', 'part.html', 'download_40x.html'].map((name) =>
        join(folder, name),
      )
      await writeFile(page as string, 'Ours: {% render "part.html" %}')
      await writeFile(part as string, 'part')
      const { given, as, log, expectTrouble } = await startServer({ database, downloadSite: { templates: folder } })
      await someBuilds(given)
      const read = async (path: string) => (await as.anonymous.request('GET', path)).text
      expect(await read('/')).toBe('Ours: part')
      await writeFile(part as string, 'another part')
      expect(await read('/'), 'parts of a page count as well').toBe('Ours: another part')
      expect(await read('/?offset=x')).toContain('<h1>400 Bad Request</h1>')
      await writeFile(refusal as string, 'No: {{ error_code }}')
      expect(await read('/?offset=x'), 'one that came later').toBe('No: 400')

      expectTrouble()
      const unusable = [
        '{% if R.win %}never closed',
        '{% for i in (1..1000000000) %}x{% endfor %}',
        `{% comment %}${'x'.repeat(5_000_000)}{% endcomment %}`,
        '{% render "nothing.html" %}',
      ]
      for (const text of unusable) {
        await writeFile(page as string, text)
        expect(await read('/')).toContain('<h1>Download Slicer</h1>')
      }
      await rm(page as string)
      expect(await read('/')).toContain('<h1>Download Slicer</h1>')
      expect(log.map(({ msg }) => msg)).toEqual([
        expect.stringMatching(/^downloadTemplates: .*not closed/),
        expect.stringMatching(/^downloadTemplates: memory alloc limit exceeded/),
        expect.stringMatching(/^downloadTemplates: parse length limit exceeded/),
        expect.stringMatching(/^downloadTemplates: .*nothing\.html/),
        expect.stringMatching(/^downloadTemplates: .*download\.html/),
      ])
      await writeFile(refusal as string, '{% if %}')
      expect(await read('/?offset=x')).toContain('<h1>400 Bad Request</h1>')
      await writeFile(page as string, 'mended')
      expect(await read('/')).toBe('mended')
    })

    it('lets nothing foreign in', async () => {
      const { given, as } = await startServer({ database })
      await someBuilds(given)
      const { headers, text } = await as.anonymous.request('GET', '/')
      const policy = String(headers['content-security-policy'])
      const style = /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? ''
      expect(policy).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`)
      expect(policy).toContain("script-src 'self'")
      expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\/(?!extensions\.slicer\.org)/)
      expect(text).not.toMatch(/ style="| on[a-z]+="/)
      const script = /<script src="([^"]*)"/.exec(text)?.[1] ?? ''
      const answer = await as.anonymous.request('GET', script)
      expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable'])
      expect(answer.bytes.length).toBeLessThan(4096)
    })
  })
}
