/** Every page with its address, in one sitting: what it needs before it is shown, and where its code is. */
import type { App } from '@slipway/sdk'
import type { QueryClient } from '@tanstack/react-query'
import { createRoute, lazyRouteComponent, notFound, redirect } from '@tanstack/react-router'
import {
  appQuery,
  appsQuery,
  catalogueQuery,
  choosableReleasesQuery,
  countingRulesQuery,
  extensionQuery,
  facetsQuery,
  installersQuery,
  matrixQuery,
  overviewQuery,
  packageQuery,
  releaseQuery,
  releasesQuery,
  repositoryQuery,
} from './api/queries.ts'
import { insideRoutes } from './inside/routes.tsx'
import { readCatalogueSearch } from './pages/catalogue/search.ts'
import { readCompareSearch } from './pages/compare/search.ts'
import { readMatrixSearch } from './pages/matrix/search.ts'
import { readStatisticsSearch } from './pages/statistics/search.ts'
import { readExplainSearch, readSpkStatisticsSearch, readSynologySearch } from './pages/synology/search.ts'
import { readManageSearch } from './pages/synology-manage/tabs.ts'
import { WaitingCards, WaitingDetail, WaitingHead, WaitingPage, WaitingRows } from './parts/Waiting.tsx'
import { root } from './root-route.tsx'

const ID = /^[0-9a-f]{24}$/

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
    if (only !== undefined) await latestInstallers(client, only)
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
    await Promise.all([
      client.ensureQueryData(appQuery(params.app)).then((found) => latestInstallers(client, found)),
      client.ensureInfiniteQueryData(releasesQuery(params.app, 'stable')),
      client.ensureInfiniteQueryData(releasesQuery(params.app, 'draft')),
    ])
  },
})

