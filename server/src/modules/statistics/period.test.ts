import { expect, test } from 'vitest'
import { DAY_MS, dayOfPeriod, dayText, monthOf, type Span, spansOf } from './period.ts'

const day = (text: string) => Date.parse(text) / DAY_MS

/** The obvious way: every day by every sum it is in. */
function daysIn(spans: readonly Span[], from: number, to: number): number[] {
  const pad = (value: number) => String(value).padStart(2, '0')
  return Array.from({ length: to - from + 1 }, (_none, at) => {
    const date = new Date((from + at) * DAY_MS)
    const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
    const periods = {
      ever: 0,
      year,
      quarter: Number(`${year}${Math.ceil(month / 3)}`),
      month: Number(`${year}${pad(month)}`),
      third: Number(`${year}${pad(month)}${dayOfMonth <= 10 ? 1 : dayOfMonth <= 20 ? 2 : 3}`),
      day: 100_000_000 + from + at,
    }
    return spans.reduce((sum, span) => {
      const period = periods[span.unit]
      return period >= span.from && period <= span.to ? sum + span.sign : sum
    }, 0)
  })
}

test('any period is made of sums in which each of its days is once and no other day is', () => {
  let seed = 5
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed % below
  }
  const begin = day('2023-11-20')
  for (let number = 0; number < 400; number++) {
    const from = begin + random(900)
    const to = from + random(700)
    for (const finest of ['ever', 'month', 'day'] as const) {
      const counted = daysIn(spansOf(from, to, finest), from - 800, to + 800)
      const expected = counted.map((_count, at) => (at >= 800 && at <= 800 + to - from ? 1 : 0))
      expect(counted, `${dayText(from)} to ${dayText(to)} by ${finest}`).toEqual(expected)
    }
  }
})

test('even awkward periods are made of few sums', () => {
  const spans = spansOf(day('2024-02-15'), day('2026-10-14'))
  const days = spans.filter(({ unit }) => unit === 'day').map(({ from, to }) => to - from + 1)
  expect(days.reduce((a, b) => a + b)).toBeLessThanOrEqual(10)
  expect(spans.length).toBeLessThanOrEqual(10)
})

test('answers by day and by month are of sums no larger, and months are called the same', () => {
  const unitsOf = (spans: readonly Span[]) => new Set(spans.map(({ unit }) => unit))
  expect(unitsOf(spansOf(day('2024-01-01'), day('2025-12-31'), 'day'))).toEqual(new Set(['day']))
  expect(unitsOf(spansOf(undefined, undefined, 'month'))).toEqual(new Set(['month']))
  expect(unitsOf(spansOf(undefined, undefined))).toEqual(new Set(['ever']))
  expect(spansOf(5, 4)).toEqual([])
  expect([
    monthOf('month', 202402),
    monthOf('third', 2024023),
    monthOf('day', 100_000_000 + day('2024-02-29')),
  ]).toEqual(['2024-02', '2024-02', '2024-02'])
  expect(dayText(dayOfPeriod(100_000_000 + 1))).toBe('1970-01-02')
})
