/** Words of the comparison of two releases: loaded with it. */
import i18next from 'i18next'
import { addTexts } from '../../texts/index.ts'
import { en } from './texts/en.ts'

await addTexts('compare', en, async () => (await import('./texts/de.ts')).de)

export const tc = i18next.getFixedT(null, 'compare')
