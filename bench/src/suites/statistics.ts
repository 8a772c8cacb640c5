/** Questions about ten million downloads: each must be answered in less than a tenth of a second. */
import type { Bench, DatabaseKind, Suite } from '../bench.ts'
import { DAYS, FACTS, FACTS_QUICK, FIRST_DAY } from '../downloads.ts'
import { median } from '../measure.ts'
import { asAdmin } from '../server.ts'

const TIMES = 5
const day = (number: number): string => new Date((FIRST_DAY + number) * 86_400_000).toISOString().slice(0, 10)
/** Periods that begin and end within months read the most. */
const AWKWARD = `from=${day(14)}&to=${day(DAYS - 14)}`
const RECENT = `from=${day(DAYS - 90)}`

const QUESTIONS = [
  'by=total',
  'by=day',
  'by=month',
  `by=day&${RECENT}`,
  `by=total&${AWKWARD}`,
  'by=country',
  `by=country&${AWKWARD}`,
  `by=country&${RECENT}&kind=package&stage=stable`,
  'by=day&country=AA',
  'by=month&country=AA&client=browser',
  'by=os',
  `by=os&country=AA&${AWKWARD}`,
  'by=client',
  `by=client&release=5.11`,
  'by=release',
  `by=release&${AWKWARD}`,
  `by=release&kind=package&os=linux&${RECENT}`,
  'by=release&country=AB',
  'by=baseName&kind=extension',
  `by=baseName&kind=extension&${RECENT}`,
  `by=baseName&kind=extension&${AWKWARD}`,
  'by=baseName&country=AA&kind=extension',
  `by=baseName&country=AA&${RECENT}`,
  `by=baseName&country=AA&${AWKWARD}`,
  'by=day&baseName=Extension0',
  'by=month&baseName=Extension0&os=win',
  'by=country&baseName=Extension0',
  `by=country&baseName=Extension0&${AWKWARD}`,
  'by=country&baseName=Viewer',
  `by=country&baseName=Viewer&${AWKWARD}`,
  'by=release&baseName=Extension0&client=extension-manager',
  'by=country&release=5.11',
  `by=country&release=5.11&client=browser&${RECENT}`,
  'by=day&release=5.11&country=AA',
  `by=file&release=5.11&${RECENT}`,
  'by=file&package=1',
  'by=country&package=1',
  `by=day&package=1&country=AC&${AWKWARD}`,
  'by=family',
  `by=visitorOs&client=browser&${RECENT}`,
  // Answered with every file there is.
  'by=file',
  `by=file&${AWKWARD}`,
  `by=file&${RECENT}`,
  'by=file&country=AA',
  `by=file&country=AA&${AWKWARD}`,
  `by=file&os=linux&${AWKWARD}`,
  `by=file&client=extension-manager&${AWKWARD}`,
  'by=package',
  `by=version&${AWKWARD}`,
  // That mix programs with files and countries.
  'by=family&release=5.11',
  `by=family&country=AA&os=win&${AWKWARD}`,
  `by=country&family=family 1&${AWKWARD}`,
  `by=country&version=5.11&${AWKWARD}`,
  'by=day&version=5.11',
  `by=file&family=family 1&${AWKWARD}`,
] as const

export const statistics: Suite = {
  name: 'statistics',
  async run(bench) {
    for (const kind of bench.databases) await measure(bench, kind)
  },
}

async function measure(bench: Bench, kind: DatabaseKind): Promise<void> {
  await bench.withDownloads(kind, async ({ origin }) => {
    const times = new Map<string, number>()
    for (const question of QUESTIONS) {
      const taken: number[] = []
      for (let time = 0; time < TIMES; time++) {
        const began = performance.now()
        const reply = await fetch(`${origin}/api/v2/apps/viewer/statistics?${question}`, { headers: asAdmin })
        const { total } = (await reply.json()) as { total: number }
        if (!reply.ok || !(total > 0)) throw new Error(`${question}: ${reply.status}, ${total} downloads`)
        taken.push(performance.now() - began)
      }
      times.set(question, median(taken))
    }
    const ordered = [...times].sort((a, b) => b[1] - a[1])
    const of = (bench.quick ? FACTS_QUICK : FACTS).toLocaleString('en')
    const shared = { suite: 'statistics', database: kind, unit: 'ms', target: { of: 'value', most: 100 } } as const
    for (const [question, value] of ordered.slice(0, 5))
      bench.report({ ...shared, what: `of ${of}: ${question}`, value })
    bench.report({ ...shared, what: `the median of ${QUESTIONS.length} questions`, value: median([...times.values()]) })
  })
}
