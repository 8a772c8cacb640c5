/** Words of the pages for those who sign in. Apart from the others, so that visitors need not load them. */
import i18next from 'i18next'
import { en } from './en.ts'

i18next.addResourceBundle('en', 'inside', en)

export const ti = i18next.getFixedT(null, 'inside')
