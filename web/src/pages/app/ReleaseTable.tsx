/** The releases of a stage, newest first, and for which platforms each was built. */
import type { ListedRelease } from '@slipway/sdk'
import { IconPin } from '@tabler/icons-react'
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { releasesQuery, type Stage } from '../../api/queries.ts'
import { formatBytes, formatNumber } from '../../lib/format.ts'
import { distinctPlatforms, type Platform } from '../../lib/platform.ts'
import { Badge } from '../../parts/Badge.tsx'
import { type Column, DataTable } from '../../parts/DataTable.tsx'
import { Section } from '../../parts/Page.tsx'
import { PlatformDots } from '../../parts/PlatformDots.tsx'
import { PrivateBadge } from '../../parts/PrivateBadge.tsx'
import { ShowMore } from '../../parts/ShowMore.tsx'
import { When } from '../../parts/When.tsx'
import { t } from '../../texts/index.ts'
import css from './AppPage.module.css'

export function ReleaseTable({ app, stage }: { app: string; stage: Stage }) {
  const query = useSuspenseInfiniteQuery(releasesQuery(app, stage))
  const releases = query.data.pages.flatMap(({ items }) => items)
  if (releases.length === 0) return null
  return (
    <Section
      title={stage === 'stable' ? t('app.releases') : t('app.previews')}
      hint={stage === 'draft' ? t('app.previewsHint') : undefined}
    >
      <div>
        <DataTable
          rows={releases}
          keyOf={({ id }) => id}
          more={query.hasNextPage}
          columns={columnsOf(stage, distinctPlatforms(releases.flatMap(({ platforms }) => platforms)))}
        />
        <ShowMore query={query} />
      </div>
    </Section>
  )
}

/** `of`: the platforms that any of the releases in the table is built for. */
const columnsOf = (stage: Stage, of: Platform[]): Column<ListedRelease>[] => [
  {
    name: stage === 'stable' ? t('app.release') : t('app.revision'),
    cell: (release) => (
      <>
        <Link to="/apps/$app/releases/$release" params={{ app: release.app, release: release.name }}>
          {release.name}
        </Link>{' '}
        {stage === 'stable' && <span className="quiet mono">{release.revision}</span>}{' '}
        {release.pinned && (
          <Badge>
            <IconPin size={12} stroke={2} aria-hidden />
            {t('app.pinned')}
          </Badge>
        )}{' '}
        {!release.public && <PrivateBadge />}
      </>
    ),
  },
  {
    name: stage === 'stable' ? t('app.released') : t('app.built'),
    cell: ({ releasedAt, createdAt }) => <When time={releasedAt ?? createdAt} />,
  },
  {
    name: t('app.installers'),
    cell: ({ platforms }) => (
      <span className={css.platforms} data-whole={platforms.length === of.length}>
        <span>{t('app.ofPlatforms', { built: platforms.length, all: of.length })}</span>
        <PlatformDots built={platforms} of={of} />
      </span>
    ),
  },
  {
    name: t('app.extensions'),
    number: true,
    cell: ({ app, name, extensions }) =>
      extensions === 0 ? (
        '0'
      ) : (
        <Link
          to="/apps/$app/extensions"
          params={{ app }}
          search={{ release: name }}
          aria-label={t('app.extensionsOf', { formatted: formatNumber(extensions), release: name })}
        >
          {formatNumber(extensions)}
        </Link>
      ),
  },
  { name: t('app.size'), number: true, cell: ({ bytes }) => formatBytes(bytes) },
]
