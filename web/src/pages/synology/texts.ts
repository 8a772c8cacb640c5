/** Words of the pages about Synology packages: only those of the language that is read, for there are many. */
import i18next from 'i18next'
import { language } from '../../texts/index.ts'

const { texts } = language === 'de' ? await import('./texts/de.ts') : await import('./texts/en.ts')
i18next.addResourceBundle(language, 'nas', texts)

export const tn = i18next.getFixedT(null, 'nas')
