/** Words of the pages for those who look after Synology packages: the public ones and their own. */
import i18next from 'i18next'
import { language } from '../../texts/index.ts'

const [{ texts: shared }, { texts: own }] = await Promise.all(
  language === 'de'
    ? [import('../synology/texts/de.ts'), import('./texts/de.ts')]
    : [import('../synology/texts/en.ts'), import('./texts/en.ts')],
)
i18next.addResourceBundle(language, 'nasManage', { ...shared, ...own })

export const tn = i18next.getFixedT(null, 'nasManage')
