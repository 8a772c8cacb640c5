/** One extension: what it is, its build for this machine, and its versions across releases and platforms. */
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { appQuery, extensionFilesQuery, overviewQuery, releaseQuery } from '../../api/queries.ts'
import { buildFor, plainText } from '../../lib/extensions.ts'
import { platformName } from '../../lib/platform.ts'
import { visitorMachine } from '../../lib/visitor.ts'
import { AppIcon } from '../../parts/AppIcon.tsx'
import { Badge } from '../../parts/Badge.tsx'
import { DownloadFile } from '../../parts/detail/DownloadFile.tsx'
import css from '../../parts/detail/detail.module.css'
import { EarlierFiles } from '../../parts/detail/EarlierFiles.tsx'
import { OriginFacts, PlaceFacts } from '../../parts/detail/FileFacts.tsx'
import { GetIt } from '../../parts/detail/GetIt.tsx'
import { StateNotices } from '../../parts/detail/StateNotices.tsx'
import { Facts } from '../../parts/Facts.tsx'
import { LazyItemActions } from '../../parts/LazyItemActions.tsx'
import { Page, PageHead, Section } from '../../parts/Page.tsx'
import { NotFound } from '../../parts/ProblemView.tsx'
import { RichText } from '../../parts/RichText.tsx'
import { StageBadge } from '../../parts/StageBadge.tsx'
import { t } from '../../texts/index.ts'
import { AuthorFacts } from './AuthorFacts.tsx'
import { Platforms } from './Platforms.tsx'
import { Screenshots } from './Screenshots.tsx'
import { Trend } from './Trend.tsx'
import { Versions } from './Versions.tsx'

const route = getRouteApi('/apps/$app/extensions/$name')

export function ExtensionPage() {
  const params = route.useParams()
  const search = route.useSearch()
  const { data: app } = useSuspenseQuery(appQuery(params.app))
  const { data: overview } = useSuspenseQuery(overviewQuery(params.app, params.name, search.release))
  const { release, builds } = overview
  const asked = builds.find(({ os, arch }) => os === search.os && arch === search.arch)
  const it = asked ?? buildFor(builds, visitorMachine())
  const { data: files = [] } = useQuery({
    ...extensionFilesQuery(params.app, it?.id ?? ''),
    enabled: it !== undefined,
  })
  const { data: detail } = useQuery(releaseQuery(params.app, release.id))
  if (it === undefined) return <NotFound />
  const possible = detail?.targets.filter(({ extensions }) => extensions > 0) ?? builds
  return (
    <Page
      title={`${it.baseName} · ${app.name}`}
      crumbs={[
        { text: t('site.apps'), to: '/apps' },
        { text: app.name, to: '/apps/$app', params: { app: app.slug } },
        {
          text: t('release.extensions'),
          to: '/apps/$app/extensions',
          params: { app: app.slug },
          search: { release: search.release },
        },
      ]}
    >
      <PageHead
        icon={<AppIcon name={it.baseName} src={overview.summary.icon} size={96} />}
        title={it.baseName}
        badges={
          <>
            <StageBadge stage={release.stage} />
            {it.yanked !== null && <Badge tone="bad">{t('release.yanked')}</Badge>}
          </>
        }
        action={<DownloadFile of={it} />}
      >
        <p className="quiet">
          {t('detail.forRelease', { app: app.name, release: release.name, platform: platformName(it) })}
        </p>
        <Platforms builds={builds} chosen={it} possible={possible} />
      </PageHead>
      <div className={css.notices}>
        <StateNotices of={it} />
      </div>
      <div className={css.columns}>
        <div className={css.main}>
          <Screenshots of={it.baseName} pictures={overview.screenshots} />
          <Section title={t('detail.description')}>
            {plainText(it.description) === '' ? (
              <p className="quiet">{t('detail.noDescription')}</p>
            ) : (
              <RichText html={it.description} />
            )}
          </Section>
          <GetIt kind="extension" of={it} />
          <Trend app={params.app} name={it.baseName} />
          <Versions app={params.app} name={it.baseName} shown={release.id} repository={it.repositoryUrl} />
          <EarlierFiles files={files} />
          <LazyItemActions
            key={it.id}
            app={app}
            kind="extensions"
            of={it}
            query={overviewQuery(params.app, params.name, search.release).queryKey}
          />
        </div>
        <aside className={css.side} aria-label={t('detail.facts')}>
          <Facts>
            <AuthorFacts of={it} overview={overview} release={search.release} />
            <PlaceFacts of={it} />
            <OriginFacts of={it} kind="extension" />
          </Facts>
        </aside>
      </div>
    </Page>
  )
}
