/** A release or draft: what it is, its installers, and the extensions built against it. */
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { appQuery, installersQuery, releaseQuery } from '../../api/queries.ts'
import { formatNumber } from '../../lib/format.ts'
import { DownloadHere } from '../../parts/DownloadFor.tsx'
import { Page, PageHead } from '../../parts/Page.tsx'
import { PrivateBadge } from '../../parts/PrivateBadge.tsx'
import { StageBadge } from '../../parts/StageBadge.tsx'
import { t } from '../../texts/index.ts'
import { Catalogue } from './Catalogue.tsx'
import { Installers } from './Installers.tsx'
import { ReleaseFacts } from './ReleaseFacts.tsx'
import { ReleaseNotes } from './ReleaseNotes.tsx'
import css from './ReleasePage.module.css'

const route = getRouteApi('/apps/$app/releases/$release')

export function ReleasePage() {
  const params = route.useParams()
  const search = route.useSearch()
  const { data: app } = useSuspenseQuery(appQuery(params.app))
  const { data: release } = useSuspenseQuery(releaseQuery(params.app, params.release))
  const { data: packages } = useSuspenseQuery(installersQuery(params.app, params.release))
  const title = t('release.title', { app: app.name, release: release.name })
  const first = release.packages === 0 && release.extensions > 0 ? 'extensions' : 'packages'
  const tab = search.tab ?? first
  return (
    <Page
      wide
      title={title}
      crumbs={[
        { text: t('site.apps'), to: '/apps' },
        { text: app.name, to: '/apps/$app', params: { app: app.slug } },
      ]}
    >
      <PageHead
        title={title}
        badges={
          <>
            <StageBadge stage={release.stage} />
            {!release.public && <PrivateBadge />}
          </>
        }
        action={packages.length > 0 && <DownloadHere packages={packages} appName={app.name} stage={release.stage} />}
      >
        <ReleaseFacts release={release} />
      </PageHead>
      <nav className={css.tabs} aria-label={title}>
        <TabLink tab="packages" chosen={tab} first={first}>
          {t('release.packages')} <span className={css.count}>{formatNumber(release.packages)}</span>
        </TabLink>
        <TabLink tab="extensions" chosen={tab} first={first}>
          {t('release.extensions')}
        </TabLink>
      </nav>
      {tab === 'packages' ? (
        <>
          <section aria-label={t('release.packages')}>
            <Installers app={app} packages={packages} release={release} />
          </section>
          {release.description.trim() !== '' && <ReleaseNotes text={release.description} />}
        </>
      ) : (
        <section aria-label={t('release.extensions')}>
          <Catalogue app={app.slug} release={release} />
        </section>
      )}
    </Page>
  )
}

type Tab = 'packages' | 'extensions'

/** A place of its own in the address; the one that comes first anyway is not named there. */
function TabLink({ tab, chosen, first, children }: { tab: Tab; chosen: Tab; first: Tab; children: ReactNode }) {
  return (
    <Link
      from="/apps/$app/releases/$release"
      to="."
      search={{ tab: tab === first ? undefined : tab }}
      resetScroll={false}
      activeOptions={{ exact: true, includeSearch: true }}
      aria-current={tab === chosen ? 'page' : undefined}
    >
      {children}
    </Link>
  )
}
