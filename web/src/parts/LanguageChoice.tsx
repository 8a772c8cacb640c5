/** Which language the pages speak. */
import { chooseLanguage, type Language, language, languages, t } from '../texts/index.ts'

export const LanguageChoice = () => (
  <select
    aria-label={t('site.language')}
    value={language}
    onChange={(event) => chooseLanguage(event.currentTarget.value as Language)}
  >
    {Object.entries(languages).map(([code, name]) => (
      <option key={code} value={code} lang={code}>
        {name}
      </option>
    ))}
  </select>
)
