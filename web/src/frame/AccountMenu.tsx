import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { sessionQuery } from '../api/queries.ts'
import { t } from '../texts/index.ts'
import css from './Header.module.css'

const PersonMenu = lazy(() => import('./PersonMenu.tsx'))

export function AccountMenu() {
  const { data: session, isPending } = useQuery(sessionQuery)
  const { href, pathname } = useLocation()
  // Whoever is signed in should not see "Sign in" for a moment.
  if (isPending) return null
  const account = session?.account ?? null
  if (account === null) {
    if (pathname === '/login') return null
    return (
      <Link to="/login" search={{ from: href }} className={css.signIn}>
        {t('site.signIn')}
      </Link>
    )
  }
  return (
    <Suspense>
      <PersonMenu account={account} permissions={session?.permissions ?? []} />
    </Suspense>
  )
}
