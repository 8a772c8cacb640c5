import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { repositoryQuery } from '../api/queries.ts'
import { t } from '../texts/index.ts'
import css from './Header.module.css'

/** Only where there are packages for NAS devices, or somebody who looks after them. */
export function NasLink() {
  const { data } = useQuery(repositoryQuery)
  if (data === undefined || (data.packages === 0 && data.role === null)) return null
  return (
    <Link to="/synology" className={css.signIn}>
      {t('site.nas')}
      <span className={css.more}>{t('site.nasPackages')}</span>
    </Link>
  )
}
