/** Looking for words: whole ones, whatever their case or ending; of several, any. */

/** A plain stemmer: enough that `viewers` finds `viewer`, and `volumes` finds `volume`. */
const stem = (word: string): string => word.replace(/(?:ies|es|s|ing|ed|e|y)$/, '') || word

/** Words without their endings. */
export const wordsOf = (text: string): string[] => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(stem)

/** Makes a test for things of which some texts are looked at. */
export type Matcher = <T>(text: string, textsOf: (thing: T) => readonly string[]) => (thing: T) => boolean

/** Whether the first of the texts begins so, whatever the case. */
export const prefixMatcher: Matcher = (text, textsOf) => {
  const beginning = text.toLowerCase()
  return (thing) => textsOf(thing)[0]?.toLowerCase().startsWith(beginning) ?? false
}

export function wordMatcher<T>(text: string, textsOf: (thing: T) => readonly string[]): (thing: T) => boolean {
  const wanted = new Set(wordsOf(text))
  return (thing) => textsOf(thing).some((one) => wordsOf(one).some((word) => wanted.has(word)))
}
