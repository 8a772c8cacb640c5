import { expect, it } from 'vitest'
import { parseSearch, stringifySearch } from '../../lib/search-params.ts'
import { readCatalogueSearch } from './search.ts'

it('comes back from the address as it went in', () => {
  const state = readCatalogueSearch({ release: '5.8', q: '5', category: 'A & B', tier: '0', sort: 'newest' })
  expect(stringifySearch(state)).toBe('?release=5.8&q=5&category=A+%26+B&tier=0&sort=newest')
  expect(readCatalogueSearch(parseSearch(stringifySearch(state)))).toEqual(state)
})

it('leaves out what it does not know', () => {
  expect(stringifySearch(readCatalogueSearch({ tab: 'x', tier: 'high', sort: 'y', other: '1', q: '' }))).toBe('')
})
