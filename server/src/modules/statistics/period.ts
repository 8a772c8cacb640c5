/** Periods of the sums as numbers: 0 is all time, `yyyymm` a month, and a million and more a day since 1970. */

export const DAY_MS = 86_400_000
export const EVER = 0
const DAYS = 1_000_000
/** 9999-12-31; what is asked beyond it is asked up to it. */
const LAST_DAY = 2_932_896

export type Span = { unit: 'ever' | 'month' | 'day'; from: number; to: number }

export const dayPeriod = (day: number): number => DAYS + day
export const dayOfPeriod = (period: number): number => period - DAYS
export const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)
/** `202402` → `2024-02` */
export const monthText = (month: number): string => `${String(month).slice(0, 4)}-${String(month).slice(4)}`
export const monthOfDay = (day: number): number => monthOf(new Date(day * DAY_MS))

const monthOf = (date: Date): number => date.getUTCFullYear() * 100 + date.getUTCMonth() + 1
const firstDayOf = (month: number): number => Date.UTC(Math.floor(month / 100), (month % 100) - 1) / DAY_MS
const next = (month: number): number => (month % 100 === 12 ? month + 89 : month + 1)
const previous = (month: number): number => (month % 100 === 1 ? month - 89 : month - 1)

/**
 * The fewest sums that together are the days `from` to `to`, both included: whole months, and days at the edges.
 * `finest`: the answer tells periods of this size apart.
 */
export function spansOf(
  from: number | undefined,
  to: number | undefined,
  finest: 'ever' | 'month' | 'day' = 'ever',
): Span[] {
  if (from === undefined && to === undefined && finest === 'ever') return [{ unit: 'ever', from: EVER, to: EVER }]
  const [first, last] = [Math.max(from ?? 0, 0), Math.min(to ?? LAST_DAY, LAST_DAY)]
  if (first > last) return []
  const days = (a: number, b: number): Span[] => (a > b ? [] : [{ unit: 'day', from: dayPeriod(a), to: dayPeriod(b) }])
  if (finest === 'day') return days(first, last)
  const begin = firstDayOf(monthOfDay(first)) === first ? monthOfDay(first) : next(monthOfDay(first))
  const end =
    last === LAST_DAY || monthOfDay(last + 1) !== monthOfDay(last) ? monthOfDay(last) : previous(monthOfDay(last))
  if (begin > end) return days(first, last)
  return [
    ...days(first, firstDayOf(begin) - 1),
    { unit: 'month', from: begin, to: end },
    ...days(firstDayOf(next(end)), last),
  ]
}
