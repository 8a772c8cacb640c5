import { expect, it } from 'vitest'
import { parseSearch, stringifySearch } from '../../lib/search-params.ts'
import { readReleaseSearch } from './search.ts'

it('comes back from the address as it went in', () => {
  const state = readReleaseSearch({ tab: 'extensions', q: '5', category: 'A & B', tier: '0', sort: 'newest' })
  expect(stringifySearch(state)).toBe('?tab=extensions&q=5&category=A+%26+B&tier=0&sort=newest')
  expect(readReleaseSearch(parseSearch(stringifySearch(state)))).toEqual(state)
})

it('leaves out what it does not know', () => {
  expect(stringifySearch(readReleaseSearch({ tab: 'x', tier: 'high', sort: 'y', other: '1', q: '' }))).toBe('')
})
