/** T3: the questions of the download site among 20,000 installers, and its page. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench, DatabaseKind, Suite } from '../bench.ts'
import { revisionName } from '../catalogue.ts'
import { nightsOf, releaseOf } from '../installers.ts'
import type { LoadResult } from '../load.ts'
import { inTurn, median } from '../measure.ts'
import { pace } from '../paced.ts'

const CONNECTIONS = 32
const PER_SECOND = 3000
const SYSTEMS = ['linux', 'win', 'macosx'] as const

export const site: Suite = {
  name: 'site',
  async run(bench) {
    for (const kind of bench.databases) await measure(bench, kind)
  },
}

const rate = (results: readonly LoadResult[]) => {
  const errors = results.reduce((sum, result) => sum + result.errors, 0)
  if (errors > 0) throw new Error(`${errors} requests failed`)
  return median(results.map((result) => result.perSecond))
}

async function measure(bench: Bench, kind: DatabaseKind): Promise<void> {
  await bench.withInstallers(kind, async ({ origin }) => {
    const questions = questionsOf(bench.quick)
    const find = questions.map((query) => `${origin}/find?${query}`)
    const download = questions.map((query) => `${origin}/download?${query}`)
    const file = join(bench.newFolder('answers'), 'find.json')
    const sample = await fetch(find[0] ?? '')
    if (!sample.ok) throw new Error(`/find: ${sample.status} ${await sample.text()}`)
    writeFileSync(file, Buffer.from(await sample.arrayBuffer()))

    await bench.withReference([file], async (reference) => {
      const load = { connections: CONNECTIONS, seconds: bench.seconds }
      const [found = [], led = [], all = [], page = [], bare = []] = await inTurn(bench.rounds, [
        () => bench.load.run({ urls: find, ...load }),
        () => bench.load.run({ urls: download, ...load }),
        () => bench.load.run({ urls: [`${origin}/findall`], ...load }),
        () => bench.load.run({ urls: [`${origin}/`], ...load }),
        // As many different addresses: to write them costs the generator something.
        () => bench.load.run({ urls: questions.map((query) => `${reference.origin}/0?${query}`), ...load }),
      ])
      const baseline = { what: 'bare Fastify', value: rate(bare) }
      const shared = { suite: 'site', database: kind, unit: 'per s' } as const
      const target = { of: 'ratio', least: 0.6 } as const
      bench.report({ ...shared, what: `/find, ${questions.length} questions`, value: rate(found), baseline, target })
      bench.report({ ...shared, what: '/download, the same', value: rate(led), baseline, target })
      bench.report({ ...shared, what: '/findall', value: rate(all), baseline })
      bench.report({ ...shared, what: 'the page', value: rate(page) })
    })

    for (const [what, urls] of [
      ['/find', find],
      ['/download', download],
    ] as const) {
      const stop = pace(PER_SECOND, (number) => ({ url: urls[number % urls.length] as string }))
      await new Promise((resolve) => setTimeout(resolve, bench.seconds * 1000))
      const paced = await stop()
      if (paced.errors > 0) throw new Error(`${paced.errors} of ${what} failed: ${paced.firstError}`)
      bench.report({
        suite: 'site',
        database: kind,
        what: `${what} at ${PER_SECOND}/s: p99`,
        value: paced.p99,
        unit: 'ms',
        target: { of: 'value', most: 30 },
      })
    }
  })
}

/** What clients ask: mostly the newest, and versions, revisions and days of all times. */
function questionsOf(quick: boolean): string[] {
  const nights = nightsOf(quick)
  const questions: string[] = []
  for (const os of SYSTEMS) {
    for (const stability of ['release', 'nightly', 'any']) questions.push(`os=${os}&stability=${stability}`)
    for (let step = 1; step <= 20; step++) {
      const night = Math.floor((nights * step) / 21)
      const release = releaseOf(night - (night % 50))
      questions.push(
        `os=${os}&version=${release}`,
        `os=${os}&revision=${revisionName(night)}`,
        `os=${os}&closest-revision=${revisionName(night)}&stability=nightly`,
        `os=${os}&stability=nightly&offset=-${step}`,
        `os=${os}&stability=any&date=${new Date(Date.UTC(2025, 0, 1) + night * 86_400_000).toISOString().slice(0, 10)}`,
      )
    }
  }
  return questions
}
