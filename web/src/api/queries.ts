/** What pages ask for, each with the key under which the answer is kept. Keys begin with the noun. */
import type { Account, Extension, Session } from '@slipway/sdk'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { slipway } from './slipway.ts'

export const serverQuery = queryOptions({
  queryKey: ['server'],
  queryFn: ({ signal }) => slipway.info({ signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

/** Who one is; nobody, when nobody is signed in. */
export type Visitor = { account: Account | null; permissions: Session['permissions'] }

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }): Promise<Visitor> => slipway.session.get({ signal }),
  staleTime: 60_000,
})

/** Enough for the switcher and the first page; the list there goes on by itself. */
export const appsQuery = queryOptions({
  queryKey: ['apps'],
  queryFn: ({ signal }) => slipway.apps.list({ limit: 200 }, { signal }),
})

export const appQuery = (app: string) =>
  queryOptions({ queryKey: ['apps', app], queryFn: ({ signal }) => slipway.apps.get(app, { signal }) })

export type Stage = 'stable' | 'draft'
const RELEASES_A_PAGE = 15

export const releasesQuery = (app: string, stage: Stage) =>
  infiniteQueryOptions({
    queryKey: ['apps', app, 'releases', { stage }],
    queryFn: ({ pageParam, signal }) =>
      slipway.releases.list(app, { stage, limit: RELEASES_A_PAGE, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor ?? undefined,
  })

export const latestQuery = (app: string, stage: Stage) =>
  queryOptions({
    queryKey: ['apps', app, 'latest', stage],
    queryFn: async ({ signal }) => (await slipway.releases.list(app, { stage, limit: 1 }, { signal })).items[0] ?? null,
  })

export const releaseQuery = (app: string, release: string) =>
  queryOptions({
    queryKey: ['apps', app, 'releases', release],
    queryFn: ({ signal }) => slipway.releases.get(app, release, { signal }),
  })

/** Installers of one release. */
export const installersQuery = (app: string, release: string) =>
  queryOptions({
    queryKey: ['apps', app, 'packages', { release }],
    queryFn: async ({ signal }) => (await slipway.packages.list(app, { release, limit: 200 }, { signal })).items,
  })

/** The newest installers of a stage, from which the platforms of its releases are known. */
export const newestInstallersQuery = (app: string, stage: Stage) =>
  queryOptions({
    queryKey: ['apps', app, 'packages', { stage }],
    queryFn: async ({ signal }) => (await slipway.packages.list(app, { stage, limit: 300 }, { signal })).items,
  })

export const packageQuery = (app: string, id: string) =>
  queryOptions({
    queryKey: ['apps', app, 'packages', id],
    queryFn: ({ signal }) => slipway.packages.get(app, id, { signal }),
  })

export const packageFilesQuery = (app: string, id: string) =>
  queryOptions({
    queryKey: ['apps', app, 'packages', id, 'files'],
    queryFn: ({ signal }) => slipway.packages.listFiles(app, id, { signal }),
  })

export type ExtensionFilter = {
  q?: string | undefined
  os?: string | undefined
  arch?: string | undefined
  category?: string | undefined
  tier?: number | undefined
  license?: string | undefined
  sort?: 'newest' | 'name' | undefined
}
const ROWS_A_PAGE = 200

export const extensionsQuery = (app: string, release: string, filter: ExtensionFilter) =>
  infiniteQueryOptions({
    queryKey: ['apps', app, 'extensions', { release, ...filter }],
    queryFn: ({ pageParam, signal }) =>
      slipway.extensions.list(app, { release, ...filter, limit: ROWS_A_PAGE, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor ?? undefined,
  })

export const facetsQuery = (app: string, release: string) =>
  queryOptions({
    queryKey: ['apps', app, 'facets', release],
    queryFn: ({ signal }) => slipway.catalogue.facets(app, release, {}, { signal }),
  })

export const extensionQuery = (app: string, id: string) =>
  queryOptions({
    queryKey: ['apps', app, 'extensions', id],
    queryFn: ({ signal }) => slipway.extensions.get(app, id, { signal }),
  })

export const extensionFilesQuery = (app: string, id: string) =>
  queryOptions({
    queryKey: ['apps', app, 'extensions', id, 'files'],
    queryFn: ({ signal }) => slipway.extensions.listFiles(app, id, { signal }),
  })

/** The builds of one extension, in one release or the newest of all. */
export const buildsQuery = (app: string, baseName: string, release?: string) =>
  queryOptions({
    queryKey: ['apps', app, 'extensions', { baseName, release }],
    queryFn: async ({ signal }): Promise<Extension[]> =>
      (await slipway.extensions.list(app, { baseName, release, limit: 50 }, { signal })).items,
  })

export type CountFilter = { revision?: string; kind?: 'package' | 'extension'; baseName?: string }

export const downloadsQuery = (app: string, filter: CountFilter) =>
  queryOptions({
    queryKey: ['apps', app, 'downloads', filter],
    queryFn: async ({ signal }) =>
      (await slipway.downloads.listCounts(app, { ...filter, limit: 1000 }, { signal })).items,
    staleTime: 60_000,
  })
