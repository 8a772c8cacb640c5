/** The releases of a stage, newest first, and for which platforms each was built. */

import type { ListedRelease } from '@slipway/sdk'
import { IconPin } from '@tabler/icons-react'
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { releasesQuery, type Stage } from '../../api/queries.ts'
import { formatBytes, formatNumber } from '../../lib/format.ts'
import { distinctPlatforms, type Platform } from '../../lib/platform.ts'
import { Badge } from '../../parts/Badge.tsx'
import { LongTable, type RowProps } from '../../parts/Long.tsx'
import { Section } from '../../parts/Page.tsx'
import { PlatformDots } from '../../parts/PlatformDots.tsx'
import { PrivateBadge } from '../../parts/PrivateBadge.tsx'
import { ShowMore } from '../../parts/ShowMore.tsx'
import table from '../../parts/Table.module.css'
import { When } from '../../parts/When.tsx'
import { t } from '../../texts/index.ts'
import css from './AppPage.module.css'

export function ReleaseTable({ app, stage }: { app: string; stage: Stage }) {
  const query = useSuspenseInfiniteQuery(releasesQuery(app, stage))
  const releases = query.data.pages.flatMap(({ items }) => items)
  const of = distinctPlatforms(releases.flatMap(({ platforms }) => platforms))
  if (releases.length === 0) return null
  return (
    <Section
      title={stage === 'stable' ? t('app.releases') : t('app.previews')}
      hint={stage === 'draft' ? t('app.previewsHint') : undefined}
    >
      <div>
        <LongTable
          name={stage}
          items={releases}
          more={query.hasNextPage}
          head={
            <tr>
              <th scope="col">{stage === 'stable' ? t('app.release') : t('app.revision')}</th>
              <th scope="col">{stage === 'stable' ? t('app.released') : t('app.built')}</th>
              <th scope="col">{t('app.installers')}</th>
              <th scope="col" className={table.number}>
                {t('app.extensions')}
              </th>
              <th scope="col" className={table.number}>
                {t('app.size')}
              </th>
            </tr>
          }
        >
          {(release, row) => <Row key={release.id} release={release} of={of} row={row} />}
        </LongTable>
        <ShowMore query={query} />
      </div>
    </Section>
  )
}

/** `of`: the platforms that any of the releases in the table is built for. */
function Row({ release, of, row }: { release: ListedRelease; of: Platform[]; row: RowProps }) {
  return (
    <tr {...row}>
      <th scope="row">
        <Link to="/apps/$app/releases/$release" params={{ app: release.app, release: release.name }}>
          {release.name}
        </Link>{' '}
        {release.stage === 'stable' && <span className="quiet mono">{release.revision}</span>}{' '}
        {release.pinned && (
          <Badge>
            <IconPin size={12} stroke={2} aria-hidden />
            {t('app.pinned')}
          </Badge>
        )}{' '}
        {!release.public && <PrivateBadge />}
      </th>
      <td data-name={release.stage === 'stable' ? t('app.released') : t('app.built')}>
        <When time={release.releasedAt ?? release.createdAt} />
      </td>
      <td data-name={t('app.installers')}>
        <span className={css.platforms} data-whole={release.platforms.length === of.length}>
          <span>{t('app.ofPlatforms', { built: release.platforms.length, all: of.length })}</span>
          <PlatformDots built={release.platforms} of={of} />
        </span>
      </td>
      <td data-name={t('app.extensions')} className={table.number}>
        {release.extensions === 0 ? (
          '0'
        ) : (
          <Link
            to="/apps/$app/extensions"
            params={{ app: release.app }}
            search={{ release: release.name }}
            aria-label={t('app.extensionsOf', { formatted: formatNumber(release.extensions), release: release.name })}
          >
            {formatNumber(release.extensions)}
          </Link>
        )}
      </td>
      <td data-name={t('app.size')} className={table.number}>
        {formatBytes(release.bytes)}
      </td>
    </tr>
  )
}
