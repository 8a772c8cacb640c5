/** Words of the pages for those who sign in. Apart from the others, so that visitors need not load them. */
import i18next from 'i18next'
import { addTexts } from '../../texts/index.ts'
import { en } from './en.ts'

await addTexts('inside', en, async () => (await import('./de.ts')).de)

export const ti = i18next.getFixedT(null, 'inside')
