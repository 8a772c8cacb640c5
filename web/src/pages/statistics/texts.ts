/** Words of the pages about downloads in numbers: only those of the language that is read, for these pages are large. */
import i18next from 'i18next'
import { language } from '../../texts/index.ts'

const { texts } = language === 'de' ? await import('./texts/de.ts') : await import('./texts/en.ts')
i18next.addResourceBundle(language, 'statistics', texts)

export const ts = i18next.getFixedT(null, 'statistics')
