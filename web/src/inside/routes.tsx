/** Pages for those who sign in, with what each needs first. Their code and their texts come with the first of them. */
import { type App, SlipwayProblem } from '@slipway/sdk'
import type { QueryClient } from '@tanstack/react-query'
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { appQuery, releaseQuery, releasesQuery, repositoryQuery, serverQuery, sessionQuery } from '../api/queries.ts'
import { WaitingHead, WaitingPage, WaitingRows } from '../parts/Waiting.tsx'
import { root } from '../root-route.tsx'
import type { AuditFilter, JobState } from './queries.ts'

type Action = App['permissions'][number]

const queries = () => import('./queries.ts')
// One piece each: every further one would cost visitors its name.
const accountPages = () => import('../pages/account/index.ts')
const registerPages = () => import('../pages/register/index.ts')
const adminPages = () => import('../pages/admin/index.ts')
const managePages = () => import('../pages/manage/index.ts')

const Waiting = () => (
  <WaitingPage>
    <WaitingHead />
    <WaitingRows />
  </WaitingPage>
)

type Guarded = { context: { client: QueryClient }; location: { href: string } }

/** Nobody is sent to sign in; who may not is told so, in the server's words. */
async function requireSession({ context: { client }, location }: Guarded, action?: Action): Promise<void> {
  const session = await client.ensureQueryData(sessionQuery)
  if (session.account === null) throw redirect({ to: '/login', search: { from: location.href }, replace: true })
  if (action === undefined || session.permissions.includes(action)) return
  throw new SlipwayProblem('forbidden', 'This needs a site administrator.', { status: 403 })
}

async function requireInApp(guarded: Guarded, app: string, action: Action): Promise<void> {
  await requireSession(guarded)
  const { permissions } = await guarded.context.client.ensureQueryData(appQuery(app))
  if (permissions.includes(action)) return
  throw new SlipwayProblem('forbidden', 'This needs another role in the application.', { status: 403 })
}

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(accountPages, 'AccountFrame'),
  pendingComponent: Waiting,
  beforeLoad: (guarded) => requireSession(guarded),
})
const profile = createRoute({
  getParentRoute: () => account,
  path: '/',
  component: lazyRouteComponent(accountPages, 'ProfilePage'),
  loader: ({ context: { client } }) =>
    Promise.all([
      client.ensureQueryData(sessionQuery),
      client.ensureQueryData(serverQuery),
      client.ensureQueryData(repositoryQuery),
    ]).then(() => undefined),
})
const sessions = createRoute({
  getParentRoute: () => account,
  path: '/sessions',
  component: lazyRouteComponent(accountPages, 'SessionsPage'),
  loader: async ({ context: { client } }) => {
    await client.ensureQueryData((await queries()).sessionsQuery)
  },
})
const keys = createRoute({
  getParentRoute: () => account,
  path: '/keys',
  component: lazyRouteComponent(accountPages, 'KeysPage'),
  loader: async ({ context: { client } }) => {
    await client.ensureInfiniteQueryData((await queries()).keysQuery(undefined))
  },
})
const factors = createRoute({
  getParentRoute: () => account,
  path: '/factors',
  component: lazyRouteComponent(accountPages, 'FactorsPage'),
  loader: async ({ context: { client } }) => {
    await client.ensureQueryData((await queries()).factorsQuery)
  },
})

const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: lazyRouteComponent(registerPages, 'RegisterPage'),
  loader: async ({ context: { client } }) => {
    await client.ensureQueryData(serverQuery)
  },
})
const confirmRegistration = createRoute({
  getParentRoute: () => root,
  path: '/register/confirm',
  component: lazyRouteComponent(registerPages, 'ConfirmRegistrationPage'),
})
const confirmEmail = createRoute({
  getParentRoute: () => root,
  path: '/account/email/confirm',
  component: lazyRouteComponent(registerPages, 'ConfirmEmailPage'),
})
const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/password/forgot',
  component: lazyRouteComponent(registerPages, 'ForgotPasswordPage'),
})
const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/password/new',
  component: lazyRouteComponent(registerPages, 'NewPasswordPage'),
})

