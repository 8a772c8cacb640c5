/** Words for people. `t` is the same function for the whole life of a page; another language is another load. */
import i18next from 'i18next'
import type { en as inside } from '../inside/texts/en.ts'
import { en } from './en.ts'
import { language } from './language.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en; inside: typeof inside }
  }
}

// Synchronous, because the English texts are part of the program; another language is loaded before the first page.
i18next.init({
  lng: language,
  fallbackLng: 'en',
  ns: ['translation'],
  resources: { en: { translation: en } },
  initAsync: false,
  interpolation: { escapeValue: false },
})

/** Resolves when the texts of the chosen language are there. */
export async function loadTexts(): Promise<void> {
  document.documentElement.lang = language
  if (language === 'de') i18next.addResourceBundle('de', 'translation', (await import('./de.ts')).de)
}

export { language } from './language.ts'
export const t = i18next.t
