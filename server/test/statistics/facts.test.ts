import { describe, expect, it } from 'vitest'
import { databases, startServer, type TestServer } from '../harness/index.ts'

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36'

/** Behind a proxy on this machine, so that visitors can come from anywhere. */
const from = (address: string, agent: string) => ({ headers: { 'x-forwarded-for': address, 'user-agent': agent } })

const facts = ({ db }: TestServer) =>
  db.read
    .selectFrom('download_fact')
    .innerJoin('download_subject', 'download_subject.id', 'download_fact.subject_id')
    .innerJoin('user_agent', 'user_agent.id', 'download_fact.agent_id')
    .select(['download_subject.base_name', 'download_subject.release', 'download_subject.stage', 'user_agent.client'])
    .select(['download_fact.country', 'download_fact.downloads', 'download_fact.source'])
    .orderBy('download_fact.id')
    .execute()

const counted = async (server: TestServer) => (await facts(server)).reduce((sum, { downloads }) => sum + downloads, 0)

for (const database of databases) {
  describe(`download facts on ${database.name}`, () => {
    it('are written with the counter: what, by which kind of program, from which country', async () => {
      const server = await startServer({ database })
      const { given, as } = server
      const app = await given.app('Viewer')
      await given.release(app, '1.0', { revision: '100' })
      const pack = await given.installer(app, { revision: '100' })
      const draft = await given.extension(app, { appRevision: '200' })

      await as.anonymous.request('GET', pack.url, from('130.149.7.1', CHROME))
      await as.anonymous.request('GET', `/dl/${pack.id}`, from('8.8.8.8', 'curl/8.5.0'))
      await as.anonymous.request(
        'GET',
        draft.url,
        from('2001:4860:4860::8888', 'Googlebot/2.1 (+http://www.google.com/bot.html)'),
      )
      await as.anonymous.request('GET', draft.url, from('10.0.0.1', ''))

      expect(await facts(server)).toEqual([
        {
          base_name: 'Viewer',
          release: '1.0',
          stage: 'stable',
          client: 'browser',
          country: 'DE',
          downloads: 1,
          source: 'live',
        },
        {
          base_name: 'Viewer',
          release: '1.0',
          stage: 'stable',
          client: 'script',
          country: 'US',
          downloads: 1,
          source: 'live',
        },
        {
          base_name: 'Tools',
          release: '200',
          stage: 'draft',
          client: 'bot',
          country: 'US',
          downloads: 1,
          source: 'live',
        },
        {
          base_name: 'Tools',
          release: '200',
          stage: 'draft',
          client: 'unknown',
          country: '',
          downloads: 1,
          source: 'live',
        },
      ])
      const counted = (await as.admin.listDownloadCounts({ app: app.slug }, {})).value.items
      expect(counted.map(({ baseName, downloads }) => [baseName, downloads])).toEqual([
        ['Viewer', 2],
        ['Tools', 2],
      ])
    })

    it('are not written for headers, parts, not-modified answers', async () => {
      const server = await startServer({ database })
      const { given, as } = server
      const app = await given.app('Viewer')
      const pack = await given.installer(app)

      await as.anonymous.request('HEAD', pack.url)
      await as.anonymous.request('GET', pack.url, { headers: { range: 'bytes=0-3' } })
      const { headers } = await as.anonymous.request('GET', pack.url, { headers: { range: 'bytes=1-2' } })
      await as.anonymous.request('GET', pack.url, { headers: { 'if-none-match': String(headers.etag) } })
      expect(await facts(server)).toEqual([])

      await as.anonymous.request('GET', pack.url, { headers: { range: 'bytes=4-' } })
      expect(await facts(server)).toHaveLength(1)
    })

    it('keep no address anywhere', async () => {
      const { given, as, db } = await startServer({ database })
      const app = await given.app('Viewer')
      const pack = await given.installer(app)
      await as.anonymous.request('GET', pack.url, from('130.149.7.42', CHROME))
      for (const table of ['download_fact', 'download_subject', 'user_agent'] as const) {
        expect(JSON.stringify(await db.read.selectFrom(table).selectAll().execute())).not.toContain('130.149')
      }
    })

    it('are added up per day, and taken back before and after', async () => {
      const server = await startServer({ database })
      const { given, as, db, services } = server
      const app = await given.app('Viewer')
      const pack = await given.installer(app)
      const deliver = async () => (await services.downloads.byId(await actor(), pack.id)).delivered?.()
      const actor = async () => (await import('../../src/modules/access/index.ts')).theServer

      const undoEarly = await deliver()
      await deliver()
      await undoEarly?.()
      expect((await facts(server)).map(({ downloads }) => downloads)).toEqual([1, 1, -1])

      const undoLate = await deliver()
      await services.rollUp.run()
      await undoLate?.()
      await services.rollUp.run()

      for (const [table, sizes] of Object.entries({
        time: 6,
        country: 6,
        place: 6,
        program: 6,
        subject: 5,
        release: 5,
        base: 5,
        base_place: 3,
        release_place: 3,
        both: 3,
      })) {
        const rows = await db.read
          .selectFrom(`download_sum_${table as 'time'}`)
          .select('downloads')
          .execute()
        expect(rows.map(({ downloads }) => downloads)).toEqual(Array(sizes).fill(1))
      }
      expect((await as.admin.listDownloadCounts({ app: app.slug }, {})).value.items).toMatchObject([{ downloads: 1 }])
    })

    it('are exact when many are delivered at once', async () => {
      const server = await startServer({ database })
      const { given, as, db, services } = server
      const app = await given.app('Viewer')
      const packs = [await given.installer(app), await given.installer(app, { os: 'win' })]
      await Promise.all(
        Array.from({ length: 300 }, (_none, at) =>
          as.anonymous.request('GET', packs[at % 2]?.url ?? '', from(`8.8.8.${at % 150}`, `agent ${at % 7}`)),
        ),
      )
      const { all } = await db.read
        .selectFrom('download_fact')
        .select((eb) => eb.fn.sum<number>('downloads').as('all'))
        .executeTakeFirstOrThrow()
      expect(Number(all)).toBe(300)
      expect(await services.rollUp.run()).toBe(300)
      expect(await services.rollUp.run()).toBe(0)
      expect(await db.read.selectFrom('user_agent').select('id').execute()).toHaveLength(7)
    })

    it('are one when a visitor has the same file again on the same day', async () => {
      const server = await startServer({ database })
      const { given, as, services, db } = server
      const app = await given.app('Viewer')
      const [pack, other] = [await given.installer(app), await given.extension(app)]
      const get = (url: string, address: string, agent: string) =>
        as.anonymous.request('GET', url, from(address, agent))
      await Promise.all(Array.from({ length: 5 }, () => get(pack.url, '8.8.8.8', CHROME)))
      await get(`/dl/${pack.id}`, '::ffff:8.8.8.8', CHROME)
      expect(await facts(server)).toHaveLength(1)

      await get(pack.url, '8.8.8.8', 'curl/8.5.0')
      await get(pack.url, '8.8.4.4', CHROME)
      await get(other.url, '8.8.8.8', CHROME)
      expect(await facts(server)).toHaveLength(4)
      // What is taken back was no visit: the next one counts.
      const { theServer } = await import('../../src/modules/access/index.ts')
      const visitor = { address: '9.9.9.9', agent: CHROME }
      const deliver = async () => (await services.downloads.byId(theServer, pack.id)).delivered?.(visitor)
      await (await deliver())?.()
      expect(await counted(server)).toBe(4)
      await deliver()
      await (await deliver())?.()
      expect(await counted(server)).toBe(5)

      server.travel({ days: 1 })
      await get(pack.url, '8.8.8.8', CHROME)
      expect(await counted(server)).toBe(6)
      server.travel({ days: 40 })
      await services.visits.tidy()
      expect(await db.read.selectFrom('download_visit').select('mark').execute()).toEqual([])
      expect((await services.visits.closedDays()).size).toBe(2)
    })

    it('get another class when the rules do, and the sums follow', async () => {
      const { given, as, db, services } = await startServer({ database })
      const app = await given.app('Viewer')
      const pack = await given.installer(app)
      await as.anonymous.request('GET', pack.url, from('8.8.8.8', 'curl/8.5.0'))
      await services.rollUp.run()
      await db.write((tx) => tx.updateTable('user_agent').set({ client: 'browser', rules: 0 }).execute())

      expect(await services.rollUp.reclassify()).toMatchObject({ looked: 1, changed: 1 })
      const sums = await db.read.selectFrom('download_sum_time').select(['client', 'downloads']).execute()
      expect(sums).toEqual([1, 2, 3, 4, 5, 6].map(() => ({ client: 'script', downloads: 1 })))
    })
  })
}
