/** T1: what NAS devices ask, 300 different questions, of 5,000 packages with three versions of four builds each. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench, DatabaseKind, Suite } from '../bench.ts'
import type { LoadResult } from '../load.ts'
import { inTurn, median, timed } from '../measure.ts'
import { api } from '../server.ts'

const CONNECTIONS = 32
const QUESTIONS = 300
const CHANGES = 9

const rate = (results: readonly LoadResult[]) => median(results.map((result) => result.perSecond))
const slowest = (results: readonly LoadResult[]) => median(results.map((result) => result.p99))

export const nas: Suite = {
  name: 'nas',
  async run(bench) {
    for (const kind of bench.databases) await measure(bench, kind)
  },
}

async function measure(bench: Bench, kind: DatabaseKind): Promise<void> {
  await bench.withSpks(kind, async ({ origin }) => {
    const urls = await questions(origin)
    const cold = await timed(() => fetchAll(urls.slice(0, 1)))
    await fetchAll(urls)
    const folder = bench.newFolder('answers')
    // As many different answers as fit into the reference's memory; each is as long as the others.
    const files: string[] = []
    for (const [at, url] of urls.slice(0, 50).entries()) {
      const file = join(folder, `${at}.json`)
      writeFileSync(file, Buffer.from(await (await fetch(url)).arrayBuffer()))
      files.push(file)
    }
    await bench.withReference(files, async (reference) => {
      const bareUrls = files.map((_file, at) => `${reference.origin}/${at}`)
      const load = { connections: CONNECTIONS, seconds: bench.seconds }
      const [ours = [], bare = []] = await inTurn(bench.rounds, [
        () => bench.load.run({ urls, ...load }),
        () => bench.load.run({ urls: bareUrls, ...load }),
      ])
      const shared = { suite: 'nas', database: kind } as const
      bench.report({
        ...shared,
        what: `catalogue, ${QUESTIONS} questions`,
        value: rate(ours),
        unit: 'per s',
        baseline: { what: 'bare Fastify', value: rate(bare) },
        target: { of: 'ratio', least: 0.6 },
      })
      bench.report({
        ...shared,
        what: 'the same: p99',
        value: slowest(ours),
        unit: 'ms',
        baseline: { what: 'bare Fastify', value: slowest(bare) },
      })
      bench.report({ ...shared, what: 'first question after the start', value: cold.seconds * 1000, unit: 'ms' })
      bench.report({
        ...shared,
        what: 'first question after a change',
        value: await afterAChange(origin, urls),
        unit: 'ms',
        target: { of: 'value', most: 100 },
      })
    })
  })
}

/** Different devices: architecture, firmware, language. */
async function questions(origin: string): Promise<string[]> {
  const { items } = await api<{ items: { code: string }[] }>(origin, 'GET', '/spk/architectures')
  const codes = items.map(({ code }) => code).filter((code) => code !== 'noarch')
  return Array.from({ length: QUESTIONS }, (_none, at) => {
    const build = [64570, 69057, 42962, 25556][at % 4] as number
    const language = at % 2 === 0 ? 'enu' : 'ger'
    const arch = codes[at % codes.length] as string
    return `${origin}/nas?${new URLSearchParams({ arch, build: String(build + Math.floor(at / codes.length)), language })}`
  })
}

async function fetchAll(urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    const reply = await fetch(url)
    if (!reply.ok) throw new Error(`${url}: ${reply.status}`)
    await reply.arrayBuffer()
  }
}

/** Milliseconds, the middle one of several: a build is switched off and on, and each time somebody asks. */
async function afterAChange(origin: string, urls: readonly string[]): Promise<number> {
  const { versions } = await api<{ versions: { builds: { id: string }[] }[] }>(
    origin,
    'GET',
    '/spk/packages/package-0042',
  )
  const build = versions[0]?.builds[0]?.id ?? ''
  const times: number[] = []
  for (let number = 0; number < CHANGES; number++) {
    const action = number % 2 === 0 ? 'deactivate' : 'activate'
    await api(origin, 'POST', '/spk/builds/actions', { action, builds: [build] })
    const { seconds } = await timed(() => fetchAll(urls.slice(number, number + 1)))
    times.push(seconds * 1000)
  }
  return median(times)
}
