import { expect, test } from 'vitest'
import { isId, newId } from './ids.ts'

test('ids are 24 lower-case hex digits that begin with the seconds of their making', () => {
  const before = Math.floor(Date.now() / 1000)
  const id = newId()
  const after = Math.floor(Date.now() / 1000)
  expect(id).toMatch(/^[0-9a-f]{24}$/)
  const seconds = Number.parseInt(id.slice(0, 8), 16)
  expect(seconds).toBeGreaterThanOrEqual(before)
  expect(seconds).toBeLessThanOrEqual(after)
})

test('ids never repeat within a process and spread over their last byte', () => {
  const ids = Array.from({ length: 100_000 }, newId)
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(ids.map((id) => id.slice(8, 18))).size).toBe(1)
  expect(new Set(ids.map((id) => id.slice(-2))).size).toBe(256)
})

test.each([
  ['5f1e0a2b3c4d5e6f708192a3', true],
  ['5F1E0A2B3C4D5E6F708192A3', false],
  ['5f1e0a2b3c4d5e6f708192a', false],
  ['5f1e0a2b3c4d5e6f708192a3\n', false],
  ['../../../../../etc/passwd', false],
  ['', false],
])('isId(%j) is %s', (text, expected) => {
  expect(isId(text)).toBe(expected)
})
