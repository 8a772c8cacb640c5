/** T9: what an evening looks like, people downloading while a build farm publishes. */
import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Bench, DatabaseKind, Suite } from '../bench.ts'
import { pace } from '../paced.ts'
import { api, asAdmin, ensureApp, extensionQuery, publish } from '../server.ts'

const DOWNLOADS = 200
const PUBLISHES = 10
const FILES = 20
const SIZE = 64 * 1024

export const mixed: Suite = {
  name: 'mixed',
  async run(bench) {
    for (const kind of bench.databases) await measure(bench, kind)
  },
}

async function measure(bench: Bench, kind: DatabaseKind): Promise<void> {
  await bench.withEmptyServer(kind, async ({ origin }) => {
    await ensureApp(origin)
    const ids: string[] = []
    for (let number = 0; number < FILES; number++) {
      ids.push((await publish(origin, extensionQuery(`Wanted${number}`, '1', 'wanted'), randomBytes(SIZE))).id)
    }
    const stopDownloads = pace(DOWNLOADS, (n) => ({ url: `${origin}/dl/${ids[n % FILES]}` }))
    const stopPublishes = pace(PUBLISHES, (n) => ({
      method: 'PUT',
      url: `${origin}/api/v2/apps/bench/extensions?${extensionQuery(`New${n}`, '1')}`,
      headers: { ...asAdmin, 'content-type': 'application/octet-stream' },
      body: randomBytes(SIZE),
    }))
    await pause(bench.quick ? 3000 : 20_000)
    const downloads = await stopDownloads()
    const publishes = await stopPublishes()
    const counted = await countOf(origin)

    const shared = { suite: 'mixed', database: kind } as const
    const what = `${DOWNLOADS} counted downloads/s beside ${PUBLISHES} publishes/s`
    bench.report({
      ...shared,
      what: `${what}: errors`,
      value: downloads.errors + publishes.errors,
      unit: 'errors',
      target: { of: 'value', most: 0 },
    })
    const firstError = downloads.firstError ?? publishes.firstError
    if (firstError !== undefined) console.log(`  first error: ${firstError}`)
    bench.report({
      ...shared,
      what: 'downloads counted of those made',
      value: counted,
      unit: 'downloads',
      baseline: { what: 'made', value: downloads.sent - downloads.errors },
      target: { of: 'ratio', least: 1, most: 1 },
    })
    bench.report({
      ...shared,
      what: 'downloads: p99',
      value: downloads.p99,
      unit: 'ms',
      target: { of: 'value', most: 100 },
    })
    bench.report({ ...shared, what: 'publishes: p99', value: publishes.p99, unit: 'ms' })
  })
}

async function countOf(origin: string): Promise<number> {
  const { items } = await api<{ items: { downloads: number }[] }>(
    origin,
    'GET',
    '/apps/bench/downloads?revision=wanted&limit=1000',
  )
  return items.reduce((sum, item) => sum + item.downloads, 0)
}
