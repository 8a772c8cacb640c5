/** One installer. */
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { appQuery, installersQuery, packageFilesQuery, packageQuery } from '../../api/queries.ts'
import { platformName } from '../../lib/platform.ts'
import { AppIcon } from '../../parts/AppIcon.tsx'
import { Badge } from '../../parts/Badge.tsx'
import { DownloadFile } from '../../parts/detail/DownloadFile.tsx'
import css from '../../parts/detail/detail.module.css'
import { EarlierFiles } from '../../parts/detail/EarlierFiles.tsx'
import { OriginFacts, PlaceFacts } from '../../parts/detail/FileFacts.tsx'
import { GetIt } from '../../parts/detail/GetIt.tsx'
import { OtherPlatforms } from '../../parts/detail/OtherPlatforms.tsx'
import { StateNotices } from '../../parts/detail/StateNotices.tsx'
import { Fact, Facts } from '../../parts/Facts.tsx'
import { LazyItemActions } from '../../parts/LazyItemActions.tsx'
import { LongName } from '../../parts/LongName.tsx'
import { Page, PageHead } from '../../parts/Page.tsx'
import { StageBadge } from '../../parts/StageBadge.tsx'
import { WhenExactly } from '../../parts/When.tsx'
import { t } from '../../texts/index.ts'

const route = getRouteApi('/apps/$app/packages/$package')

export function PackagePage() {
  const params = route.useParams()
  const { data: app } = useSuspenseQuery(appQuery(params.app))
  const { data: it } = useSuspenseQuery(packageQuery(params.app, params.package))
  const { data: siblings = [] } = useQuery(installersQuery(params.app, it.release.id))
  const { data: files = [] } = useQuery(packageFilesQuery(params.app, params.package))
  const title = t('detail.for', { name: `${it.baseName} ${it.version}`, platform: platformName(it) })
  return (
    <Page
      title={title}
      crumbs={[
        { text: t('site.apps'), to: '/apps' },
        { text: app.name, to: '/apps/$app', params: { app: app.slug } },
        {
          text: it.release.name,
          to: '/apps/$app/releases/$release',
          params: { app: app.slug, release: it.release.name },
        },
      ]}
    >
      <PageHead
        icon={<AppIcon name={it.baseName} />}
        title={title}
        badges={
          <>
            <StageBadge stage={it.release.stage} />
            {it.preRelease && <Badge tone="preview">{t('release.preRelease')}</Badge>}
            {it.yanked !== null && <Badge tone="bad">{t('release.yanked')}</Badge>}
          </>
        }
        action={<DownloadFile of={it} />}
      >
        <p className="quiet small mono">
          <LongName name={it.file.name} />
        </p>
      </PageHead>
      <div className={css.notices}>
        <StateNotices of={it} />
      </div>
      <div className={css.columns}>
        <div className={css.main}>
          {it.description.trim() !== '' && <p className={css.text}>{it.description}</p>}
          <GetIt kind="package" of={it} />
          <OtherPlatforms
            all={siblings}
            except={it}
            to={({ id }) => ({ to: '/apps/$app/packages/$package', params: { app: app.slug, package: id } })}
          />
          <EarlierFiles files={files} />
          <LazyItemActions
            key={it.id}
            app={app}
            kind="packages"
            of={it}
            query={packageQuery(params.app, params.package).queryKey}
          />
        </div>
        <aside className={css.side} aria-label={t('detail.facts')}>
          <Facts>
            <PlaceFacts of={it} />
            <Fact name={t('detail.version')}>{it.version}</Fact>
            <Fact name={t('detail.built')}>
              <WhenExactly time={it.buildDate} />
            </Fact>
            <OriginFacts of={it} kind="package" />
          </Facts>
        </aside>
      </div>
    </Page>
  )
}
