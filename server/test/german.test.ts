/** Every sentence that the server itself says to people is there in German, with all that it leaves open. */
import { expect, it } from 'vitest'
import { letterWords } from '../src/modules/accounts/letter-words/index.ts'
import { countingRules } from '../src/modules/statistics/index.ts'
import { words as downloadSite } from '../src/protocols/download-site/words/index.ts'
import { words as pages } from '../src/protocols/pages/words/index.ts'

/** The same in both languages. */
const SAME = new Set([
  ...['API', 'Intel', 'Download', 'Downloads', 'System', 'Version', 'Revision', 'Releases', 'Commit', 'Website'],
  ...['Firmware', 'Name', 'Region', 'revision', 'installerFor', 'lang', 'locale'],
])

/** Every sentence by its place, with `⟨1⟩`, `⟨2⟩` … where something is put in. */
function sentences(value: unknown, place = ''): [string, string][] {
  if (typeof value === 'string') return [[place, value]]
  if (typeof value === 'function') {
    const made: unknown = value(...Array.from({ length: value.length }, (_, at) => `⟨${at + 1}⟩`))
    return sentences(made, place)
  }
  return Object.entries(value as object).flatMap(([key, inner]) =>
    sentences(inner, place === '' ? key : `${place}.${key}`),
  )
}

const holes = (text: string): string[] => [...text.matchAll(/⟨\d⟩|\{\w+\}/g)].map(String).sort()

const named = { site: '⟨1⟩', login: '⟨2⟩', link: '⟨3⟩' }
const written = (letters: (typeof letterWords)['en']) =>
  Object.fromEntries(Object.entries(letters).map(([purpose, write]) => [purpose, write(named)]))

it.each([
  ['the download site', downloadSite.en, downloadSite.de],
  ['pages without scripts', pages.en, pages.de],
  ['the rules of counting', countingRules('en', undefined), countingRules('de', undefined)],
  ['mails', written(letterWords.en), written(letterWords.de)],
])('German has every sentence of %s', (_part, english, german) => {
  const there = new Map(sentences(german))
  for (const [place, text] of sentences(english)) {
    const translated = there.get(place)
    expect(translated, place).toBeTypeOf('string')
    // A refusal in English says more than one in German, where it is the name of the kind.
    if (place !== 'refusal') expect(holes(translated ?? ''), place).toEqual(holes(text))
    const words = text.replaceAll(/⟨\d⟩/g, '').match(/[A-Za-z]{2,}/g) ?? []
    if (words.length > 0 && !words.every((word) => SAME.has(word)) && !SAME.has(place))
      expect(translated, place).not.toBe(text)
  }
})
