/** Questions about ten million downloads: each must be answered in less than a tenth of a second. */
import type { Bench, DatabaseKind, Suite } from '../bench.ts'
import { DAYS, FACTS, FACTS_QUICK, FIRST_DAY } from '../downloads.ts'
import { median } from '../measure.ts'
import { asAdmin } from '../server.ts'

const TIMES = 3
const day = (number: number): string => new Date((FIRST_DAY + number) * 86_400_000).toISOString().slice(0, 10)
/** Periods that begin and end within months read the most. */
const AWKWARD = `from=${day(14)}&to=${day(DAYS - 14)}`
const RECENT = `from=${day(DAYS - 90)}`
const PERIODS = ['', AWKWARD, RECENT]

const ASKED_FOR = [
  ...['total', 'day', 'month', 'release', 'version', 'baseName', 'package', 'file'],
  ...['kind', 'stage', 'os', 'arch', 'country', 'client'],
]
/** Facts that many downloads have, and most together; `file` is one of those. */
const COMMON = { release: '5.11', baseName: 'Extension0', os: 'win', country: 'AA', client: 'extension-manager' }
const MOST_TOGETHER = 3

/** What the programs of visitors are, alone and together with what else is known. */
const OF_PROGRAMS = [
  'by=family',
  `by=visitorOs&client=browser&${RECENT}`,
  'by=family&release=5.11',
  `by=family&country=AA&os=win&${AWKWARD}`,
  `by=country&family=family 1&${AWKWARD}`,
  `by=file&family=family 1&${AWKWARD}`,
]

/** Each thing to ask for, of each choice of up to three facts, in each period. */
function questions(file: string): string[] {
  let choices: [string, string][][] = [[]]
  for (const fact of Object.entries({ ...COMMON, file })) {
    choices = choices.flatMap((choice) => [choice, [...choice, fact]])
  }
  const few = choices.filter(({ length }) => length <= MOST_TOGETHER)
  return [
    ...few.flatMap((choice) =>
      ASKED_FOR.flatMap((by) =>
        PERIODS.map((period) => [new URLSearchParams([['by', by], ...choice]), period].filter(Boolean).join('&')),
      ),
    ),
    ...OF_PROGRAMS,
  ]
}

export const statistics: Suite = {
  name: 'statistics',
  async run(bench) {
    for (const kind of bench.databases) await measure(bench, kind)
  },
}

async function measure(bench: Bench, kind: DatabaseKind): Promise<void> {
  await bench.withDownloads(kind, async ({ origin }) => {
    const ask = async (question: string) => {
      const reply = await fetch(`${origin}/api/v2/apps/viewer/statistics?${question}`, { headers: asAdmin })
      if (!reply.ok) throw new Error(`${question}: ${reply.status} ${await reply.text()}`)
      return (await reply.json()) as { total: number; items: { value: string }[] }
    }
    const { items } = await ask(`by=file&${new URLSearchParams(COMMON)}`)
    const file = items[0]?.value
    if (file === undefined) throw new Error('there is no file that has all that is asked for')

    const times: { question: string; first: number; value: number }[] = []
    for (const question of questions(file)) {
      const taken: number[] = []
      for (let time = 0; time < TIMES; time++) {
        const began = performance.now()
        const { total } = await ask(question)
        // Few downloads need not have one of each kind.
        if (!(total > 0) && !bench.quick) throw new Error(`${question}: no downloads`)
        taken.push(performance.now() - began)
      }
      times.push({ question, first: taken[0] as number, value: median(taken) })
    }
    const of = (bench.quick ? FACTS_QUICK : FACTS).toLocaleString('en')
    const shared = { suite: 'statistics', database: kind, unit: 'ms', target: { of: 'value', most: 100 } } as const
    for (const { question, value } of times.toSorted((a, b) => b.value - a.value).slice(0, 5))
      bench.report({ ...shared, what: `of ${of}: ${question}`, value })
    const all = `${times.length.toLocaleString('en')} questions`
    bench.report({ ...shared, what: `the median of ${all}`, value: median(times.map(({ value }) => value)) })
    bench.report({
      ...shared,
      what: `${all}: the slowest first time`,
      value: Math.max(...times.map(({ first }) => first)),
    })
  })
}
