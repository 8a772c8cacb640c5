/** Statistics of all applications: how much each was downloaded of late, and the way to its own page. */
import { useQueries, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { appsQuery, statisticsQuery } from '../../api/queries.ts'
import { formatNumber } from '../../lib/format.ts'
import { AppIcon } from '../../parts/AppIcon.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Page, PageHead } from '../../parts/Page.tsx'
import { t } from '../../texts/index.ts'
import { periodOf } from './period.ts'
import css from './Statistics.module.css'
import { ts } from './texts.ts'

export function SitePage() {
  const {
    data: { items: apps },
  } = useSuspenseQuery(appsQuery)
  const { from, to } = periodOf({ range: '30d' })
  const recent = useQueries({
    queries: apps.map(({ slug }) => statisticsQuery(slug, { ...(from !== undefined && { from }), to })),
  })
  const ever = useQueries({ queries: apps.map(({ slug }) => statisticsQuery(slug, {})) })
  const number = (query: (typeof ever)[number] | undefined) =>
    query?.data === undefined ? '…' : formatNumber(query.data.total)
  return (
    <Page title={t('site.statistics')}>
      <PageHead title={t('site.statistics')} />
      {apps.length === 0 ? (
        <Empty>{t('home.empty')}</Empty>
      ) : (
        <ul className={css.apps}>
          {apps.map(({ slug, name, description }, at) => (
            <li key={slug}>
              <Link to="/apps/$app/statistics" params={{ app: slug }}>
                <AppIcon name={name} size={48} />
                {name}
              </Link>
              <span>{ts('inThirtyDays', { formatted: number(recent[at]) })}</span>
              <span className="quiet">{ts('inAll', { formatted: number(ever[at]) })}</span>
              {description !== '' && <p className={css.what}>{description}</p>}
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}
