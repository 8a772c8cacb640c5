import { appendFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { followLogs, LogCounting, linesOf, openLog } from '../../src/imports/access-log/index.ts'
import { databases, startServer, type TestServer } from '../harness/index.ts'

const DAY = 86_400_000
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36'
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

type LineFacts = { at?: number; address?: string; agent?: string; status?: number; method?: string; bytes?: number }

const line = (url: string, facts: LineFacts = {}) => {
  const { at = Date.now(), address = '8.8.8.8', agent = CHROME, status = 200, method = 'GET', bytes = 1e6 } = facts
  const [day, time] = new Date(at).toISOString().split('T') as [string, string]
  const [year, month, date] = day.split('-')
  const when = `${date}/${MONTHS[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`
  return `${address} - - [${when}] "${method} ${url} HTTP/1.1" ${status} ${bytes} "-" "${agent}"`
}

async function count({ db, services }: TestServer, lines: readonly string[]) {
  const counting = await LogCounting.open(db, services)
  counting.begin()
  await counting.add(lines)
  await counting.flush()
  return counting.counts
}

const total = async ({ as }: TestServer, query: object = {}) =>
  (await as.admin.getStatistics({ app: 'viewer' }, { bots: true, ...query } as never)).value.total

/** A log with known truth: what each visitor took on which day, told several times in several ways. */
function generated(urls: readonly string[][], lines: number) {
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((seed / 2_147_483_648) * below)
  }
  const truth = new Set<string>()
  const log: string[] = []
  const begin = Date.UTC(2025, 10, 1)
  for (let number = 0; number < lines; number++) {
    const at = begin + Math.floor((number / lines) * 20 * DAY)
    const [file, address, agent] = [
      random(urls.length),
      `81.2.${random(40)}.${random(60)}`,
      ['curl/8', CHROME, 'x/1'][random(3)],
    ]
    const url = urls[file]?.[random(urls[file].length)] as string
    const kind = random(20)
    const facts = { at, address, agent: agent as string }
    if (kind === 0) log.push(line(url, { ...facts, method: 'HEAD' }))
    else if (kind === 1) log.push(line(url, { ...facts, status: 404 }))
    else if (kind === 2) log.push(line('/index.html', facts))
    else if (kind === 3) log.push(line(url, { ...facts, bytes: 1 }))
    else {
      log.push(line(url, facts))
      truth.add(`${Math.floor(at / DAY)} ${file} ${address} ${agent}`)
      if (kind < 8) log.push(line(url, { ...facts, status: 206, bytes: 3 }))
    }
  }
  return { log, truth: truth.size }
}

