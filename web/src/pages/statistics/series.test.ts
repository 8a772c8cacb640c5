import { expect, test } from 'vitest'
import { stepText, ticksUpTo, valuesOf } from './series.ts'

test.each([
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [7, [0, 2, 4, 6, 8]],
  [100, [0, 25, 50, 75, 100]],
  [101, [0, 50, 100, 150]],
  [4321, [0, 2000, 4000, 6000]],
])('an axis up to %i has round numbers', (most, ticks) => {
  expect(ticksUpTo(most)).toEqual(ticks)
})

test('steps without downloads are zero, and steps are called as people do', () => {
  expect(valuesOf([{ value: '2026-02', downloads: 3 }], ['2026-01', '2026-02'])).toEqual([0, 3])
  expect([stepText('2026-02'), stepText('2026-02-09')]).toEqual(['Feb 2026', '9 Feb 2026'])
})
