/** What administrators have to say to everybody, and that nothing can be changed at the moment. */
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { serverQuery } from '../api/queries.ts'
import { t } from '../texts/index.ts'
import css from './SiteBanner.module.css'

export function SiteBanner() {
  const { data: server } = useQuery(serverQuery)
  if (server === undefined || (server.banner === null && !server.readOnly)) return null
  const warns = server.readOnly || server.banner?.tone === 'warning'
  const Icon = warns ? IconAlertTriangle : IconInfoCircle
  return (
    <aside className={css.banner} data-tone={warns ? 'warning' : 'info'} aria-label={t('site.notice')}>
      <Icon size={18} stroke={1.75} aria-hidden />
      <p>
        {server.banner?.text} {server.readOnly && t('site.readOnly')}
      </p>
    </aside>
  )
}
