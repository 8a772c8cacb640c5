import { expect, it } from 'vitest'
import { de as germanInside } from '../inside/texts/de.ts'
import { en as inside } from '../inside/texts/en.ts'
import { de as germanCompare } from '../pages/compare/texts/de.ts'
import { en as compare } from '../pages/compare/texts/en.ts'
import { de as germanMatrix } from '../pages/matrix/texts/de.ts'
import { en as matrix } from '../pages/matrix/texts/en.ts'
import { texts as germanStatistics } from '../pages/statistics/texts/de.ts'
import { texts as statistics } from '../pages/statistics/texts/en.ts'
import { texts as germanNas } from '../pages/synology/texts/de.ts'
import { texts as nas } from '../pages/synology/texts/en.ts'
import { texts as germanNasManage } from '../pages/synology-manage/texts/de.ts'
import { texts as nasManage } from '../pages/synology-manage/texts/en.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { languageOf } from './language.ts'
import { fieldSentence, problems } from './problems-de.ts'

type Tree = { readonly [key: string]: string | Tree }

/** Each key with the names that its sentence leaves open. */
const openNames = (texts: Tree, prefix = ''): [string, string[]][] =>
  Object.entries(texts).flatMap(([key, text]): [string, string[]][] =>
    typeof text === 'string'
      ? [[prefix + key, (text.match(/\{\{\w+\}\}/g) ?? []).sort()]]
      : openNames(text, `${prefix}${key}.`),
  )

it.each([
  ['all pages', en, de],
  ['the pages behind the sign-in', inside, germanInside],
  ['the NAS pages', nas, germanNas],
  ['the pages of those who look after NAS packages', nasManage, germanNasManage],
  ['the statistics', statistics, germanStatistics],
  ['the matrix', matrix, germanMatrix],
  ['the comparison', compare, germanCompare],
] as const)('German has every sentence of %s, with what it leaves open', (_part, english, german) => {
  expect(Object.fromEntries(openNames(german))).toEqual(Object.fromEntries(openNames(english)))
})

it('what is said of a field has a German sentence, with what it names', () => {
  expect(fieldSentence('must have at least 10 characters')).toBe('muss mindestens 10 Zeichen haben')
  expect(fieldSentence('must be one of read, publish')).toBe('muss eines von read, publish sein')
  expect(fieldSentence('something that nobody has translated')).toBe(problems.invalid_input)
})

it.each([
  [['de-AT', 'en'], 'de'],
  [['', 'fr-FR', 'de'], 'de'],
  [['en-GB', 'de'], 'en'],
  [['del', 'toString'], 'en'],
  [[], 'en'],
])('of %j the pages speak %s', (tags, language) => {
  expect(languageOf(tags)).toBe(language)
})
