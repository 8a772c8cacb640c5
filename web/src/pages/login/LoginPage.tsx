/** Signing in with login and password, and back to where one came from. */
import { isProblem } from '@slipway/sdk'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { type FormEvent, lazy, Suspense, useEffect, useRef, useState } from 'react'
import { serverQuery, sessionQuery } from '../../api/queries.ts'
import { signIn } from '../../api/session.ts'
import { Button } from '../../parts/Button.tsx'
import { Notice } from '../../parts/Notice.tsx'
import { Page } from '../../parts/Page.tsx'
import { PasswordField } from '../../parts/PasswordField.tsx'
import { explain, RequestId } from '../../parts/ProblemView.tsx'
import { t } from '../../texts/index.ts'
import { LoginField } from './LoginField.tsx'
import css from './LoginPage.module.css'
import { ownAddress } from './own-address.ts'
import type { Wanted } from './SecondFactor.tsx'

const SecondFactor = lazy(async () => ({ default: (await import('./SecondFactor.tsx')).SecondFactor }))

const route = getRouteApi('/login')

export function LoginPage() {
  const { from } = route.useSearch()
  const router = useRouter()
  const client = useQueryClient()
  const { data: session } = useQuery(sessionQuery)
  const { data: server } = useQuery(serverQuery)
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const summary = useRef<HTMLDivElement>(null)
  const goBack = () => router.history.replace(ownAddress(from, location.origin))
  const entry = useMutation({ mutationFn: () => signIn(client, { login: login.trim(), password }), onSuccess: goBack })

  useEffect(() => {
    if (entry.isError) summary.current?.focus()
  }, [entry.isError])

  const wanted = isProblem(entry.error, 'second_factor_required') ? (entry.error.details as Wanted) : undefined

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (login.trim() !== '' && password !== '') entry.mutate()
  }

  return (
    <Page title={t('login.title')}>
      <div className={css.login}>
        <h1 tabIndex={-1}>{t('login.title')}</h1>
        {session?.account != null && !entry.isPending && !entry.isSuccess ? (
          <>
            <p>{t('login.already', { name: session.account.name || session.account.login })}</p>
            <div>
              <Button onClick={goBack}>{t('login.goOn')}</Button>
            </div>
          </>
        ) : wanted !== undefined ? (
          <Suspense fallback={null}>
            <SecondFactor
              who={{ login: login.trim(), password }}
              wanted={wanted}
              onDone={goBack}
              onBack={entry.reset}
            />
          </Suspense>
        ) : (
          <form onSubmit={onSubmit} noValidate className={css.form}>
            {entry.isError && (
              <div ref={summary} role="alert" tabIndex={-1}>
                <Notice tone="bad" title={t('login.summary')}>
                  <p>{reason(entry.error)}</p>
                  {!isProblem(entry.error, 'login_failed', 'account_waiting', 'rate_limited') && (
                    <RequestId error={entry.error} />
                  )}
                </Notice>
              </div>
            )}
            <LoginField
              label={t('login.login')}
              error={tried && login.trim() === '' ? t('login.missingLogin') : undefined}
              value={login}
              onChange={setLogin}
            />
            <PasswordField
              label={t('login.password')}
              autoComplete="current-password"
              error={tried && password === '' ? t('login.missingPassword') : undefined}
              value={password}
              onChange={setPassword}
            />
            <Button type="submit" size="md" loading={entry.isPending}>
              {t('login.submit')}
            </Button>
            {server?.mail && (
              <p className="small">
                <Link to="/password/forgot">{t('login.forgot')}</Link>
              </p>
            )}
            <p className="quiet small">
              {server?.registration ? <Link to="/register">{t('login.register')}</Link> : t('login.help')}{' '}
              {server !== undefined && !server.mail && t('login.noMail')}
            </p>
          </form>
        )}
      </div>
    </Page>
  )
}

function reason(error: unknown): string {
  if (isProblem(error, 'login_failed')) return t('login.wrong')
  if (isProblem(error, 'rate_limited')) {
    const seconds = Math.ceil(error.retryAfter ?? 0)
    return seconds > 0 ? t('login.limited', { seconds }) : t('login.limitedAWhile')
  }
  return explain(error)
}
