/** All extensions of one revision and platform: 300 with full metadata, out of 100,000. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench, DatabaseKind, Suite } from '../bench.ts'
import { revisionName, TARGETS } from '../catalogue.ts'
import type { LoadResult } from '../load.ts'
import { inTurn, median } from '../measure.ts'
import { asAdmin } from '../server.ts'

const CONNECTIONS = 32

const path = (revision: number, [os, arch]: readonly [string, string] = TARGETS[0], limit = 1000): string =>
  `/api/v2/apps/viewer/extensions?appRevision=${revisionName(revision)}&os=${os}&arch=${arch}&limit=${limit}`

const rate = (results: readonly LoadResult[]) => median(results.map((result) => result.perSecond))
const slowest = (results: readonly LoadResult[]) => median(results.map((result) => result.p99))

export const list: Suite = {
  name: 'list',
  async run(bench) {
    for (const kind of bench.databases) await measure(bench, kind)
  },
}

async function measure(bench: Bench, kind: DatabaseKind): Promise<void> {
  await bench.withCatalogue(kind, async ({ origin }) => {
    const url = origin + path(0)
    const plain = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
    const etag = plain.headers.get('etag') ?? ''
    const folder = bench.newFolder('answers')
    const files = [join(folder, 'list.json'), join(folder, 'list.json.gz')]
    writeFileSync(files[0] ?? '', Buffer.from(await plain.arrayBuffer()))
    writeFileSync(files[1] ?? '', await packed(url))

    await bench.withReference(files, async (reference) => {
      const variants = [
        { what: 'list of 300, warm', headers: {}, baseline: '/0', target: { of: 'ratio', least: 0.6 } },
        {
          what: 'the same, gzip',
          headers: { 'accept-encoding': 'gzip' },
          baseline: '/1',
          target: { of: 'ratio', least: 0.6 },
        },
        { what: 'the same, 304', headers: { 'if-none-match': etag }, baseline: '/etag' },
        { what: 'the same, with an API key', headers: asAdmin, baseline: '/0' },
      ] as const
      for (const { what, headers, baseline, ...rest } of variants) {
        const shared = { connections: CONNECTIONS, seconds: bench.seconds }
        const [ours = [], bare = []] = await inTurn(bench.rounds, [
          () => bench.load.run({ urls: [url], headers, ...shared }),
          () => bench.load.run({ urls: [reference.origin + baseline], ...shared }),
        ])
        bench.report({
          suite: 'list',
          database: kind,
          what,
          value: rate(ours),
          unit: 'per s',
          baseline: { what: 'bare Fastify', value: rate(bare) },
          ...rest,
        })
        if (what !== 'list of 300, warm') continue
        bench.report({
          suite: 'list',
          database: kind,
          what: `${what}: p99, ${CONNECTIONS} connections`,
          value: slowest(ours),
          unit: 'ms',
          baseline: { what: 'bare Fastify', value: slowest(bare) },
          target: { of: 'value', most: 20 },
        })
      }
    })
    await measureFresh(bench, kind, origin)
  })
}

async function packed(url: string): Promise<Buffer> {
  // fetch would unpack it; a server of files does not.
  const { request } = await import('node:http')
  return new Promise((resolve, reject) => {
    request(url, { headers: { 'accept-encoding': 'gzip' } }, (reply) => {
      const chunks: Buffer[] = []
      reply.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)))
    })
      .on('error', reject)
      .end()
  })
}

/** No two requests ask for the same list, so that none is answered from memory. */
async function measureFresh(bench: Bench, kind: DatabaseKind, origin: string): Promise<void> {
  const urls: string[] = []
  for (let limit = 1000; limit > 300 && urls.length < 6000; limit -= 1) {
    for (const target of TARGETS)
      urls.push(origin + path((limit * 7 + urls.length) % (bench.quick ? 8 : 84), target, limit))
  }
  const result = await bench.load.run({ urls, connections: 4, seconds: bench.quick ? 3 : 10 })
  const shared = { suite: 'list', database: kind } as const
  bench.report({
    ...shared,
    what: 'list of 300, each asked for the first time',
    value: result.perSecond,
    unit: 'per s',
    target: { of: 'value', least: 60 },
  })
  bench.report({ ...shared, what: 'the same: p99', value: result.p99, unit: 'ms', target: { of: 'value', most: 150 } })
}
