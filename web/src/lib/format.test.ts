import { beforeAll, describe, expect, it } from 'vitest'
import { loadTexts } from '../texts/index.ts'
import { formatBytes, formatExact, formatPlanned, formatWhen, shortDigest, shortRevision } from './format.ts'

beforeAll(loadTexts)

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [812, '812 B'],
    [1023, '1.0 KiB'],
    [4400, '4.3 KiB'],
    [501_820, '490 KiB'],
    [412 * 2 ** 20, '412 MiB'],
    [48.2 * 2 ** 30, '48.2 GiB'],
    [3 * 2 ** 50, '3.0 PiB'],
    [5000 * 2 ** 50, '5,000 PiB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })
})

describe('times', () => {
  const now = Date.parse('2026-11-21T12:00:00Z')
  it.each([
    ['2026-11-21T12:00:30Z', 'just now'],
    ['2026-11-21T11:59:30Z', 'just now'],
    ['2026-11-21T11:15:00Z', '45 minutes ago'],
    ['2026-11-21T02:14:00Z', '9 hours ago'],
    ['2026-11-20T11:00:00Z', 'yesterday'],
    ['2026-11-15T12:00:00Z', '6 days ago'],
    ['2026-09-12T12:00:00Z', '12 Sept 2026'],
    ['2027-01-02T12:00:00Z', '2 Jan 2027'],
  ])('%s is %s', (time, text) => {
    expect(formatWhen(time, now)).toBe(text)
  })

  it.each([
    ['2026-11-21T11:59:00Z', 'this minute'],
    ['2026-11-21T12:25:10Z', 'in 25 minutes'],
    ['2026-11-21T20:14:00Z', 'in 8 hours'],
    ['2026-11-22T13:00:00Z', 'tomorrow'],
    ['2027-01-02T12:00:00Z', '2 Jan 2027'],
  ])('%s is planned for %s', (time, text) => {
    expect(formatPlanned(time, now)).toBe(text)
  })

  it('are exact in UTC, wherever one is', () => {
    expect(formatExact('2026-09-12T02:14:00+02:00')).toBe('12 Sept 2026, 00:14 UTC')
  })
})

it('shortens digests in the middle, and commits at their end', () => {
  expect(shortDigest(`${'a'.repeat(32)}${'b'.repeat(32)}`)).toBe('aaaaaaaa…bbbbbbbb')
  expect(shortRevision('c'.repeat(40))).toBe('cccccccccc')
  expect(shortRevision('34610')).toBe('34610')
})
