/** All applications; when there is only one, its downloads at once. */
import { useSuspenseQuery } from '@tanstack/react-query'
import { appsQuery, sessionQuery } from '../../api/queries.ts'
import { Command } from '../../parts/Command.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { Page, PageHead } from '../../parts/Page.tsx'
import { t } from '../../texts/index.ts'
import { AppCard } from './AppCard.tsx'
import css from './HomePage.module.css'
import { OnlyApp } from './OnlyApp.tsx'

export function HomePage() {
  const { data } = useSuspenseQuery(appsQuery)
  const [only, ...others] = data.items
  return (
    <Page title={t('home.title')}>
      <PageHead title={t('home.welcome')}>
        <p className="quiet">{t('home.intro')}</p>
      </PageHead>
      {only === undefined && <NoApps />}
      {only !== undefined && others.length === 0 && <OnlyApp app={only} />}
      {others.length > 0 && (
        <ul className={css.cards}>
          {data.items.map((app) => (
            <li key={app.id}>
              <AppCard app={app} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}

function NoApps() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  if (session.account === null) return <Empty>{t('home.emptySignedOut')}</Empty>
  if (!session.permissions.includes('app.create')) return <Empty>{t('home.empty')}</Empty>
  return (
    <Empty action={<Command line="slipway app create Viewer" label={t('home.emptyHow')} />}>
      {t('home.empty')} {t('home.emptyHow')}
    </Empty>
  )
}
