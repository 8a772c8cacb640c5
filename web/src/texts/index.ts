/** Words for people. `t` is the same function for the whole life of a page; another language is another load. */
import type { SlipwayProblem } from '@slipway/sdk'
import i18next from 'i18next'
import type { en as inside } from '../inside/texts/en.ts'
import type { en as nas } from '../pages/synology/texts/en.ts'
import { en } from './en.ts'
import { language } from './language.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en; inside: typeof inside; nas: typeof nas }
  }
}

// Synchronous, because the English texts are part of the program.
i18next.init({
  lng: language,
  ns: ['translation'],
  resources: { en: { translation: en } },
  initAsync: false,
  interpolation: { escapeValue: false },
})

type ProblemTexts = typeof import('./problems-de.ts')
let problemTexts: ProblemTexts | undefined

/** Before the first page is drawn. Another language than English comes whole, with the pages for those who sign in. */
export async function loadTexts(): Promise<void> {
  if (language === 'en') return
  document.documentElement.lang = language
  const { ofProblems, ...parts } = await import('./de.ts')
  problemTexts = ofProblems
  for (const [part, texts] of Object.entries(parts)) i18next.addResourceBundle(language, part, texts)
}

/** What a refusal says; the server says it in English. */
export function problemText({ code, detail, errors }: SlipwayProblem): string {
  if (problemTexts === undefined) return detail
  const fields = errors.map(({ field, message }) => `${field}: ${fieldText(message)}`).join('; ')
  return problemTexts.problems[code] + (fields === '' ? '' : ` (${fields})`)
}

/** What is said of one field. */
export const fieldText = (message: string): string => problemTexts?.fieldSentence(message) ?? message

export { chooseLanguage, type Language, language, languages } from './language.ts'
export const t = i18next.t
