/** The report of an import, for people and for programs. */
import { outcomes, type Report } from '../../imports/report.ts'
import { printJson, printTable, say } from '../print.ts'

/** How many names of each kind people are shown; programs get all that were kept. */
const SHOWN = 20

export function printReport(report: Report, asJson: boolean): void {
  if (asJson) {
    const { complete, counts, differences } = report
    printJson({ complete, counts: Object.fromEntries(counts), differences })
    return
  }
  printTable(
    ['', ...outcomes],
    [...report.counts].map(([noun, counts]) => [noun, ...outcomes.map((outcome) => String(counts[outcome]))]),
  )
  for (const outcome of ['changed', 'gone', 'left', 'refused'] as const) {
    const things = report.differences.filter((one) => one.outcome === outcome)
    for (const { noun, name, detail } of things.slice(0, SHOWN)) {
      say(`${outcome}  ${noun}  ${name}${detail === undefined ? '' : `: ${detail}`}`)
    }
    if (things.length > SHOWN) say(`${outcome}  … and ${things.length - SHOWN} more (--json names them)`)
  }
  say(report.complete ? 'Everything is here.' : 'Not everything could be taken over; see above.')
}
