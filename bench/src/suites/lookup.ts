/** T6: one extension by its id, and a page of 50 that nobody asked for before. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench, DatabaseKind, Suite } from '../bench.ts'
import { revisionName, TARGETS } from '../catalogue.ts'
import type { LoadResult } from '../load.ts'
import { inTurn, median } from '../measure.ts'
import { asAdmin } from '../server.ts'

const CONNECTIONS = 32
const WANTED = { sqlite: { single: 5000, page: 800 }, postgres: { single: 2500, page: 600 } }

const rate = (results: readonly LoadResult[]) => median(results.map((result) => result.perSecond))

export const lookup: Suite = {
  name: 'lookup',
  async run(bench) {
    for (const kind of bench.databases) await measure(bench, kind)
  },
}

async function measure(bench: Bench, kind: DatabaseKind): Promise<void> {
  await bench.withCatalogue(kind, async ({ origin }) => {
    const extensions = `${origin}/api/v2/apps/viewer/extensions`
    const some = await fetch(`${extensions}?appRevision=${revisionName(3)}&limit=1000`)
    const { items } = (await some.json()) as { items: { id: string }[] }
    const singles = items.map((item) => `${extensions}/${item.id}`)
    const pages = pagesOf50(extensions, bench.quick ? 8 : 84)

    const folder = bench.newFolder('answers')
    const files = [join(folder, 'single.json'), join(folder, 'page.json')]
    for (const [index, url] of [singles[0] ?? '', pages[0] ?? ''].entries()) {
      const reply = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
      writeFileSync(files[index] ?? '', Buffer.from(await reply.arrayBuffer()))
    }

    await bench.withReference(files, async (reference) => {
      const load = { connections: CONNECTIONS, seconds: bench.seconds }
      const [single = [], withKey = [], bareSingle = []] = await inTurn(bench.rounds, [
        () => bench.load.run({ urls: singles, ...load }),
        () => bench.load.run({ urls: singles, headers: asAdmin, ...load }),
        () => bench.load.run({ urls: [`${reference.origin}/0`], ...load }),
      ])
      const baseline = { what: 'bare Fastify', value: rate(bareSingle) }
      const shared = { suite: 'lookup', database: kind, unit: 'per s' } as const
      const target = { of: 'value', least: WANTED[kind].single } as const
      bench.report({ ...shared, what: 'extension by id', value: rate(single), baseline, target })
      bench.report({ ...shared, what: 'the same, with an API key', value: rate(withKey), baseline })

      // Each round asks for others than the last.
      const share = Math.floor(pages.length / bench.rounds)
      let round = 0
      const [page = [], barePage = []] = await inTurn(bench.rounds, [
        () => bench.load.run({ urls: pages.slice(share * round, share * ++round), ...load }),
        () => bench.load.run({ urls: [`${reference.origin}/1`], ...load }),
      ])
      bench.report({
        ...shared,
        what: 'page of 50, each asked for the first time',
        value: rate(page),
        baseline: { what: 'bare Fastify', value: rate(barePage) },
        target: { of: 'value', least: WANTED[kind].page },
      })
    })
  })
}

/** So many different pages that none is asked for again while it is remembered; 50 long on average. */
function pagesOf50(extensions: string, revisions: number): string[] {
  const urls: string[] = []
  for (let limit = 41; limit <= 59; limit++) {
    for (const [os, arch] of TARGETS) {
      for (const sort of ['newest', 'name']) {
        for (let revision = 0; revision < revisions; revision++) {
          const query = { appRevision: revisionName(revision), os, arch, sort, limit: String(limit) }
          urls.push(`${extensions}?${new URLSearchParams(query)}`)
        }
      }
    }
  }
  return urls
}
