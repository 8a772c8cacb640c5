/** Words of the pages about Synology packages. Apart from the others, so that visitors of other pages need not load them. */
import i18next from 'i18next'
import { en } from './texts/en.ts'

i18next.addResourceBundle('en', 'nas', en)

export const tn = i18next.getFixedT(null, 'nas')
