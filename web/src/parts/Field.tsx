import { type ReactNode, useId } from 'react'
import control from './Control.module.css'
import css from './Field.module.css'

/** What the control needs to look like one, and to belong to its label and to what is wrong with it. */
type Belongs = {
  className: string | undefined
  id: string
  'aria-invalid': boolean
  'aria-describedby': string | undefined
}

type Props = {
  label: string
  hint?: string
  error?: string | undefined
  children: (belongs: Belongs) => ReactNode
}

/** One choice or a few words on pages for visitors. Forms behind them have Mantine's fields, which visitors need not load. */
export function Field({ label, hint, error, children }: Props) {
  const id = useId()
  const wrong = error !== undefined
  const about = [hint !== undefined && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={css.field}>
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={css.hint}>
          {hint}
        </p>
      )}
      {children({ className: control.control, id, 'aria-invalid': wrong, 'aria-describedby': about || undefined })}
      {wrong && (
        <p id={`${id}-error`} className={css.error}>
          {error}
        </p>
      )}
    </div>
  )
}
