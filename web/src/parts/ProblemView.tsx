/** A page that could not be shown: what, why, what to do, and the id by which the server knows the request. */
import { isProblem, type SlipwayProblem } from '@slipway/sdk'
import { IconCloudOff, IconCompass, IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { sessionQuery } from '../api/queries.ts'
import { problemText, t } from '../texts/index.ts'
import { Button } from './Button.tsx'
import { CopyButton } from './CopyButton.tsx'
import { Page } from './Page.tsx'
import css from './ProblemView.module.css'

export function ProblemView({ error, retry }: { error: unknown; retry: () => void }) {
  if (isProblem(error)) {
    if (error.status === 404) return <NotFound problem={error} />
    if (error.status === 401 || error.status === 403) return <NotAllowed problem={error} />
  }
  // After an update the server no longer has the pieces that an open page still asks for.
  const outdated = error instanceof TypeError && /import|module/i.test(error.message)
  return (
    <Page title={t('problem.errorTitle')}>
      <div className={css.problem} role="alert">
        <IconCloudOff size={40} stroke={1.25} aria-hidden />
        <h1 tabIndex={-1}>{t('problem.errorTitle')}</h1>
        <p>{outdated ? t('problem.newVersion') : explain(error)}</p>
        <div className={css.actions}>
          <Button onClick={outdated ? () => location.reload() : retry}>
            {outdated ? t('problem.reload') : t('problem.retry')}
          </Button>
        </div>
        <RequestId error={error} />
      </div>
    </Page>
  )
}

/** What happened, in words for people. */
export function explain(error: unknown): string {
  if (!isProblem(error)) return t('problem.unexpected')
  if (error.code === 'unreachable') return t('problem.unreachable')
  if (error.code === 'unavailable') return t('problem.unavailable')
  if (error.code === 'internal') return t('problem.internal')
  return problemText(error)
}

export function RequestId({ error }: { error: unknown }) {
  if (!isProblem(error) || error.requestId === undefined) return null
  return (
    <p className={css.request}>
      {t('problem.requestId')} <code>{error.requestId}</code>
      <CopyButton text={error.requestId} thing={t('problem.requestId')} />
    </p>
  )
}

export function NotFound({ problem }: { problem?: SlipwayProblem }) {
  const { data: session } = useQuery(sessionQuery)
  return (
    <Page title={t('problem.notFoundTitle')}>
      <div className={css.problem}>
        <IconCompass size={40} stroke={1.25} aria-hidden />
        <h1 tabIndex={-1}>{t('problem.notFoundTitle')}</h1>
        <p>
          {problem === undefined ? '' : `${missing(problem)} `}
          {t('problem.notFound')} {session?.account === null && t('problem.notFoundPrivate')}
        </p>
        <div className={css.actions}>
          <Button renderRoot={(props) => <Link {...props} to="/apps" />}>{t('problem.toStart')}</Button>
          {session?.account === null && <SignInButton variant="default" />}
        </div>
      </div>
    </Page>
  )
}

function missing({ code, details }: SlipwayProblem): string {
  const name = typeof details.app === 'string' ? details.app : ''
  const release = typeof details.release === 'string' ? details.release : ''
  if (code === 'app_not_found' && name !== '') return t('problem.app', { name })
  if (code === 'release_not_found' && release !== '') return t('problem.release', { name: release })
  if (code === 'package_not_found') return t('problem.package')
  if (code === 'extension_not_found') return t('problem.extension')
  return ''
}

function NotAllowed({ problem }: { problem: SlipwayProblem }) {
  const signIn = problem.status === 401
  const inApp = useLocation().pathname.startsWith('/apps/')
  const title = signIn ? t('problem.loginTitle') : t('problem.forbiddenTitle')
  return (
    <Page title={title}>
      <div className={css.problem}>
        <IconLock size={40} stroke={1.25} aria-hidden />
        <h1 tabIndex={-1}>{title}</h1>
        <p>
          {explain(problem)} {!signIn && t(inApp ? 'problem.forbidden' : 'problem.forbiddenSite')}
        </p>
        <div className={css.actions}>
          {signIn ? (
            <SignInButton variant="filled" />
          ) : (
            <Button renderRoot={(props) => <Link {...props} to="/apps" />}>{t('problem.toStart')}</Button>
          )}
        </div>
        <RequestId error={problem} />
      </div>
    </Page>
  )
}

function SignInButton({ variant }: { variant: 'filled' | 'default' }) {
  const { href } = useLocation()
  return (
    <Button variant={variant} renderRoot={(props) => <Link {...props} to="/login" search={{ from: href }} />}>
      {t('site.signIn')}
    </Button>
  )
}
