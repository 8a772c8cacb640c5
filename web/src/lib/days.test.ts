import { expect, it } from 'vitest'
import { everyDay } from './days.ts'

it('gives every day a place, also across the end of a month', () => {
  const items = [{ value: '2026-03-01', downloads: 4 }]
  expect(everyDay(items, 3, new Date('2026-03-01T23:59:00Z'))).toEqual([
    { day: '2026-02-27', downloads: 0 },
    { day: '2026-02-28', downloads: 0 },
    { day: '2026-03-01', downloads: 4 },
  ])
})
