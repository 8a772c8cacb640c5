import { expect, test } from 'vitest'
import { periodOf, stepsOf } from './period.ts'
import { readStatisticsSearch } from './search.ts'

const now = Date.parse('2026-03-15T12:00:00Z')

test.each([
  [{}, '2025-12-16', '2026-03-15', 'day', { from: '2025-09-17', to: '2025-12-15' }],
  [{ range: '30d' }, '2026-02-14', '2026-03-15', 'day', { from: '2026-01-15', to: '2026-02-13' }],
  [{ range: '1y' }, '2025-04-01', '2026-03-15', 'month', { from: '2024-04-17', to: '2025-03-31' }],
  [{ range: 'all' }, undefined, '2026-03-15', 'month', undefined],
  [
    { from: '2026-01-05', to: '2026-01-01' },
    '2026-01-01',
    '2026-01-05',
    'day',
    { from: '2025-12-27', to: '2025-12-31' },
  ],
  [{ to: '2025-01-01' }, undefined, '2025-01-01', 'month', undefined],
] as const)('%o is the period from %s to %s by %s', (search, from, to, step, before) => {
  expect(periodOf(search, now)).toEqual({ from, to, step, before })
})

test('days and months without a download are there too', () => {
  expect(stepsOf({ from: '2026-02-27', to: '2026-03-01', step: 'day' }, undefined)).toEqual([
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
  ])
  expect(stepsOf({ from: undefined, to: '2026-02-02', step: 'month' }, '2025-12')).toEqual([
    '2025-12',
    '2026-01',
    '2026-02',
  ])
})

test('what an address says that is not understood is left out', () => {
  expect(
    readStatisticsSearch({ range: '5y', from: '2026-13-01', to: 5, compare: 'yes', name: 'Tools', os: '' }),
  ).toEqual({
    name: 'Tools',
  })
})
