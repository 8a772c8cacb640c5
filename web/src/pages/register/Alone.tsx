/** A page with one form, as narrow as it. */
import type { ReactNode } from 'react'
import { Page } from '../../parts/Page.tsx'
import css from '../login/LoginPage.module.css'

export function Alone({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Page title={title}>
      <div className={css.login}>
        <h1 tabIndex={-1}>{title}</h1>
        {children}
      </div>
    </Page>
  )
}
