/** Release notes: Markdown, with what becomes of it beside. */
import { Textarea } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useDebounced } from '../lib/useDebounced.ts'
import css from './NotesField.module.css'
import { ti } from './texts/index.ts'

const Notes = lazy(async () => ({ default: (await import('../parts/Notes.tsx')).Notes }))

export function NotesField({
  value,
  error,
  onChange,
}: {
  value: string
  error: string | undefined
  onChange: (value: string) => void
}) {
  const shown = useDebounced(value, 200)
  return (
    <div className={css.notes}>
      <Textarea
        label={ti('releases.notes')}
        description={ti('releases.notesHint')}
        rows={10}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {shown.trim() !== '' && (
        <section className={css.preview} aria-labelledby="notes-preview">
          <h2 id="notes-preview" className={css.heading}>
            {ti('releases.preview')}
          </h2>
          <Suspense fallback={null}>
            <Notes text={shown} />
          </Suspense>
        </section>
      )}
    </div>
  )
}
