import { lazy, Suspense } from 'react'
import { WaitingRows } from '../../parts/Waiting.tsx'
import { t } from '../../texts/index.ts'
import css from './ReleasePage.module.css'

const Notes = lazy(async () => ({ default: (await import('../../parts/Notes.tsx')).Notes }))

/** Folded when long, so that what one came for stays in sight. */
export function ReleaseNotes({ text }: { text: string }) {
  return (
    <details className={css.notes} open={text.length < 600}>
      <summary>
        <h2>{t('release.notes')}</h2>
      </summary>
      <Suspense fallback={<WaitingRows count={3} />}>
        <Notes text={text} />
      </Suspense>
    </details>
  )
}
