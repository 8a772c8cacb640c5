/** What one should know before one takes it. */
import { formatExact } from '../../lib/format.ts'
import type { Published } from '../../lib/published.ts'
import { t } from '../../texts/index.ts'
import { Notice } from '../Notice.tsx'

export function StateNotices({ of: { yanked, bytesChangedAt, release } }: { of: Published }) {
  return (
    <>
      {yanked !== null && (
        <Notice tone="bad" title={t('detail.yanked', { when: formatExact(yanked.at) })}>
          <p>{t('detail.yankedWhy', { reason: yanked.reason })}</p>
        </Notice>
      )}
      {bytesChangedAt !== null && (
        <Notice tone="preview" title={t('detail.changed', { when: formatExact(bytesChangedAt) })}>
          <p>{t('detail.changedWhy')}</p>
        </Notice>
      )}
      {release.stage === 'draft' && <Notice tone="plain">{t('detail.previewNotice')}</Notice>}
    </>
  )
}
