import { expect, test } from 'vitest'
import { DAY_MS, dayOfPeriod, dayText, monthText, spansOf } from './period.ts'

const day = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text) / DAY_MS)
const spans = (from?: string, to?: string, finest?: 'ever' | 'month' | 'day') =>
  spansOf(day(from), day(to), finest).map(({ unit, from, to }) => {
    if (unit === 'ever') return 'ever'
    const text = unit === 'month' ? monthText : (period: number) => dayText(dayOfPeriod(period))
    return `${text(from)}…${text(to)}`
  })

test.each<[string | undefined, string | undefined, string[]]>([
  [undefined, undefined, ['ever']],
  ['2024-01-01', '2024-12-31', ['2024-01…2024-12']],
  ['2024-01-15', '2024-03-10', ['2024-01-15…2024-01-31', '2024-02…2024-02', '2024-03-01…2024-03-10']],
  ['2024-02-01', '2024-02-28', ['2024-02-01…2024-02-28']],
  ['2023-02-01', '2023-02-28', ['2023-02…2023-02']],
  ['2023-12-31', '2024-01-01', ['2023-12-31…2024-01-01']],
  ['2023-12-01', undefined, ['2023-12…9999-12']],
  [undefined, '2024-01-05', ['1970-01…2023-12', '2024-01-01…2024-01-05']],
  ['2024-05-05', '2024-05-04', []],
])('the days %s to %s are the fewest whole months and days', (from, to, expected) => {
  expect(spans(from, to)).toEqual(expected)
})

test('answers by day and by month are made of sums no larger', () => {
  expect(spans('2024-01-01', '2024-12-31', 'day')).toEqual(['2024-01-01…2024-12-31'])
  expect(spans(undefined, undefined, 'month')).toEqual(['1970-01…9999-12'])
})
