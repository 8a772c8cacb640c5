/** What those who are signed in find behind their letters. Visitors need not load it. */
import type { Account } from '@slipway/sdk'
import { IconActivity, IconLogout, IconShieldCog, IconUser } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { appsQuery, type Visitor } from '../api/queries.ts'
import { signOut } from '../api/session.ts'
import { Dropdown } from '../parts/Dropdown.tsx'
import { t } from '../texts/index.ts'
import css from './Header.module.css'

type Props = { account: Account; permissions: Visitor['permissions'] }

export default function PersonMenu({ account, permissions }: Props) {
  const { data: apps } = useQuery(appsQuery)
  const client = useQueryClient()
  const router = useRouter()
  const leave = useMutation({
    mutationFn: () => signOut(client),
    onSuccess: () => router.invalidate(),
  })
  const name = account.name || account.login
  const looksAfterApps = apps?.items.some((app) => app.permissions.includes('release.update')) ?? false
  return (
    <Dropdown
      align="end"
      className={css.person}
      label={t('site.account', { name })}
      button={<span className={css.letters} data-letters={name.slice(0, 2).toUpperCase()} />}
    >
      {(close) => (
        <>
          <div className={css.who}>
            <span className="quiet">{t('site.signedInAs')}</span>
            <strong>{name}</strong>
            {account.admin && <span className="quiet">{t('site.administrator')}</span>}
          </div>
          <Link to="/account" onClick={close}>
            <IconUser size={16} stroke={1.75} aria-hidden />
            {t('site.yourAccount')}
          </Link>
          {looksAfterApps && (
            <Link to="/dashboard" onClick={close}>
              <IconActivity size={16} stroke={1.75} aria-hidden />
              {t('site.yourApps')}
            </Link>
          )}
          {permissions.includes('site.manage') && (
            <Link to="/admin" onClick={close}>
              <IconShieldCog size={16} stroke={1.75} aria-hidden />
              {t('site.administration')}
            </Link>
          )}
          <button
            type="button"
            onClick={() => {
              close()
              leave.mutate()
            }}
          >
            <IconLogout size={16} stroke={1.75} aria-hidden />
            {t('site.signOut')}
          </button>
        </>
      )}
    </Dropdown>
  )
}
