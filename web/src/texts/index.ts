/** Words for people. `t` is the same function for the whole life of a page; another language is another load. */
import type { SlipwayProblem } from '@slipway/sdk'
import i18next, { type FormatterModule } from 'i18next'
import type { en as inside } from '../inside/texts/en.ts'
import type { en as compare } from '../pages/compare/texts/en.ts'
import type { en as dashboard } from '../pages/dashboard/texts/en.ts'
import type { en as matrix } from '../pages/matrix/texts/en.ts'
import type { texts as statistics } from '../pages/statistics/texts/en.ts'
import type { texts as nas } from '../pages/synology/texts/en.ts'
import type { texts as nasManage } from '../pages/synology-manage/texts/en.ts'
import type { en, Widened } from './en.ts'
import { language } from './language.ts'

type Areas = {
  inside: typeof inside
  nas: typeof nas
  nasManage: typeof nas & typeof nasManage
  statistics: typeof statistics
  matrix: typeof matrix
  compare: typeof compare
  dashboard: typeof dashboard
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en } & Areas
  }
}

/** Numbers in sentences are written as everywhere else: `3,509 files`. */
const numbers = new Intl.NumberFormat(language)
i18next.use({
  type: 'formatter',
  init: () => {},
  add: () => {},
  addCached: () => {},
  format: (value: unknown) => (typeof value === 'number' ? numbers.format(value) : value),
} as FormatterModule)

i18next.init({
  lng: language,
  ns: ['translation'],
  resources: {},
  initAsync: false,
  interpolation: { escapeValue: false, alwaysFormat: true },
})

type ProblemTexts = typeof import('./problems-de.ts')
let problemTexts: ProblemTexts | undefined

/** Before the first page is drawn: the words that all pages share, in the one language that is read. */
export async function loadTexts(): Promise<void> {
  const texts = language === 'de' ? (await import('./de.ts')).de : (await import('./en.ts')).en
  i18next.addResourceBundle(language, 'translation', texts)
}

/** Words of one area, which come with its pages: the English ones with its code, others by themselves. */
export async function addTexts<Area extends keyof Areas>(
  area: Area,
  english: Areas[Area],
  german: () => Promise<Widened<Areas[Area]>>,
): Promise<void> {
  i18next.addResourceBundle(language, area, language === 'de' ? await german() : english)
}

/** What refusals say in another language than the server's: it comes with the first of them. */
export async function loadProblemTexts(): Promise<void> {
  if (language === 'de') problemTexts ??= await import('./problems-de.ts')
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
