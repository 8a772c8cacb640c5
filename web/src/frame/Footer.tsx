import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { serverQuery } from '../api/queries.ts'
import { ColorScheme } from '../parts/ColorScheme.tsx'
import { LanguageChoice } from '../parts/LanguageChoice.tsx'
import { t } from '../texts/index.ts'
import css from './Footer.module.css'

export function Footer() {
  const { data: server } = useQuery(serverQuery)
  return (
    <footer className={css.footer}>
      <div className={css.bar}>
        <span>{server === undefined ? '' : t('site.version', { version: server.version })}</span>
        <Link to="/statistics">{t('site.statistics')}</Link>
        <a href="/api/v2/docs">{t('site.api')}</a>
        <LanguageChoice />
        <ColorScheme />
      </div>
    </footer>
  )
}
