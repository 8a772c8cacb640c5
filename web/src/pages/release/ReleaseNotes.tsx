import { lazy, Suspense } from 'react'
import { Section } from '../../parts/Page.tsx'
import { WaitingRows } from '../../parts/Waiting.tsx'
import { t } from '../../texts/index.ts'

const Notes = lazy(async () => ({ default: (await import('../../parts/Notes.tsx')).Notes }))

export function ReleaseNotes({ text }: { text: string }) {
  return (
    <Section title={t('release.notes')}>
      <Suspense fallback={<WaitingRows count={3} />}>
        <Notes text={text} />
      </Suspense>
    </Section>
  )
}
