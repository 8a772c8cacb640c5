/** Which language the pages speak: what was chosen here before, or else the first of the browser's that there is. */

/** Each by its own name, so that those find theirs who read no other. */
export const languages = { en: 'English', de: 'Deutsch' }
export type Language = keyof typeof languages

const KEY = 'slipway-language'

/** Of tags such as `de-AT`, the first whose language there is; else English. */
export const languageOf = (tags: readonly string[]): Language =>
  tags.map((tag) => tag.split('-')[0]).find((code): code is Language => Object.keys(languages).includes(code ?? '')) ??
  'en'

/** Nothing where storage is forbidden, and outside of browsers. */
function wanted(): string[] {
  try {
    return [localStorage.getItem(KEY) ?? '', ...navigator.languages]
  } catch {
    return []
  }
}

export const language = languageOf(wanted())

const A_YEAR_S = 31_536_000

/** Remembers the choice and loads the page again: a language is there from its first word on. */
export function chooseLanguage(next: Language): void {
  localStorage.setItem(KEY, next)
  // For what the server itself says.
  // biome-ignore lint/suspicious/noDocumentCookie: not every browser has another way yet
  document.cookie = `${KEY}=${next}; path=/; max-age=${A_YEAR_S}; samesite=lax`
  location.reload()
}
