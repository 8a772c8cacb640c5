import { expect, it } from 'vitest'
import { ownAddress } from './own-address.ts'

it.each([
  [undefined, '/'],
  ['/apps/viewer?tab=extensions#x', '/apps/viewer?tab=extensions#x'],
  ['https://site.org/apps', '/apps'],
  ['https://elsewhere.org/apps', '/'],
  ['//elsewhere.org', '/'],
  ['/\\elsewhere.org', '/'],
  ['javascript:alert(1)', '/'],
  ['/login?from=/login', '/'],
])('%s leads to %s', (wanted, address) => {
  expect(ownAddress(wanted, 'https://site.org')).toBe(address)
})
