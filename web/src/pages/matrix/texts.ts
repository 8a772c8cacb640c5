/** Words of the matrix of extensions and platforms: loaded with it. */
import i18next from 'i18next'
import { addTexts } from '../../texts/index.ts'
import { en } from './texts/en.ts'

await addTexts('matrix', en, async () => (await import('./texts/de.ts')).de)

export const tm = i18next.getFixedT(null, 'matrix')
