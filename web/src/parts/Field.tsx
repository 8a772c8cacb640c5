import { type ReactNode, useId } from 'react'
import css from './Field.module.css'

/** What the control needs to belong to its label and to what is wrong with it. */
type Belongs = { id: string; 'aria-invalid': boolean; 'aria-describedby': string | undefined }

type Props = { label: string; error?: string | undefined; children: (belongs: Belongs) => ReactNode }

/** One choice or a few words that narrow what a page shows. Forms have Mantine's fields, which visitors need not load. */
export function Field({ label, error, children }: Props) {
  const id = useId()
  const wrong = error !== undefined
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': wrong, 'aria-describedby': wrong ? `${id}-error` : undefined })}
      {wrong && (
        <p id={`${id}-error`} className={css.error}>
          {error}
        </p>
      )}
    </div>
  )
}
