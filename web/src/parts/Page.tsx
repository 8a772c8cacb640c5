/** The room of a page: its title for the window, the way here, and its width. */
import type { ReactNode } from 'react'
import { useSiteName } from '../api/site.ts'
import { type Crumb, Crumbs } from './Crumbs.tsx'
import css from './Page.module.css'

export function Page({
  title,
  crumbs = [],
  wide = false,
  children,
}: {
  title: string
  crumbs?: readonly Crumb[]
  wide?: boolean
  children: ReactNode
}) {
  const site = useSiteName()
  return (
    <div className={css.page} data-wide={wide}>
      <title>{`${title} · ${site}`}</title>
      {crumbs.length > 0 && <Crumbs items={crumbs} />}
      {children}
    </div>
  )
}

/** The first lines of a page: picture, name, a word about it, and at the right what one came for. */
export function PageHead({
  icon,
  title,
  badges,
  action,
  children,
}: {
  icon?: ReactNode
  title: ReactNode
  badges?: ReactNode
  action?: ReactNode
  children?: ReactNode
}) {
  return (
    <header className={css.head}>
      {icon}
      <div className={css.headText}>
        <div className={css.titleRow}>
          <h1 tabIndex={-1}>{title}</h1>
          {badges}
        </div>
        {children}
      </div>
      {action !== undefined && <div className={css.action}>{action}</div>}
    </header>
  )
}

export function Section({
  title,
  hint,
  id,
  children,
}: {
  title: string
  hint?: ReactNode
  id?: string
  children: ReactNode
}) {
  const heading = id ?? title.toLowerCase().replaceAll(/\W+/g, '-')
  return (
    <section aria-labelledby={heading} className={css.section}>
      <div className={css.sectionHead}>
        <h2 id={heading}>{title}</h2>
        {hint !== undefined && <p className="quiet small">{hint}</p>}
      </div>
      {children}
    </section>
  )
}
