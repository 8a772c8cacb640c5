/** What one looks after: each application with its last days against those before, and what needs a hand. */
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { allAppsQuery } from '../../inside/queries.ts'
import { Empty } from '../../parts/Empty.tsx'
import { Page, PageHead } from '../../parts/Page.tsx'
import { Segments } from '../statistics/Segments.tsx'
import { AppPanel } from './AppPanel.tsx'
import css from './Dashboard.module.css'
import { DAYS, daysOf } from './search.ts'
import { td } from './texts.ts'

const route = getRouteApi('/dashboard')

export function DashboardPage() {
  const days = daysOf(route.useSearch().days)
  const navigate = route.useNavigate()
  const { data } = useSuspenseQuery(allAppsQuery)
  const apps = data.filter(({ permissions }) => permissions.includes('release.update'))
  return (
    <Page title={td('title')}>
      <PageHead title={td('title')}>
        <p className="quiet">{td('intro')}</p>
      </PageHead>
      {apps.length === 0 ? (
        <Empty>
          {td('none')} {td('noneHow')}
        </Empty>
      ) : (
        <>
          <div>
            <Segments
              label={td('range')}
              chosen={String(days)}
              onChoose={(next) => navigate({ search: { days: Number(next) }, replace: true, resetScroll: false })}
              choices={DAYS.map((value) => ({ value: String(value), text: td('days', { days: value }) }))}
            />
          </div>
          <div className={css.apps}>
            {apps.map((app) => (
              <AppPanel key={app.id} app={app} days={days} />
            ))}
          </div>
        </>
      )}
    </Page>
  )
}
