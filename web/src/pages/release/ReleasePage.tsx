/** A release or draft: what it is, its installers, and the extensions built against it. */
import { Tabs } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { appQuery, installersQuery, releaseQuery } from '../../api/queries.ts'
import { formatBytes, formatNumber } from '../../lib/format.ts'
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
  const navigate = route.useNavigate()
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
        { text: t('site.apps'), to: '/' },
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
      {release.description.trim() !== '' && <ReleaseNotes text={release.description} />}
      <Tabs
        value={tab}
        onChange={(value) =>
          navigate({
            search: { tab: value === first ? undefined : value === 'extensions' ? 'extensions' : 'packages' },
            replace: true,
            resetScroll: false,
          })
        }
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="packages">
            {t('release.packages')} <Count value={formatNumber(release.packages)} />
          </Tabs.Tab>
          <Tabs.Tab value="extensions">
            {t('release.extensions')} <Count value={formatNumber(release.extensions)} />
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="packages" pt="md">
          <Installers app={app} packages={packages} release={release} />
        </Tabs.Panel>
        <Tabs.Panel value="extensions" pt="lg">
          <Catalogue app={app.slug} release={release} />
        </Tabs.Panel>
      </Tabs>
      {packages.length > 0 && (
        <p className="small quiet">
          {t('units.packages', { count: release.packages })} · {formatBytes(release.bytes)}
        </p>
      )}
    </Page>
  )
}

const Count = ({ value }: { value: string }) => <span className={css.count}>{value}</span>
