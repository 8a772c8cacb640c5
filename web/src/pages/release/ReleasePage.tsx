/** A release or draft: what it is, its installers, and the extensions built against it. */
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { appQuery, installersQuery, releaseQuery } from '../../api/queries.ts'
import { DownloadHere } from '../../parts/DownloadFor.tsx'
import { ManageLink } from '../../parts/ManageLink.tsx'
import { Page, PageHead, Section } from '../../parts/Page.tsx'
import { PrivateBadge } from '../../parts/PrivateBadge.tsx'
import { RichText } from '../../parts/RichText.tsx'
import { StageBadge } from '../../parts/StageBadge.tsx'
import { t } from '../../texts/index.ts'
import { Installers } from './Installers.tsx'
import { Onwards } from './Onwards.tsx'
import { ReleaseFacts } from './ReleaseFacts.tsx'

const route = getRouteApi('/apps/$app/releases/$release')

export function ReleasePage() {
  const params = route.useParams()
  const { data: app } = useSuspenseQuery(appQuery(params.app))
  const { data: release } = useSuspenseQuery(releaseQuery(params.app, params.release))
  const { data: packages } = useSuspenseQuery(installersQuery(params.app, params.release))
  const title = t('release.title', { app: app.name, release: release.name })
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
        action={
          <>
            {packages.length > 0 && <DownloadHere packages={packages} appName={app.name} stage={release.stage} />}
            <ManageLink app={app} release={release.name} />
          </>
        }
      >
        <ReleaseFacts release={release} />
      </PageHead>
      <section aria-label={t('release.packages')}>
        <Installers app={app} packages={packages} release={release} />
      </section>
      {release.descriptionHtml !== '' && (
        <Section title={t('release.notes')}>
          <RichText html={release.descriptionHtml} />
        </Section>
      )}
      <Onwards app={app} release={release} />
    </Page>
  )
}