for (const database of databases) {
  describe(`access logs on ${database.name}`, () => {
    it('are counted exactly, also when they are read again, overlap, or are read by two at once', async () => {
      const server = await startServer({ database })
      const { given, as } = server
      const app = await given.app('Viewer')
      const made = [await given.installer(app), await given.installer(app, { os: 'win' }), await given.extension(app)]
      const urls = made.map(({ id, file }) => [
        `/dl/${id}`,
        `/api/v1/item/${id}/download`,
        `/api/v2/files/${file.id}/bytes`,
        `/dl/viewer/100/${encodeURIComponent(file.name)}`,
      ])
      const { log, truth } = generated(urls, 6000)

      const parts = [log.slice(0, 3500), log.slice(2500, 5000), log.slice(4000), log.slice(1000, 4200)]
      await Promise.all([count(server, parts[0] ?? []), count(server, parts[1] ?? []), count(server, parts[3] ?? [])])
      await count(server, parts[2] ?? [])
      const again = await count(server, log)

      expect(again.counted).toBe(0)
      expect(await total(server)).toBe(truth)
      expect(await total(server, { source: 'log' })).toBe(truth)
      await server.services.rollUp.run()
      expect(await total(server)).toBe(truth)
      const counters = (await as.admin.listDownloadCounts({ app: 'viewer' })).value.items
      expect(counters.reduce((sum, { downloads }) => sum + downloads, 0)).toBe(truth)
    })

    it('add nothing to what this server counted itself when it happened', async () => {
      const server = await startServer({ database })
      const { given, as } = server
      const pack = await given.installer(await given.app('Viewer'))
      await as.anonymous.request('GET', pack.url, { headers: { 'x-forwarded-for': '8.8.8.8', 'user-agent': CHROME } })
      const counts = await count(server, [
        line(`/dl/${pack.id}`),
        line(`/bitstream/${pack.id}`, { status: 302 }),
        line(`/dl/${pack.id}`, { address: '8.8.4.4' }),
      ])
      expect(counts).toMatchObject({ lines: 3, counted: 1, repeated: 2 })
      expect(await total(server)).toBe(2)
    })

    it('never stop the import, whatever is in them', async () => {
      const server = await startServer({ database })
      const { given, services, as } = server
      const strange = await given.installer(await given.app('Viewer'), { arch: 'riscv128' })
      await services.permalinks.add([{ id: '4711', packageId: strange.id, url: null }])
      const counts = await count(server, [
        line(`/dl/${strange.id}`, { agent: 'Möbius/∞ \\x80' }),
        line(`/dl/${'f'.repeat(24)}`),
        line('/dl/nowhere/1.0/a.zip'),
        line('/nas/nothing.spk'),
        line('/bitstream/4711', { status: 302, address: '1.1.1.1', agent: '-' }),
        line(`/dl/${strange.id}`, { address: 'unix:' }),
        line(`/dl/${strange.id}`, { agent: 'Googlebot/2.1 (+http://www.google.com/bot.html)' }),
        `${'x'.repeat(100_000)} "GET /dl/`,
        '\u0000\u0001',
      ])
      expect(counts).toEqual({ lines: 9, counted: 3, repeated: 0, other: 1, unknown: 3, unreadable: 2, closed: 0 })
      expect((await as.admin.getStatistics({ app: 'viewer' }, {})).value.total).toBe(2)
    })

    it('are passed over for days that nobody remembers', async () => {
      const server = await startServer({ database })
      const pack = await server.given.installer(await server.given.app('Viewer'))
      const log = [line(`/dl/${pack.id}`, { at: Date.UTC(2020, 1, 1) })]
      expect(await count(server, log)).toMatchObject({ counted: 1 })
      server.travel({ days: 40 })
      expect(await server.services.visits.tidy()).toBe(1)
      expect(await count(server, log)).toMatchObject({ counted: 0, closed: 1 })
      expect(await total(server)).toBe(1)
    })

    it('are followed as they grow and are rotated', async () => {
      const server = await startServer({ database })
      const { given, db, services, expectTrouble } = server
      const packs = [await given.installer(await given.app('Viewer'))]
      const folder = await mkdtemp(join(tmpdir(), 'slipway-logs-'))
      onTestFinished(() => rm(folder, { recursive: true, force: true }))
      const file = join(folder, 'access.log')
      const visit = (number: number) => `${line(`/dl/${packs[0]?.id}`, { address: `9.9.9.${number}` })}\n`
      const follow = () => followLogs(db, services, { warn: () => {} } as never, [file])
      expect(await follow()).toBe(0)

      await writeFile(file, visit(1) + visit(2) + visit(3).slice(0, 40))
      expect(await follow()).toBe(2)
      await appendFile(file, visit(3).slice(40))
      expect(await follow()).toBe(1)
      await appendFile(file, visit(4))
      await rename(file, `${file}.1`)
      await writeFile(file, visit(5))
      expect(await follow()).toBe(2)
      await writeFile(`${file}.2.gz`, gzipSync(visit(1) + visit(2) + visit(3) + visit(4) + visit(6)))
      await rm(`${file}.1`)
      expect(await follow()).toBe(1)
      // Emptied and begun anew with the line it began with before.
      await writeFile(file, visit(5) + visit(8) + visit(9))
      expect(await follow()).toBe(2)
      await writeFile(file, visit(5) + visit(10))
      expect(await follow()).toBe(1)
      await writeFile(file, `${'x'.repeat(100_000)}\n${visit(11)}`)
      expect(await follow(), 'whatever the first line is').toBe(1)
      await writeFile(`${file}.3.gz`, gzipSync(visit(7)).subarray(0, 30))
      expectTrouble()
      await follow()
      expect(await follow()).toBe(0)
      expect(await total(server)).toBe(10)
    })
  })
}

it('lines come whole, however the bytes come', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-logs-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'log')
  const text = Array.from({ length: 50_000 }, (_, at) => `line ${at} ${'x'.repeat(at % 97)}`).join('\n')
  await writeFile(file, gzipSync(text))
  const lines: string[] = []
  for await (const some of linesOf(await openLog(file))) lines.push(...some.lines)
  expect(lines.join('\n')).toBe(text)
})
