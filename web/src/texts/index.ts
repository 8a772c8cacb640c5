/** Words for people. `t` is the same function for the whole life of a page; another language is another load. */
import i18next from 'i18next'
import type { en as inside } from '../inside/texts/en.ts'
import type { en as nas } from '../pages/synology/texts/en.ts'
import { en } from './en.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en; inside: typeof inside; nas: typeof nas }
  }
}

export const language = 'en'

// Synchronous, because the texts are part of the program.
i18next.init({
  lng: language,
  ns: ['translation'],
  resources: { [language]: { translation: en } },
  initAsync: false,
  interpolation: { escapeValue: false },
})

export const t = i18next.t
