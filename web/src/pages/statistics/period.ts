/** Which days are shown, in which steps, and which days came before them. */
import type { StatisticsSearch } from './search.ts'

export type Period = {
  /** nothing: from the first download on */
  from: string | undefined
  to: string
  step: 'day' | 'month'
  /** as many days before */
  before: { from: string; to: string } | undefined
}

const DAY_MS = 86_400_000
/** More days than this are shown as months. */
const MOST_DAYS = 130

const text = (time: number): string => new Date(time).toISOString().slice(0, 10)
const time = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const DAYS = { '30d': 30, '90d': 90 } as const

export function periodOf({ range = '90d', from, to }: StatisticsSearch, now = Date.now()): Period {
  const today = text(now)
  if (from !== undefined || to !== undefined) {
    const end = to ?? today
    return from !== undefined && from > end ? withBefore(end, from) : withBefore(from, end)
  }
  if (range === 'all') return { from: undefined, to: today, step: 'month', before: undefined }
  if (range === '1y') {
    // Whole months, so that none looks small because it is cut.
    const first = new Date(now)
    return withBefore(text(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() - 11, 1)), today)
  }
  return withBefore(text(now - (DAYS[range] - 1) * DAY_MS), today)
}

function withBefore(from: string | undefined, to: string): Period {
  if (from === undefined) return { from, to, step: 'month', before: undefined }
  const days = (time(to) - time(from)) / DAY_MS + 1
  const before = { from: text(time(from) - days * DAY_MS), to: text(time(from) - DAY_MS) }
  return { from, to, step: days > MOST_DAYS ? 'month' : 'day', before }
}

/** All days or months of it, those without a download too. `first`: of all time, the first that has one. */
export function stepsOf({ from, to, step }: Pick<Period, 'from' | 'to' | 'step'>, first: string | undefined): string[] {
  const begin = from ?? first ?? to
  const steps: string[] = []
  if (step === 'day') {
    for (let at = time(begin); at <= time(to); at += DAY_MS) steps.push(text(at))
    return steps
  }
  const date = new Date(time(`${begin.slice(0, 7)}-01`))
  while (text(date.getTime()) <= to) {
    steps.push(text(date.getTime()).slice(0, 7))
    date.setUTCMonth(date.getUTCMonth() + 1)
  }
  return steps
}
