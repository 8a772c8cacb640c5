/** All applications; when there is only one, its downloads at once. */
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { appsQuery, moreAppsQuery, sessionQuery } from '../../api/queries.ts'
import cards from '../../parts/CardList.module.css'
import { Command } from '../../parts/Command.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { LongList } from '../../parts/Long.tsx'
import { Page, PageHead } from '../../parts/Page.tsx'
import { ShowMore } from '../../parts/ShowMore.tsx'
import { t } from '../../texts/index.ts'
import { AppCard } from './AppCard.tsx'
import css from './HomePage.module.css'
import { OnlyApp } from './OnlyApp.tsx'

export function HomePage() {
  const { data } = useSuspenseQuery(appsQuery)
  const more = useInfiniteQuery(moreAppsQuery(data.cursor))
  const apps = [...data.items, ...(more.data?.pages.flatMap(({ items }) => items) ?? [])]
  const [only, ...others] = data.items
  return (
    <Page title={t('home.title')}>
      <PageHead title={t('home.welcome')}>
        <p className="quiet">{t('home.intro')}</p>
      </PageHead>
      {only === undefined && <NoApps />}
      {only !== undefined && others.length === 0 && <OnlyApp app={only} />}
      {others.length > 0 && (
        <>
          <LongList
            name="apps"
            className={`${cards.cards} ${css.cards}`}
            items={apps}
            more={more.hasNextPage}
            keyOf={({ id }) => id}
          >
            {(app) => <AppCard app={app} />}
          </LongList>
          <ShowMore query={more} ahead />
        </>
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
