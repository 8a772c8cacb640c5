/** Every page with its address, in one sitting: what it needs before it is shown, and where its code is. */
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  type ErrorComponentProps,
  lazyRouteComponent,
  notFound,
  redirect,
  useRouter,
} from '@tanstack/react-router'
import {
  appQuery,
  appsQuery,
  buildsQuery,
  extensionQuery,
  facetsQuery,
  installersQuery,
  latestQuery,
  newestInstallersQuery,
  packageQuery,
  releaseQuery,
  releasesQuery,
  serverQuery,
  sessionQuery,
} from './api/queries.ts'
import { Frame } from './frame/Frame.tsx'
import { buildFor, groupByName } from './lib/extensions.ts'
import { visitorMachine } from './lib/visitor.ts'
import { readReleaseSearch } from './pages/release/search.ts'
import { NotFound, ProblemView } from './parts/ProblemView.tsx'
import { WaitingCards, WaitingDetail, WaitingHead, WaitingPage, WaitingRows } from './parts/Waiting.tsx'

const ID = /^[0-9a-f]{24}$/

const root = createRootRouteWithContext<{ client: QueryClient }>()({
  component: Frame,
  notFoundComponent: () => <NotFound />,
  errorComponent: (props) => (
    <Frame>
      <RouteProblem {...props} />
    </Frame>
  ),
  loader({ context: { client } }) {
    client.prefetchQuery(sessionQuery)
    client.prefetchQuery(serverQuery)
    client.prefetchQuery(appsQuery)
  },
})

const home = createRoute({
  getParentRoute: () => root,
  path: '/apps',
  component: lazyRouteComponent(() => import('./pages/home/HomePage.tsx'), 'HomePage'),
  pendingComponent: () => (
    <WaitingPage>
      <WaitingHead />
      <WaitingCards count={3} />
    </WaitingPage>
  ),
  async loader({ context: { client } }) {
    const { items } = await client.ensureQueryData(appsQuery)
    const only = items.length === 1 ? items[0] : undefined
    if (only !== undefined) await latest(client, only.slug)
  },
})

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  component: lazyRouteComponent(() => import('./pages/login/LoginPage.tsx'), 'LoginPage'),
  validateSearch: (search): { from?: string | undefined } => ({
    from: typeof search.from === 'string' ? search.from : undefined,
  }),
})

/** The server shows a download page here; when there is none it leads here. */
const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/apps', replace: true })
  },
})

const app = createRoute({
  getParentRoute: () => root,
  path: '/apps/$app',
  component: lazyRouteComponent(() => import('./pages/app/AppPage.tsx'), 'AppPage'),
  pendingComponent: () => (
    <WaitingPage>
      <WaitingHead icon />
      <WaitingCards count={2} />
      <WaitingRows />
    </WaitingPage>
  ),
  async loader({ context: { client }, params }) {
    client.prefetchQuery(newestInstallersQuery(params.app, 'stable'))
    client.prefetchQuery(newestInstallersQuery(params.app, 'draft'))
    await Promise.all([
      client.ensureQueryData(appQuery(params.app)),
      client.ensureInfiniteQueryData(releasesQuery(params.app, 'stable')),
      client.ensureInfiniteQueryData(releasesQuery(params.app, 'draft')),
      latest(client, params.app),
    ])
  },
})

const release = createRoute({
  getParentRoute: () => root,
  path: '/apps/$app/releases/$release',
  component: lazyRouteComponent(() => import('./pages/release/ReleasePage.tsx'), 'ReleasePage'),
  validateSearch: readReleaseSearch,
  pendingComponent: () => (
    <WaitingPage wide>
      <WaitingHead />
      <WaitingRows count={8} />
    </WaitingPage>
  ),
  async loader({ context: { client }, params }) {
    client.prefetchQuery(facetsQuery(params.app, params.release))
    await Promise.all([
      client.ensureQueryData(appQuery(params.app)),
      client.ensureQueryData(releaseQuery(params.app, params.release)),
      client.ensureQueryData(installersQuery(params.app, params.release)),
    ])
  },
})

const aPackage = createRoute({
  getParentRoute: () => root,
  path: '/apps/$app/packages/$package',
  component: lazyRouteComponent(() => import('./pages/package/PackagePage.tsx'), 'PackagePage'),
  pendingComponent: WaitingDetail,
  async loader({ context: { client }, params }) {
    if (!ID.test(params.package)) throw notFound()
    await Promise.all([
      client.ensureQueryData(appQuery(params.app)),
      client.ensureQueryData(packageQuery(params.app, params.package)),
    ])
  },
})

const extension = createRoute({
  getParentRoute: () => root,
  path: '/apps/$app/extensions/$extension',
  component: lazyRouteComponent(() => import('./pages/extension/ExtensionPage.tsx'), 'ExtensionPage'),
  pendingComponent: WaitingDetail,
  validateSearch: (search): { release?: string | undefined } => ({
    release: typeof search.release === 'string' ? search.release : undefined,
  }),
  loaderDeps: ({ search }) => search,
  async loader({ context: { client }, params, deps }) {
    if (!ID.test(params.extension)) return goToBuild(client, params, deps.release)
    await Promise.all([
      client.ensureQueryData(appQuery(params.app)),
      client.ensureQueryData(extensionQuery(params.app, params.extension)),
    ])
  },
})

/** By name: the build for the visitor's machine, of the release asked for or else the newest. */
async function goToBuild(
  client: QueryClient,
  { app: slug, extension: name }: { app: string; extension: string },
  within: string | undefined,
): Promise<void> {
  const builds = await client.ensureQueryData(buildsQuery(slug, name, within))
  const [built] = groupByName(builds)
  if (built === undefined) throw notFound()
  const { id } = buildFor(built, visitorMachine())
  throw redirect({ to: '/apps/$app/extensions/$extension', params: { app: slug, extension: id }, replace: true })
}

/** The newest of both stages, with its installers: what most people come for. */
async function latest(client: QueryClient, slug: string): Promise<void> {
  await Promise.all(
    (['stable', 'draft'] as const).map(async (stage) => {
      const found = await client.ensureQueryData(latestQuery(slug, stage))
      if (found !== null) await client.ensureQueryData(installersQuery(slug, found.id))
    }),
  )
}

export function RouteProblem({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <ProblemView
      error={error}
      retry={() => {
        reset()
        router.invalidate()
      }}
    />
  )
}

export const routes = root.addChildren([start, home, login, app, release, aPackage, extension])
