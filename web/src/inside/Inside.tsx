/** One page within a rail: its heading, what one can do with all of it, and its parts. */
import type { ReactNode } from 'react'
import { useSiteName } from '../api/site.ts'
import css from './Inside.module.css'

export function Inside({
  title,
  intro,
  action,
  children,
}: {
  title: string
  intro?: ReactNode
  action?: ReactNode
  children: ReactNode
}) {
  const site = useSiteName()
  return (
    <>
      <title>{`${title} · ${site}`}</title>
      <header className={css.head}>
        <div className={css.words}>
          <h1 tabIndex={-1}>{title}</h1>
          {intro !== undefined && <p className="quiet">{intro}</p>}
        </div>
        {action}
      </header>
      {children}
    </>
  )
}

/** A part of a page that is a thing of its own. */
export function Part({
  title,
  hint,
  danger = false,
  children,
}: {
  title: string
  hint?: ReactNode
  danger?: boolean
  children: ReactNode
}) {
  return (
    <section className={css.part} data-danger={danger} aria-label={title}>
      <h2>{title}</h2>
      {hint !== undefined && <p className="quiet small">{hint}</p>}
      {children}
    </section>
  )
}

/** Buttons in a row, at the end of a form or beside each other. */
export const Row = ({ children }: { children: ReactNode }) => <div className={css.row}>{children}</div>
