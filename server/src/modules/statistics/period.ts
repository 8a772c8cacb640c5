/**
 * Periods of the sums as numbers, by how many digits they have: 0 is all time, `2024` a year, `20241` a quarter, `202402`
 * a month, `2024021` a third of a month (from the 1st, 11th and 21st on), and a hundred million and more a day since 1970.
 */

export const DAY_MS = 86_400_000
const EVER = 0
const DAYS = 100_000_000
/** 9999-12-31; what is asked beyond it is asked up to it. */
const LAST_DAY = 2_932_896

/** From coarse to fine. */
export const units = ['ever', 'year', 'quarter', 'month', 'third', 'day'] as const
export type Unit = (typeof units)[number]
/** Sums of one size that follow each other, both included; `sign`: whether they are added or taken away. */
export type Span = { unit: Unit; from: number; to: number; sign: 1 | -1 }

export const dayPeriod = (day: number): number => DAYS + day
export const dayOfPeriod = (period: number): number => period - DAYS
export const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)
/** `202402` → `2024-02` */
const monthText = (month: number): string => `${String(month).slice(0, 4)}-${String(month).slice(4)}`
/** `2024-02` of a month, a third of one, or a day. */
export const monthOf = (unit: Unit, period: number): string =>
  unit === 'day'
    ? dayText(dayOfPeriod(period)).slice(0, 7)
    : monthText(unit === 'third' ? Math.floor(period / 10) : period)

type Counted = Exclude<Unit, 'ever' | 'day'>

/** The period of this size that a day is in. */
export const periodOf = (unit: Unit, day: number): number =>
  unit === 'ever' ? EVER : unit === 'day' ? dayPeriod(day) : periodAround(unit, day).period

/** The period of a day, its first day, and the first day after it. */
function periodAround(unit: Counted, day: number): { period: number; begin: number; end: number } {
  const date = new Date(day * DAY_MS)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  const between = (from: [number, number, number], to: [number, number, number], period: number) => ({
    period,
    begin: Date.UTC(...from) / DAY_MS,
    end: Date.UTC(...to) / DAY_MS,
  })
  if (unit === 'year') return between([year, 0, 1], [year + 1, 0, 1], year)
  if (unit === 'quarter') {
    const quarter = Math.floor(month / 3)
    return between([year, quarter * 3, 1], [year, quarter * 3 + 3, 1], year * 10 + quarter + 1)
  }
  const number = year * 100 + month + 1
  if (unit === 'month') return between([year, month, 1], [year, month + 1, 1], number)
  const third = Math.min(Math.floor((date.getUTCDate() - 1) / 10), 2)
  const end: [number, number, number] = third === 2 ? [year, month + 1, 1] : [year, month, third * 10 + 11]
  return between([year, month, third * 10 + 1], end, number * 10 + third + 1)
}

/**
 * Few sums that together are the days `from` to `to`, both included. An edge is made of the next smaller sums, or of a
 * large one less what it has too much, whichever is shorter. `finest`: the answer tells periods of this size apart;
 * `sizes`: those there are, of which days must be one.
 */
export function spansOf(
  from: number | undefined,
  to: number | undefined,
  finest: 'ever' | 'month' | 'day' = 'ever',
  sizes: readonly Unit[] = units,
): Span[] {
  if (from === undefined && to === undefined && finest === 'ever' && sizes.includes('ever')) {
    return [{ unit: 'ever', from: EVER, to: EVER, sign: 1 }]
  }
  const [first, last] = [Math.max(from ?? 0, 0), Math.min(to ?? LAST_DAY, LAST_DAY)]
  if (first > last) return []
  const start = finest === 'ever' ? 'year' : finest
  return cover(
    sizes.filter((unit): unit is Counted | 'day' => units.indexOf(unit) >= units.indexOf(start)),
    first,
    last + 1,
    1,
  )
}

/** The days from `first` up to but without `after`, in periods of these sizes. */
function cover(sizes: readonly (Counted | 'day')[], first: number, after: number, sign: 1 | -1): Span[] {
  if (first >= after) return []
  const [unit = 'day', ...smaller] = sizes
  if (unit === 'day') return [{ unit, from: dayPeriod(first), to: dayPeriod(after - 1), sign }]
  const [head, tail] = [periodAround(unit, first), periodAround(unit, after - 1)]
  if (head.period === tail.period) {
    const outside = head.end - head.begin - (after - first)
    if (outside === 0) return [{ unit, from: head.period, to: head.period, sign }]
    if (outside >= after - first) return cover(smaller, first, after, sign)
    return [
      { unit, from: head.period, to: head.period, sign },
      ...cover(smaller, head.begin, first, other(sign)),
      ...cover(smaller, after, head.end, other(sign)),
    ]
  }
  const cutsHead = first - head.begin < head.end - first
  const cutsTail = tail.end - after < after - tail.begin
  const begin = cutsHead ? head.begin : head.end
  const end = cutsTail ? tail.end : tail.begin
  return [
    ...(cutsHead ? cover(smaller, head.begin, first, other(sign)) : cover(smaller, first, head.end, sign)),
    ...(begin < end
      ? [{ unit, from: periodAround(unit, begin).period, to: periodAround(unit, end - 1).period, sign }]
      : []),
    ...(cutsTail ? cover(smaller, after, tail.end, other(sign)) : cover(smaller, tail.begin, after, sign)),
  ]
}

const other = (sign: 1 | -1): 1 | -1 => (sign === 1 ? -1 : 1)
