/** Forms: one column, errors under their field and summed up above, a button that says what it does. */
import { type FieldError, isProblem } from '@slipway/sdk'
import { IconCheck } from '@tabler/icons-react'
import type { UseMutationResult } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { explain, RequestId } from '../parts/ProblemView.tsx'
import { fieldText } from '../texts/index.ts'
import css from './Form.module.css'
import { ti } from './texts/index.ts'

// biome-ignore lint/suspicious/noExplicitAny: whatever a form sends and gets
export type Action = UseMutationResult<any, unknown, any, any>

/** What is said below its field need not be said above the form as well. */
const shown = new WeakSet<FieldError>()

/** What the server says of one field, to show below it. */
export function errorOf(action: Action, field: string): string | undefined {
  if (!isProblem(action.error)) return undefined
  const { errors } = action.error
  const found = errors.find((error) => error.field === field || error.field.endsWith(`.${field}`))
  if (found !== undefined) shown.add(found)
  return found && fieldText(found.message)
}

export function Form({
  action,
  verb,
  done,
  danger = false,
  disabled = false,
  more,
  onSend,
  children,
}: {
  action: Action
  /** what the button says */
  verb: string
  /** what is said when it worked, and the form stays */
  done?: string | undefined
  danger?: boolean
  disabled?: boolean
  /** beside the button */
  more?: ReactNode
  onSend: () => void
  children: ReactNode
}) {
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!action.isPending && !disabled) onSend()
  }
  return (
    <form onSubmit={onSubmit} noValidate className={css.form}>
      <Failure action={action} />
      {children}
      <div className={css.end}>
        <Button type="submit" loading={action.isPending} disabled={disabled} color={danger ? 'buoy' : 'harbour'}>
          {verb}
        </Button>
        {more}
        <p role="status" className={css.done}>
          {done !== undefined && action.isSuccess && (
            <>
              <IconCheck size={16} stroke={1.75} aria-hidden />
              {done}
            </>
          )}
        </p>
      </div>
    </form>
  )
}

/** Why something did not work, and which fields of the form around it are the reason; the focus goes there. */
export function Failure({ action }: { action: Action }) {
  const summary = useRef<HTMLDivElement>(null)
  const [wrong, setWrong] = useState<readonly WrongField[]>([])
  const { error, isError } = action
  useLayoutEffect(() => {
    setWrong(error === null ? [] : wrongFields(summary.current?.closest('form')))
  }, [error])
  useEffect(() => {
    if (isError) summary.current?.focus()
  }, [isError])
  if (!action.isError) return null
  return (
    <div ref={summary} role="alert" tabIndex={-1} className={css.failure}>
      <Notice tone="bad" title={ti('form.failed')}>
        <p>{summaryOf(action.error)}</p>
        {wrong.length > 0 && (
          <ul className={css.wrong}>
            {wrong.map(({ field, label, message }) => (
              <li key={field.id}>
                <a
                  href={`#${field.id}`}
                  onClick={(event) => {
                    event.preventDefault()
                    field.focus()
                  }}
                >
                  {label}
                </a>
                {message !== '' && `: ${message}`}
              </li>
            ))}
          </ul>
        )}
        {!isProblem(
          action.error,
          'invalid_input',
          'name_taken',
          'login_failed',
          'rate_limited',
          'link_invalid',
          'code_wrong',
        ) && <RequestId error={action.error} />}
      </Notice>
    </div>
  )
}

type WrongField = { field: HTMLInputElement; label: string; message: string }

/** Fields say themselves that they are wrong, what they are called and why: whatever they are made with. */
function wrongFields(form: HTMLFormElement | null | undefined): WrongField[] {
  return [...(form?.querySelectorAll<HTMLInputElement>('[aria-invalid="true"]') ?? [])].map((field) => {
    const told = (field.getAttribute('aria-describedby') ?? '').split(' ').find((id) => id.endsWith('-error'))
    const message = told === undefined ? '' : (document.getElementById(told)?.textContent ?? '')
    return { field, label: field.labels?.[0]?.textContent ?? field.name, message }
  })
}

function summaryOf(error: unknown): string {
  if (!isProblem(error) || error.errors.length === 0) return explain(error)
  return error.errors.every((one) => shown.has(one)) ? ti('form.lookBelow') : explain(error)
}

/** A box to tick. */
export function Check({
  label,
  hint,
  checked,
  onChange,
}: {
  label: ReactNode
  hint?: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
}) {
  const id = useId()
  return (
    <div className={css.check}>
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="quiet small">
          {hint}
        </p>
      )}
    </div>
  )
}
