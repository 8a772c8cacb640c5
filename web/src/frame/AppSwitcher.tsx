import { IconChevronDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { appsQuery } from '../api/queries.ts'
import { Dropdown } from '../parts/Dropdown.tsx'
import { t } from '../texts/index.ts'
import css from './Header.module.css'

/** From one application to another; with a single one there is nothing to switch. */
export function AppSwitcher() {
  const { data } = useQuery(appsQuery)
  const { app: current } = useParams({ strict: false })
  const apps = data?.items ?? []
  if (apps.length < 2) return null
  const name = apps.find(({ slug }) => slug === current)?.name
  return (
    <nav aria-label={t('site.switchApp')}>
      <Dropdown
        className={css.switcher}
        button={
          <>
            <span>{name ?? t('site.apps')}</span>
            <IconChevronDown size={16} stroke={1.75} aria-hidden />
          </>
        }
      >
        {(close) => (
          <ul>
            {apps.map((app) => (
              <li key={app.id}>
                <Link to="/apps/$app" params={{ app: app.slug }} onClick={close}>
                  {app.name}
                </Link>
              </li>
            ))}
            <li>
              <Link to="/apps" onClick={close} activeOptions={{ exact: true }}>
                <span className="quiet">{t('site.allApps')}</span>
              </Link>
            </li>
          </ul>
        )}
      </Dropdown>
    </nav>
  )
}
