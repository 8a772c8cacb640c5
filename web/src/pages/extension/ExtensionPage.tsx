/** One extension, as built for one platform. */
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { appQuery, buildsQuery, extensionFilesQuery, extensionQuery } from '../../api/queries.ts'
import { picturesIn, plainText } from '../../lib/extensions.ts'
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
import { Facts } from '../../parts/Facts.tsx'
import { Page, PageHead, Section } from '../../parts/Page.tsx'
import { RichText } from '../../parts/RichText.tsx'
import { StageBadge } from '../../parts/StageBadge.tsx'
import { t } from '../../texts/index.ts'
import { AuthorFacts } from './AuthorFacts.tsx'
import { Screenshots } from './Screenshots.tsx'

const route = getRouteApi('/apps/$app/extensions/$extension')

export function ExtensionPage() {
  const params = route.useParams()
  const { data: app } = useSuspenseQuery(appQuery(params.app))
  const { data: it } = useSuspenseQuery(extensionQuery(params.app, params.extension))
  const { data: siblings = [] } = useQuery(buildsQuery(params.app, it.baseName, it.release.id))
  const { data: files = [] } = useQuery(extensionFilesQuery(params.app, params.extension))
  const pictures = picturesIn(it.screenshots)
  return (
    <Page
      title={t('detail.for', { name: it.baseName, platform: platformName(it) })}
      crumbs={[
        { text: t('site.apps'), to: '/apps' },
        { text: app.name, to: '/apps/$app', params: { app: app.slug } },
        {
          text: it.release.name,
          to: '/apps/$app/releases/$release',
          params: { app: app.slug, release: it.release.name },
          search: { tab: 'extensions' },
        },
      ]}
    >
      <PageHead
        icon={<AppIcon name={it.baseName} src={it.iconUrl} size={96} />}
        title={it.baseName}
        badges={
          <>
            <StageBadge stage={it.release.stage} />
            {it.yanked !== null && <Badge tone="bad">{t('release.yanked')}</Badge>}
          </>
        }
        action={<DownloadFile of={it} />}
      >
        <p className="quiet">
          {t('detail.forRelease', { app: app.name, release: it.release.name, platform: platformName(it) })}
        </p>
      </PageHead>
      <div className={css.notices}>
        <StateNotices of={it} />
      </div>
      <div className={css.columns}>
        <div className={css.main}>
          <Section title={t('detail.description')}>
            {plainText(it.description) === '' ? (
              <p className="quiet">{t('detail.noDescription')}</p>
            ) : (
              <RichText html={it.description} />
            )}
          </Section>
          {pictures.length > 0 && <Screenshots of={it.baseName} pictures={pictures} />}
          <OtherPlatforms
            all={siblings}
            except={it}
            to={({ id }) => ({ to: '/apps/$app/extensions/$extension', params: { app: app.slug, extension: id } })}
          />
          <GetIt kind="extension" of={it} />
          <EarlierFiles files={files} />
        </div>
        <aside className={css.side} aria-label={t('detail.facts')}>
          <Facts>
            <PlaceFacts of={it} />
            <AuthorFacts of={it} />
            <OriginFacts of={it} kind="extension" />
          </Facts>
        </aside>
      </div>
    </Page>
  )
}
