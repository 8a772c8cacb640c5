import { expect, it } from 'vitest'
import { languageOf } from './language.ts'

it.each([
  [undefined, undefined, 'en'],
  ['', undefined, 'en'],
  ['de', undefined, 'de'],
  ['de-AT,de;q=0.9,en;q=0.8', undefined, 'de'],
  ['en-GB,en;q=0.9,de;q=0.8', undefined, 'en'],
  ['fr-FR, fr;q=0.9, DE;q=0.5, en;q=0.4', undefined, 'de'],
  ['en;q=0.1, de', undefined, 'de'],
  ['*', undefined, 'en'],
  ['de;q=0', undefined, 'en'],
  ['de;q=much', undefined, 'en'],
  ['fr', undefined, 'en'],
  [',;q=,=', undefined, 'en'],
  ['de', 'slipway-language=en', 'en'],
  ['en', 'slipway_session=x; slipway-language=de', 'de'],
  ['de', 'slipway-language=tlh', 'de'],
  ['en', 'not-slipway-language=de', 'en'],
] as const)('Accept-Language %j with the cookie %j means %s', (accepted, cookie, language) => {
  expect(languageOf({ 'accept-language': accepted, cookie })).toBe(language)
})
