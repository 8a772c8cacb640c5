/** T2: what every starting Slicer application asks over Girder v1: 300 extensions with full metadata, out of 100,000. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench, DatabaseKind, Suite } from '../bench.ts'
import { revisionName, TARGETS } from '../catalogue.ts'
import type { LoadResult } from '../load.ts'
import { inTurn, median } from '../measure.ts'

const CONNECTIONS = 32

/** Said by most, by few, by one, by none, and too short for an index of three letters. */
const PARTS = ['eart', 'lanning', 'extension017', 'nowhere', 'on02', 'ge', 'z']

const rate = (results: readonly LoadResult[]) => median(results.map((result) => result.perSecond))
const slowest = (results: readonly LoadResult[]) => median(results.map((result) => result.p99))

export const girder: Suite = {
  name: 'girder',
  async run(bench) {
    for (const kind of bench.databases) await measure(bench, kind)
  },
}

async function measure(bench: Bench, kind: DatabaseKind): Promise<void> {
  await bench.withCatalogue(kind, async ({ origin }) => {
    const [app] = (await (await fetch(`${origin}/api/v1/app`)).json()) as { _id: string }[]
    const list = (revision: number, [os, arch]: readonly [string, string], more = '') =>
      `${origin}/api/v1/app/${app?._id}/extension?app_revision=${revisionName(revision)}&arch=${arch}&limit=0&os=${os}${more}`
    const url = list(0, TARGETS[0])
    const file = join(bench.newFolder('answers'), 'catalogue.json')
    const plain = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
    writeFileSync(file, Buffer.from(await plain.arrayBuffer()))
    const shared = { suite: 'girder', database: kind } as const

    await bench.withReference([file], async (reference) => {
      const load = { connections: CONNECTIONS, seconds: bench.seconds }
      const [ours = [], bare = []] = await inTurn(bench.rounds, [
        () => bench.load.run({ urls: [url], ...load }),
        () => bench.load.run({ urls: [`${reference.origin}/0`], ...load }),
      ])
      bench.report({
        ...shared,
        what: 'list of a starting Slicer, warm',
        value: rate(ours),
        unit: 'per s',
        baseline: { what: 'bare Fastify', value: rate(bare) },
        target: { of: 'ratio', least: 0.6 },
      })
      bench.report({
        ...shared,
        what: `the same: p99, ${CONNECTIONS} connections`,
        value: slowest(ours),
        unit: 'ms',
        baseline: { what: 'bare Fastify', value: slowest(bare) },
        target: { of: 'value', most: 20 },
      })
    })

    // No two addresses are alike, so that none is answered from memory; what is not known is passed over.
    const revisions = bench.quick ? 8 : 84
    const urls = Array.from({ length: 6000 }, (_, at) =>
      list(at % revisions, TARGETS[at % TARGETS.length] ?? TARGETS[0], `&first=${at}`),
    )
    const fresh = await bench.load.run({ urls, connections: 4, seconds: bench.quick ? 3 : 10 })
    bench.report({
      ...shared,
      what: 'list of a starting Slicer, each asked for the first time',
      value: fresh.perSecond,
      unit: 'per s',
      target: { of: 'value', least: 60 },
    })
    bench.report({ ...shared, what: 'the same: p99', value: fresh.p99, unit: 'ms', target: { of: 'value', most: 150 } })

    const found = await bench.load.run({
      urls: Array.from({ length: 6000 }, (_, at) => {
        const part = PARTS[at % PARTS.length] ?? ''
        return `${origin}/api/v1/app/${app?._id}/extension?q=${part}&first=${at}`
      }),
      connections: 4,
      seconds: bench.quick ? 3 : 10,
    })
    const what = 'a part of a word in the whole catalogue, each asked for the first time'
    bench.report({ ...shared, what, value: found.perSecond, unit: 'per s' })
    bench.report({ ...shared, what: 'the same: p99', value: found.p99, unit: 'ms', target: { of: 'value', most: 150 } })
  })
}
