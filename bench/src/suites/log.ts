/** T8: an access log becomes stored downloads and their sums, while the server goes on answering. */
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { Bench, DatabaseKind, Suite, Where } from '../bench.ts'
import { timed } from '../measure.ts'
import { pace } from '../paced.ts'
import { runProgram } from '../processes.ts'
import { api } from '../server.ts'

const HITS = 1_000_000
const HITS_QUICK = 100_000
/** Requests for pages, pictures and so on, of which most of a log consists. */
const OTHERS = 2_000_000
const DAYS = 30
const VISITORS = 200_000
const FIRST_DAY = Date.UTC(2026, 5, 1)
const READS_PER_SECOND = 200
const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0',
  'curl/8.9.1',
  'Wget/1.24.5',
  'Mozilla/5.0',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
]

export const log: Suite = {
  name: 'log',
  async run(bench) {
    for (const kind of bench.databases) await measure(bench, kind)
  },
}

async function measure(bench: Bench, kind: DatabaseKind): Promise<void> {
  const others = join(bench.newFolder('logs'), 'others.log')
  await writeOthers(others, bench.quick ? OTHERS / 10 : OTHERS)
  await bench.withInstallers(kind, async ({ origin }, where) => {
    const file = join(bench.newFolder('logs'), 'access.log')
    const hits = bench.quick ? HITS_QUICK : HITS
    const truth = await writeHits(file, await installers(origin), hits)

    const stop = pace(READS_PER_SECOND, () => ({ url: `${origin}/find?os=linux` }))
    const first = await importLog(bench, where, file)
    const reader = await stop()
    if (reader.errors > 0) throw new Error(`${reader.errors} of /find failed: ${reader.firstError}`)
    if (first.counts.counted !== truth) throw new Error(`${first.counts.counted} of ${truth} downloads were counted`)
    const again = await importLog(bench, where, file)
    if (again.counts.counted !== 0) throw new Error(`${again.counts.counted} downloads were counted twice`)
    const { total } = await api<{ total: number }>(origin, 'GET', '/apps/viewer/statistics?bots=true&source=log')
    if (total !== truth) throw new Error(`${total} of ${truth} downloads are in the statistics`)
    const passed = await importLog(bench, where, others)

    const shared = { suite: 'log', database: kind } as const
    const most = { of: 'value', least: 40_000 } as const
    bench.report({
      ...shared,
      what: 'hits stored',
      value: hits / first.stored,
      unit: 'per s',
      target: most,
    })
    bench.report({ ...shared, what: 'until they are in all sums as well', value: hits / first.seconds, unit: 'per s' })
    bench.report({ ...shared, what: 'the same log again', value: hits / again.seconds, unit: 'per s' })
    const lines = (bench.quick ? OTHERS / 10 : OTHERS) / passed.seconds
    bench.report({
      ...shared,
      what: 'lines of other requests',
      value: lines,
      unit: 'per s',
      target: { of: 'value', least: 100_000 },
    })
    bench.report({
      ...shared,
      what: `/find at ${READS_PER_SECOND}/s meanwhile: p99`,
      value: reader.p99,
      unit: 'ms',
      target: { of: 'value', most: 100 },
    })
  })
}

type Page = { items: { id: string }[]; cursor: string | null }
type Counts = { lines: number; counted: number }

async function importLog(bench: Bench, { data, database }: Where, file: string) {
  const args = [bench.server, 'import', 'access-log', file, '--json', '--data', data]
  const env = { ...process.env, ...(database !== undefined && { SLIPWAY_DATABASE: database }) }
  const began = performance.now()
  let stored: number | undefined
  const { seconds, result } = await timed(() =>
    runProgram(process.execPath, args, env, () => {
      stored = (performance.now() - began) / 1000
    }),
  )
  return { seconds, stored: stored ?? seconds, counts: JSON.parse(result) as Counts }
}

async function installers(origin: string): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page: Page = await api(origin, 'GET', `/apps/viewer/packages?limit=100${query}`)
    ids.push(...page.items.map(({ id }) => id))
    cursor = page.cursor
  } while (cursor !== null)
  return ids
}

/** Numbers from 0 to 1, the same in every run. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

const stamp = (at: number): string => {
  const [day = '', time = ''] = new Date(at).toISOString().split('T')
  const [year, month, date] = day.split('-')
  return `${date}/${MONTHS[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`
}
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Of the installers: two thirds the stable releases of the moment, a fifth those of the night, the rest any. */
function favourite(random: () => number, day: number, many: number): number {
  const chance = random()
  if (chance < 0.65) return Math.floor(random() ** 2 * 24)
  return chance < 0.85 ? 200 + day * 4 + Math.floor(random() * 4) : Math.floor(random() ** 3 * many)
}

/** Downloads by many visitors in the order of time: mostly of the newest. Answers how many of them count. */
async function writeHits(file: string, ids: readonly string[], hits: number): Promise<number> {
  const random = dice(7)
  const truth = new Set<string>()
  const out = createWriteStream(file)
  for (let hit = 0; hit < hits; ) {
    let text = ''
    for (let line = 0; line < 10_000 && hit < hits; line++, hit++) {
      const at = FIRST_DAY + (hit / hits) * DAYS * 86_400_000
      const id = ids[favourite(random, Math.floor((hit / hits) * DAYS), ids.length)] as string
      const visitor = Math.floor(random() * VISITORS)
      const agent = AGENTS[visitor % AGENTS.length] as string
      const address = `${11 + (visitor % 180)}.${(visitor >> 3) % 250}.${(visitor >> 5) % 250}.${visitor % 250}`
      const [url, status, bytes] =
        random() < 0.5 ? [`/bitstream/${id}`, 302, 300] : [`/api/v1/item/${id}/download`, 200, 500_000_000]
      text += `${address} - - [${stamp(at)}] "GET ${url} HTTP/1.1" ${status} ${bytes} "-" "${agent}"\n`
      truth.add(`${Math.floor(at / 86_400_000)} ${id} ${address} ${agent}`)
    }
    if (!out.write(text)) await once(out, 'drain')
  }
  await finished(out.end())
  return truth.size
}

async function writeOthers(file: string, lines: number): Promise<void> {
  const out = createWriteStream(file)
  for (let line = 0; line < lines; ) {
    let text = ''
    for (let some = 0; some < 10_000 && line < lines; some++, line++) {
      text += `10.1.2.3 - - [${stamp(FIRST_DAY)}] "GET /assets/picture-${line % 1000}.png HTTP/1.1" 200 4711 "https://example.org/" "${AGENTS[line % AGENTS.length]}"\n`
    }
    if (!out.write(text)) await once(out, 'drain')
  }
  await finished(out.end())
}