const admin = createRoute({
  getParentRoute: () => root,
  path: '/admin',
  component: lazyRouteComponent(adminPages, 'AdminFrame'),
  pendingComponent: Waiting,
  beforeLoad: (guarded) => requireSession(guarded, 'site.manage'),
})
const adminStart = createRoute({
  getParentRoute: () => admin,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/admin/people', replace: true })
  },
})
const people = createRoute({
  getParentRoute: () => admin,
  path: '/people',
  component: lazyRouteComponent(adminPages, 'PeoplePage'),
  loader: async ({ context: { client } }) => {
    const { accountsQuery, waitingQuery } = await queries()
    await Promise.all([client.ensureInfiniteQueryData(accountsQuery), client.ensureInfiniteQueryData(waitingQuery)])
  },
})
const person = createRoute({
  getParentRoute: () => admin,
  path: '/people/$account',
  component: lazyRouteComponent(adminPages, 'PersonPage'),
  loader: async ({ context: { client }, params }) => {
    const { accountQuery, keysQuery } = await queries()
    await client.ensureQueryData(accountQuery(params.account))
    await client.ensureInfiniteQueryData(keysQuery(params.account))
  },
})
const adminApps = createRoute({
  getParentRoute: () => admin,
  path: '/apps',
  component: lazyRouteComponent(adminPages, 'AdminAppsPage'),
  loader: async ({ context: { client } }) => {
    const { appPagesQuery, collectionPagesQuery, deletedAppsQuery } = await queries()
    await Promise.all([
      client.ensureInfiniteQueryData(appPagesQuery),
      client.ensureInfiniteQueryData(collectionPagesQuery),
      client.ensureQueryData(deletedAppsQuery),
    ])
  },
})
const storage = createRoute({
  getParentRoute: () => admin,
  path: '/storage',
  component: lazyRouteComponent(adminPages, 'StoragePage'),
  loader: async ({ context: { client } }) => {
    await client.ensureQueryData((await queries()).storageQuery)
  },
})
const jobs = createRoute({
  getParentRoute: () => admin,
  path: '/jobs',
  component: lazyRouteComponent(adminPages, 'JobsPage'),
  validateSearch: (search): { state?: JobState | undefined } => {
    const state = (['waiting', 'running', 'done', 'failed'] as const).find((one) => one === search.state)
    return state === undefined ? {} : { state }
  },
  loaderDeps: ({ search }) => search,
  loader: async ({ context: { client }, deps }) => {
    await client.ensureInfiniteQueryData((await queries()).jobsQuery(deps.state))
  },
})
const audit = createRoute({
  getParentRoute: () => admin,
  path: '/audit',
  component: lazyRouteComponent(adminPages, 'AuditPage'),
  validateSearch: (search): AuditFilter => {
    const text = (key: string) => {
      const value = search[key]
      return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
    }
    const day = (key: string) => (Number.isNaN(Date.parse(text(key) ?? '')) ? undefined : text(key))
    const { app, target, actor, action } = {
      app: text('app'),
      target: text('target'),
      actor: text('actor'),
      action: text('action'),
    }
    return { app, target, actor, action, since: day('since'), until: day('until') }
  },
})
const settings = createRoute({
  getParentRoute: () => admin,
  path: '/settings',
  component: lazyRouteComponent(adminPages, 'SettingsPage'),
  loader: async ({ context: { client } }) => {
    await Promise.all([client.ensureQueryData((await queries()).settingsQuery), client.ensureQueryData(serverQuery)])
  },
})
const health = createRoute({
  getParentRoute: () => admin,
  path: '/health',
  component: lazyRouteComponent(adminPages, 'HealthPage'),
  loader: async ({ context: { client } }) => {
    await client.ensureQueryData((await queries()).healthQuery)
  },
})

/** For those who look after an application, all of theirs. */
const dashboard = createRoute({
  getParentRoute: () => root,
  path: '/dashboard',
  component: lazyRouteComponent(() => import('../pages/dashboard/DashboardPage.tsx'), 'DashboardPage'),
  pendingComponent: Waiting,
  validateSearch: ({ days }): { days?: unknown } => ({ days }),
  beforeLoad: (guarded) => requireSession(guarded),
  loader: async ({ context: { client } }) => {
    await client.ensureQueryData((await queries()).allAppsQuery)
  },
})

