import { NAS_PACKAGES, type StatisticsAsked, type Subject } from '../../api/queries.ts'
import type { Series } from './series.ts'

/** `name`: what the files are called, where their addresses do not say it. */
export type Files = { csv: string; json: string; name?: string }

/** Addresses of the numbers of a figure. */
export function filesOf(of: Subject, asked: StatisticsAsked): Files {
  const query = new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
  const path = of === NAS_PACKAGES ? '/api/v2/spk/statistics' : `/api/v2/apps/${encodeURIComponent(of)}/statistics`
  return { csv: `${path}.csv?${query}`, json: `${path}?${query}` }
}

/** The numbers of a figure of several series, which no single question answers: made of what is shown. */
export function filesOfSteps(step: 'day' | 'month', steps: readonly string[], series: readonly Series[]): Files {
  const head = [step, ...series.map(({ key }) => key)]
  const rows = steps.map((name, at) => [name, ...series.map(({ values }) => values[at] ?? 0)])
  const csv = [head.map(quoted), ...rows].map((cells) => `${cells.join(',')}\r\n`).join('')
  const json = JSON.stringify(rows.map((cells) => Object.fromEntries(head.map((key, at) => [key, cells[at]]))))
  return { csv: dataAddress('text/csv', csv), json: dataAddress('application/json', json), name: `by-${step}` }
}

const quoted = (cell: string): string => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const dataAddress = (type: string, text: string): string => `data:${type};charset=utf-8,${encodeURIComponent(text)}`