const release = createRoute({
  getParentRoute: () => root,
  path: '/apps/$app/releases/$release',
  component: lazyRouteComponent(() => import('./pages/release/ReleasePage.tsx'), 'ReleasePage'),
  // The catalogue was a part of this page once.
  beforeLoad({ location, params }) {
    const old = location.search as Record<string, unknown>
    if (old.tab !== 'extensions') return
    const search = { ...readCatalogueSearch(old), release: params.release }
    throw redirect({ to: '/apps/$app/extensions', params: { app: params.app }, search, replace: true })
  },
  pendingComponent: () => (
    <WaitingPage wide>
      <WaitingHead />
      <WaitingRows count={8} />
    </WaitingPage>
  ),
  async loader({ context: { client }, params }) {
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

const catalogue = createRoute({
  getParentRoute: () => root,
  path: '/apps/$app/extensions',
  component: lazyRouteComponent(() => import('./pages/catalogue/CataloguePage.tsx'), 'CataloguePage'),
  pendingComponent: () => (
    <WaitingPage wide>
      <WaitingHead />
      <WaitingCards count={9} />
    </WaitingPage>
  ),
  validateSearch: readCatalogueSearch,
  loaderDeps: ({ search: { release } }) => ({ release }),
  /** The release asked for, or else the newest that has extensions. */
  async loader({ context: { client }, params, deps, location }) {
    const found = await client.ensureQueryData(appQuery(params.app))
    const { stable, draft } = found.latest
    const usual = [stable, draft].find((latest) => (latest?.extensions ?? 0) > 0) ?? stable ?? draft
    const reference = deps.release ?? usual?.name
    if (reference === undefined) return { reference }
    const { release: _, sort, ...filter } = readCatalogueSearch(location.search as Record<string, unknown>)
    client.prefetchQuery(facetsQuery(params.app, reference, filter))
    client.prefetchInfiniteQuery(catalogueQuery(params.app, reference, { ...filter, sort }))
    await client.ensureQueryData(releaseQuery(params.app, reference))
    return { reference }
  },
})

const extension = createRoute({
  getParentRoute: () => root,
  path: '/apps/$app/extensions/$name',
  component: lazyRouteComponent(() => import('./pages/extension/ExtensionPage.tsx'), 'ExtensionPage'),
  pendingComponent: WaitingDetail,
  validateSearch: (search): { release?: string | undefined; os?: string | undefined; arch?: string | undefined } => {
    const text = (key: string) => (typeof search[key] === 'string' ? search[key] : undefined)
    return { release: text('release'), os: text('os'), arch: text('arch') }
  },
  loaderDeps: ({ search: { release } }) => ({ release }),
  async loader({ context: { client }, params, deps }) {
    if (ID.test(params.name)) return goToName(client, params.app, params.name)
    await Promise.all([
      client.ensureQueryData(appQuery(params.app)),
      client.ensureQueryData(overviewQuery(params.app, params.name, deps.release)),
    ])
  },
})

/** A build by its id has its place on the page of its name. */
async function goToName(client: QueryClient, app: string, id: string): Promise<void> {
  const { baseName: name, release, os, arch } = await client.ensureQueryData(extensionQuery(app, id))
  const search = { release: release.name, os, arch }
  throw redirect({ to: '/apps/$app/extensions/$name', params: { app, name }, search, replace: true })
}

const matrix = createRoute({
  getParentRoute: () => root,
  path: '/apps/$app/matrix/$revision',
  component: lazyRouteComponent(() => import('./pages/matrix/MatrixPage.tsx'), 'MatrixPage'),
  pendingComponent: () => (
    <WaitingPage wide>
      <WaitingHead />
      <WaitingRows count={12} />
    </WaitingPage>
  ),
  validateSearch: readMatrixSearch,
  loaderDeps: ({ search }) => ({ with: search.with }),
  async loader({ context: { client }, params, deps }) {
    client.prefetchQuery(matrixQuery(params.app, params.revision, deps.with))
    await client.ensureQueryData(appQuery(params.app))
  },
})

const newestMatrix = createRoute({
  getParentRoute: () => root,
  path: '/apps/$app/matrix',
  async loader({ context: { client }, params, location }) {
    const { latest } = await client.ensureQueryData(appQuery(params.app))
    const newest = latest.draft ?? latest.stable
    if (newest === null) throw notFound()
    const to = { app: params.app, revision: newest.name }
    const search = readMatrixSearch(location.search as Record<string, unknown>)
    throw redirect({ to: '/apps/$app/matrix/$revision', params: to, search, replace: true })
  },
})

const compare = createRoute({
  getParentRoute: () => root,
  path: '/apps/$app/compare',
  component: lazyRouteComponent(() => import('./pages/compare/ComparePage.tsx'), 'ComparePage'),
  pendingComponent: () => (
    <WaitingPage wide>
      <WaitingHead />
      <WaitingRows count={10} />
    </WaitingPage>
  ),
  validateSearch: readCompareSearch,
  loaderDeps: ({ search: { from, to } }) => ({ from, to }),
  /** Without a choice: what is newest, compared with the stable release before it, or else the draft before. */
  async loader({ context: { client }, params, deps }) {
    await client.ensureQueryData(appQuery(params.app))
    const { stable, draft } = await client.ensureQueryData(choosableReleasesQuery(params.app))
    const timeOf = (it: (typeof stable)[number]) => it.releasedAt ?? it.createdAt
    const all = [...stable, ...draft].sort((a, b) => (timeOf(a) < timeOf(b) ? 1 : -1))
    const to =
      deps.to === undefined
        ? all[0]
        : all.find(({ name, revision, id }) => [name, revision, id].includes(deps.to ?? ''))
    const others = all.filter(({ id }) => id !== to?.id)
    const older = others.filter((it) => to === undefined || timeOf(it) < timeOf(to))
    const usual = older.find(({ stage }) => stage === 'stable') ?? older[0] ?? others[0]
    const pair = { from: deps.from ?? usual?.name, to: deps.to ?? to?.name }
    return { pair: pair.from === undefined || pair.to === undefined ? undefined : { from: pair.from, to: pair.to } }
  },
})

const statistics = createRoute({
  getParentRoute: () => root,
  path: '/apps/$app/statistics',
  component: lazyRouteComponent(() => import('./pages/statistics/StatisticsPage.tsx'), 'StatisticsPage'),
  pendingComponent: () => (
    <WaitingPage>
      <WaitingHead />
      <WaitingRows count={10} />
    </WaitingPage>
  ),
  validateSearch: readStatisticsSearch,
  async loader({ context: { client }, params }) {
    client.prefetchQuery(countingRulesQuery)
    await client.ensureQueryData(appQuery(params.app))
  },
})

/** Of the only application, or of all. */
const siteStatistics = createRoute({
  getParentRoute: () => root,
  path: '/statistics',
  component: lazyRouteComponent(() => import('./pages/statistics/SitePage.tsx'), 'SitePage'),
  async loader({ context: { client } }) {
    const { items } = await client.ensureQueryData(appsQuery)
    const only = items.length === 1 ? items[0] : undefined
    if (only !== undefined) throw redirect({ to: '/apps/$app/statistics', params: { app: only.slug }, replace: true })
  },
})

/** The installers of the newest of both stages: what most people come for. */
async function latestInstallers(client: QueryClient, { slug, latest }: App): Promise<void> {
  const found = [latest.stable, latest.draft].filter((release) => release !== null)
  await Promise.all(found.map(({ id }) => client.ensureQueryData(installersQuery(slug, id))))
}

const synologyQueries = () => import('./pages/synology/queries.ts')

const synology = createRoute({
  getParentRoute: () => root,
  path: '/synology',
  component: lazyRouteComponent(() => import('./pages/synology/SynologyPage.tsx'), 'SynologyPage'),
  validateSearch: readSynologySearch,
  pendingComponent: () => (
    <WaitingPage>
      <WaitingHead />
      <WaitingCards count={9} />
    </WaitingPage>
  ),
  loaderDeps: ({ search }) => search,
  async loader({ context: { client }, deps }) {
    const { architecturesQuery, spksQuery } = await synologyQueries()
    client.prefetchInfiniteQuery(spksQuery(deps, 'active'))
    await Promise.all([client.ensureQueryData(repositoryQuery), client.ensureQueryData(architecturesQuery)])
  },
})

type AboutSpk = { context: { client: QueryClient }; params: { package: string } }

async function ofSpk({ context: { client }, params }: AboutSpk): Promise<void> {
  const { architecturesQuery, firmwaresQuery, spkQuery } = await synologyQueries()
  await Promise.all([
    client.ensureQueryData(spkQuery(params.package)),
    client.ensureQueryData(repositoryQuery),
    client.ensureQueryData(architecturesQuery),
    client.ensureQueryData(firmwaresQuery),
  ])
}

const spk = createRoute({
  getParentRoute: () => root,
  path: '/synology/packages/$package',
  component: lazyRouteComponent(() => import('./pages/synology/SpkPage.tsx'), 'SpkPage'),
  pendingComponent: WaitingDetail,
  loader: ofSpk,
})

const explainSpk = createRoute({
  getParentRoute: () => root,
  path: '/synology/packages/$package/explain',
  component: lazyRouteComponent(() => import('./pages/synology/ExplainPage.tsx'), 'ExplainPage'),
  validateSearch: readExplainSearch,
  pendingComponent: WaitingDetail,
  loader: ofSpk,
})

const spkStatistics = createRoute({
  getParentRoute: () => root,
  path: '/synology/statistics',
  component: lazyRouteComponent(() => import('./pages/synology/SpkStatisticsPage.tsx'), 'SpkStatisticsPage'),
  validateSearch: readSpkStatisticsSearch,
  pendingComponent: WaitingDetail,
  async loader({ context: { client } }) {
    await client.ensureQueryData((await synologyQueries()).firmwaresQuery)
  },
})

const manageSynology = createRoute({
  getParentRoute: () => root,
  path: '/synology/manage',
  component: lazyRouteComponent(() => import('./pages/synology-manage/ManagePage.tsx'), 'ManagePage'),
  validateSearch: readManageSearch,
  loader: ({ context: { client } }) => client.ensureQueryData(repositoryQuery),
})

const manageSpk = createRoute({
  getParentRoute: () => root,
  path: '/synology/packages/$package/manage',
  component: lazyRouteComponent(() => import('./pages/synology-manage/ManageSpkPage.tsx'), 'ManageSpkPage'),
  pendingComponent: WaitingDetail,
  loader: ofSpk,
})

export const routes = root.addChildren([
  start,
  home,
  login,
  app,
  release,
  aPackage,
  catalogue,
  extension,
  newestMatrix,
  matrix,
  compare,
  synology,
  spk,
  explainSpk,
  spkStatistics,
  manageSynology,
  manageSpk,
  ...insideRoutes,
  statistics,
  siteStatistics,
])
