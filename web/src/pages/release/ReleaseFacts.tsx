import type { ReleaseDetail } from '@slipway/sdk'
import { formatBytes } from '../../lib/format.ts'
import { When } from '../../parts/When.tsx'
import { t } from '../../texts/index.ts'
import css from './ReleasePage.module.css'

/** One line: revision, when, how much, and where all digests are. */
export function ReleaseFacts({ release }: { release: ReleaseDetail }) {
  const sums = `/dl/${encodeURIComponent(release.app)}/${encodeURIComponent(release.name)}`
  return (
    <ul className={css.facts}>
      {release.stage === 'stable' && (
        <li>
          {t('detail.revision')} <span className="mono">{release.revision}</span>
        </li>
      )}
      <li>
        {release.stage === 'stable' ? t('app.released') : t('app.built')}{' '}
        <When time={release.releasedAt ?? release.createdAt} />
      </li>
      {release.promotedFrom !== null && release.promotedFrom !== release.revision && (
        <li>{t('release.promotedFrom', { revision: release.promotedFrom })}</li>
      )}
      <li>{formatBytes(release.bytes)}</li>
      {release.packages + release.extensions > 0 && (
        <li>
          {t('release.digests')} <a href={`${sums}/SHA256SUMS`}>SHA256SUMS</a>{' '}
          <a href={`${sums}/SHA512SUMS`}>SHA512SUMS</a>
        </li>
      )}
    </ul>
  )
}
