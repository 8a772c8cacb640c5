import { expect, test } from 'vitest'
import { isoTime } from './iso-time.ts'

const DAY_MS = 86_400_000
const edges = [
  0,
  999,
  1000,
  59_999,
  60_000,
  3_599_999,
  3_600_000,
  DAY_MS - 1,
  DAY_MS,
  Date.UTC(2024, 1, 29, 23, 59, 59, 7),
]

test('times are printed as JavaScript prints them, whichever was printed before', () => {
  // Some are of the day before, some of far years, which have a sign and six digits.
  for (const ms of [...edges, ...edges.map((edge) => -edge - 1), 8.64e15, -8.64e15, 253_402_300_800_000]) {
    expect(isoTime(ms)).toBe(new Date(ms).toISOString())
  }
  const spread = Array.from({ length: 2000 }, (_none, at) => Math.floor(at ** 3.7) * 997)
  expect(spread.map(isoTime)).toEqual(spread.map((ms) => new Date(ms).toISOString()))
})

test('what is no time is refused', () => {
  expect(() => isoTime(Number.NaN)).toThrow(RangeError)
  expect(() => isoTime(8.65e15)).toThrow(RangeError)
})
