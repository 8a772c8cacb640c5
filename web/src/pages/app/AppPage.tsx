/** An application: its newest stable release and preview, and all the others. */
import { IconExternalLink } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { appQuery } from '../../api/queries.ts'
import { webAddress } from '../../lib/extensions.ts'
import { AppIcon } from '../../parts/AppIcon.tsx'
import { AppTabs } from '../../parts/AppTabs.tsx'
import { Command } from '../../parts/Command.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { FeedLink } from '../../parts/FeedLink.tsx'
import { LatestReleases } from '../../parts/LatestRelease.tsx'
import { ManageLink } from '../../parts/ManageLink.tsx'
import { Page, PageHead } from '../../parts/Page.tsx'
import { PrivateBadge } from '../../parts/PrivateBadge.tsx'
import { t } from '../../texts/index.ts'
import css from './AppPage.module.css'
import { ReleaseTable } from './ReleaseTable.tsx'

const route = getRouteApi('/apps/$app')

export function AppPage() {
  const { app: slug } = route.useParams()
  const { data: app } = useSuspenseQuery(appQuery(slug))
  const { stable, draft } = app.latest
  const homepage = webAddress(app.homepage)
  return (
    <Page title={app.name} crumbs={[{ text: t('site.apps'), to: '/apps' }]}>
      <PageHead
        icon={<AppIcon name={app.name} size={96} />}
        title={app.name}
        badges={!app.public && <PrivateBadge />}
        action={<ManageLink app={app} />}
      >
        {app.description !== '' && <p className={css.description}>{app.description}</p>}
        <p className={css.links}>
          {homepage !== undefined && (
            <a href={homepage}>
              {t('app.homepage')}
              <IconExternalLink size={14} stroke={1.75} aria-hidden />
            </a>
          )}
          <FeedLink path={`/apps/${encodeURIComponent(app.slug)}/feed.atom`} text={t('app.feed')} />
        </p>
      </PageHead>
      <LatestReleases app={app} level="h2" />
      <AppTabs app={app} />
      {stable === null && draft === null ? (
        <NothingYet app={app.slug} mayPublish={app.permissions.includes('package.publish')} />
      ) : (
        <>
          <ReleaseTable app={app.slug} stage="stable" />
          <ReleaseTable app={app.slug} stage="draft" />
        </>
      )}
    </Page>
  )
}

function NothingYet({ app, mayPublish }: { app: string; mayPublish: boolean }) {
  if (!mayPublish) return <Empty>{t('app.empty')}</Empty>
  return (
    <Empty
      action={
        <Command
          line={`slipway package upload ${app} FILE --revision REVISION --version VERSION`}
          label={t('app.emptyHow')}
        />
      }
    >
      {t('app.empty')} {t('app.emptyHow')}
    </Empty>
  )
}
