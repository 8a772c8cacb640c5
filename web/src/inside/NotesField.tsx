/** Release notes: Markdown, with what becomes of it below. */
import { useQuery } from '@tanstack/react-query'
import { useDebounced } from '../lib/useDebounced.ts'
import { PartProblem } from '../parts/PartProblem.tsx'
import { RichText } from '../parts/RichText.tsx'
import { TextAreaField } from './fields.tsx'
import css from './NotesField.module.css'
import { notesQuery } from './queries.ts'
import { ti } from './texts/index.ts'

type Props = { app: string; value: string; error: string | undefined; onChange: (value: string) => void }

export function NotesField({ app, value, error, onChange }: Props) {
  const preview = useQuery(notesQuery(app, useDebounced(value, 200)))
  return (
    <div className={css.notes}>
      <TextAreaField
        label={ti('releases.notes')}
        description={ti('releases.notesHint')}
        rows={10}
        value={value}
        error={error}
        onChange={onChange}
      />
      {preview.isError && error === undefined && (
        <PartProblem title={ti('releases.previewFailed')} error={preview.error} retry={() => preview.refetch()} />
      )}
      {preview.data !== undefined && preview.data !== '' && (
        <section className={css.preview} aria-labelledby="notes-preview">
          <h2 id="notes-preview" className={css.heading}>
            {ti('releases.preview')}
          </h2>
          <RichText html={preview.data} />
        </section>
      )}
    </div>
  )
}
