/** The newest release of a stage: what it is, since when, and how to get it. */
import type { App, LatestRelease } from '@slipway/sdk'
import { IconArrowRight } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { installersQuery, type Stage } from '../api/queries.ts'
import { t } from '../texts/index.ts'
import { DownloadFor } from './DownloadFor.tsx'
import css from './LatestRelease.module.css'
import { StageBadge } from './StageBadge.tsx'
import { When } from './When.tsx'

/** Stable and preview side by side; a stage without anything takes no room when the other has something. */
export function LatestReleases({ app, level }: { app: App; level: 'h2' | 'h3' }) {
  const { stable, draft } = app.latest
  if (stable === null && draft === null) return null
  return (
    <div className={css.pair}>
      {stable === null ? <Nothing stage="stable" /> : <Latest app={app} release={stable} level={level} />}
      {draft !== null && <Latest app={app} release={draft} level={level} />}
    </div>
  )
}

function Latest({ app, release, level: Heading }: { app: App; release: LatestRelease; level: 'h2' | 'h3' }) {
  const { data: packages } = useSuspenseQuery(installersQuery(app.slug, release.id))
  return (
    <section
      className={css.latest}
      data-stage={release.stage}
      aria-label={`${t(`stage.${release.stage}`)} ${release.name}`}
    >
      <div className={css.head}>
        <Heading>
          <Link to="/apps/$app/releases/$release" params={{ app: app.slug, release: release.name }}>
            {app.name} {release.name}
          </Link>
        </Heading>
        <StageBadge stage={release.stage} />
        <span className="quiet small">
          <When time={release.at} />
        </span>
      </div>
      {release.stage === 'draft' && <p className="quiet small">{t('download.previewHint')}</p>}
      <DownloadFor packages={packages} appName={app.name} stage={release.stage} />
      {release.extensions > 0 && (
        <p className={css.extensions}>
          <Link to="/apps/$app/extensions" params={{ app: app.slug }} search={{ release: release.name }}>
            {t('app.extensionsFor', { release: release.name })}
            <IconArrowRight size={16} stroke={1.75} aria-hidden />
          </Link>
        </p>
      )}
    </section>
  )
}

function Nothing({ stage }: { stage: Stage }) {
  return (
    <section className={css.latest} data-stage={stage} aria-label={t(`stage.${stage}`)}>
      <p className="quiet">{t('download.noRelease')}</p>
    </section>
  )
}
