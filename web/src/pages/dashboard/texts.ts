/** Words of the dashboard: loaded with it. */
import i18next from 'i18next'
import { addTexts } from '../../texts/index.ts'
import { en } from './texts/en.ts'

await addTexts('dashboard', en, async () => (await import('./texts/de.ts')).de)

export const td = i18next.getFixedT(null, 'dashboard')
