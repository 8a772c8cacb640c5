/** Looking for words: whole ones, whatever their case or ending; of several, any. */

/** A plain stemmer: enough that `viewers` finds `viewer`. */
const stem = (word: string): string => word.replace(/(?:ies|es|s|ing|ed)$/, '') || word

const wordsOf = (text: string): string[] => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(stem)

export function wordMatcher<T>(text: string, textsOf: (thing: T) => readonly string[]): (thing: T) => boolean {
  const wanted = new Set(wordsOf(text))
  return (thing) => textsOf(thing).some((one) => wordsOf(one).some((word) => wanted.has(word)))
}