const manage = createRoute({
  getParentRoute: () => root,
  path: '/apps/$app/manage',
  component: lazyRouteComponent(managePages, 'ManageFrame'),
  pendingComponent: Waiting,
  async beforeLoad(guarded) {
    await requireSession(guarded)
    await guarded.context.client.ensureQueryData(appQuery(guarded.params.app))
  },
})
const publish = createRoute({
  getParentRoute: () => manage,
  path: '/',
  component: lazyRouteComponent(managePages, 'PublishPage'),
  beforeLoad: (guarded) => requireInApp(guarded, guarded.params.app, 'package.publish'),
})
const releases = createRoute({
  getParentRoute: () => manage,
  path: '/releases',
  component: lazyRouteComponent(managePages, 'ReleasesPage'),
  beforeLoad: (guarded) => requireInApp(guarded, guarded.params.app, 'release.update'),
  loader: async ({ context: { client }, params }) => {
    await Promise.all([
      client.ensureInfiniteQueryData(releasesQuery(params.app, 'draft')),
      client.ensureInfiniteQueryData(releasesQuery(params.app, 'stable')),
    ])
  },
})
const releaseEdit = createRoute({
  getParentRoute: () => manage,
  path: '/releases/$release',
  component: lazyRouteComponent(managePages, 'ReleaseEditPage'),
  beforeLoad: (guarded) => requireInApp(guarded, guarded.params.app, 'release.update'),
  loader: async ({ context: { client }, params }) => {
    await client.ensureQueryData(releaseQuery(params.app, params.release))
  },
})
const members = createRoute({
  getParentRoute: () => manage,
  path: '/members',
  component: lazyRouteComponent(managePages, 'MembersPage'),
  beforeLoad: (guarded) => requireInApp(guarded, guarded.params.app, 'member.read'),
  loader: async ({ context: { client }, params }) => {
    await client.ensureQueryData((await queries()).membersQuery(params.app))
  },
})
const retention = createRoute({
  getParentRoute: () => manage,
  path: '/retention',
  component: lazyRouteComponent(managePages, 'RetentionPage'),
  beforeLoad: (guarded) => requireInApp(guarded, guarded.params.app, 'retention.read'),
  loader: async ({ context: { client }, params }) => {
    await client.ensureQueryData((await queries()).retentionQuery(params.app))
  },
})
const trash = createRoute({
  getParentRoute: () => manage,
  path: '/trash',
  component: lazyRouteComponent(managePages, 'TrashPage'),
  beforeLoad: (guarded) => requireInApp(guarded, guarded.params.app, 'trash.read'),
  loader: async ({ context: { client }, params }) => {
    await client.ensureQueryData((await queries()).trashQuery(params.app))
  },
})
const general = createRoute({
  getParentRoute: () => manage,
  path: '/general',
  component: lazyRouteComponent(managePages, 'GeneralPage'),
  beforeLoad: (guarded) => requireInApp(guarded, guarded.params.app, 'app.update'),
})

const promote = createRoute({
  getParentRoute: () => root,
  path: '/apps/$app/drafts/$revision/promote',
  component: lazyRouteComponent(managePages, 'PromotePage'),
  pendingComponent: Waiting,
  beforeLoad: (guarded) => requireInApp(guarded, guarded.params.app, 'release.promote'),
  loader: async ({ context: { client }, params }) => {
    await Promise.all([
      client.ensureQueryData(releaseQuery(params.app, params.revision)),
      client.ensureQueryData((await queries()).promotionQuery(params.app, params.revision)),
    ])
  },
})

export const insideRoutes = [
  account.addChildren([profile, sessions, keys, factors]),
  register,
  confirmRegistration,
  confirmEmail,
  forgotPassword,
  newPassword,
  admin.addChildren([adminStart, people, person, adminApps, storage, jobs, audit, settings, health]),
  manage.addChildren([publish, releases, releaseEdit, members, retention, trash, general]),
  promote,
  dashboard,
] as const
