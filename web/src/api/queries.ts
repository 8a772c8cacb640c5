/** What pages ask for, each with the key under which the answer is kept. Keys begin with the noun. */
import type { Account, Session, SpkRepository } from '@slipway/sdk'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { dayOf, daysAgo } from '../lib/days.ts'
import { slipway } from './slipway.ts'

export const serverQuery = queryOptions({
  queryKey: ['server'],
  queryFn: ({ signal }) => slipway.info({ signal }),
  staleTime: Number.POSITIVE_INFINITY,
})

/** Whether there are Synology packages here, and what one may do with them. */
export const repositoryQuery = queryOptions({
  queryKey: ['spk'],
  // By its address: the part of the SDK for Synology packages comes with their pages.
  queryFn: async ({ signal }): Promise<SpkRepository> =>
    (await slipway.transport.api.GET('/api/v2/spk', { signal })).data as SpkRepository,
  staleTime: 60_000,
})

/** Who one is; nobody, when nobody is signed in. */
export type Visitor = { account: Account | null; permissions: Session['permissions'] }

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }): Promise<Visitor> => slipway.session.get({ signal }),
  staleTime: 60_000,
})

const APPS_A_PAGE = 200

/** Enough for the switcher and the first page; the list there goes on by itself. */
export const appsQuery = queryOptions({
  queryKey: ['apps'],
  queryFn: ({ signal }) => slipway.apps.list({ limit: APPS_A_PAGE }, { signal }),
})

/** What comes after those, if anything does. */
export const moreAppsQuery = (after: string | null) =>
  infiniteQueryOptions({
    queryKey: ['apps', 'after', after],
    queryFn: ({ pageParam, signal }) => slipway.apps.list({ limit: APPS_A_PAGE, cursor: pageParam }, { signal }),
    initialPageParam: after ?? undefined,
    getNextPageParam: ({ cursor }) => cursor ?? undefined,
    enabled: after !== null,
  })

export const appQuery = (app: string) =>
  queryOptions({ queryKey: ['apps', app], queryFn: ({ signal }) => slipway.apps.get(app, { signal }) })

export type Stage = 'stable' | 'draft'
/** A few for a first look; who wants more wants many. */
const RELEASES_AT_FIRST = 15
const RELEASES_A_PAGE = 100

export const releasesQuery = (app: string, stage: Stage) =>
  infiniteQueryOptions({
    queryKey: ['apps', app, 'releases', { stage }],
    queryFn: ({ pageParam, signal }) =>
      slipway.releases.list(
        app,
        { stage, limit: pageParam === undefined ? RELEASES_AT_FIRST : RELEASES_A_PAGE, cursor: pageParam },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor ?? undefined,
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

/** The releases one can choose among, both stages, newest first. */
export const choosableReleasesQuery = (app: string) =>
  queryOptions({
    queryKey: ['apps', app, 'releases', 'choosable'],
    queryFn: async ({ signal }) => {
      const list = (stage: Stage, limit: number) => slipway.releases.list(app, { stage, limit }, { signal })
      const [stable, draft] = await Promise.all([list('stable', 200), list('draft', 100)])
      return { stable: stable.items, draft: draft.items }
    },
    staleTime: 60_000,
  })

export type FacetFilter = {
  q?: string | undefined
  os?: string | undefined
  arch?: string | undefined
  category?: string | undefined
  tier?: number | undefined
  license?: string | undefined
}
export type CatalogueSort = 'name' | 'newest' | 'updated' | 'downloads'
const CARDS_A_PAGE = 200

/** One entry per extension of a release. Without a sort, by name, or what fits best first. */
export const catalogueQuery = (
  app: string,
  release: string,
  filter: FacetFilter & { sort?: CatalogueSort | undefined },
) =>
  infiniteQueryOptions({
    queryKey: ['apps', app, 'catalogue', release, filter],
    queryFn: ({ pageParam, signal }) =>
      slipway.catalogue.browse(
        app,
        release,
        { ...filter, limit: CARDS_A_PAGE, total: pageParam === undefined, cursor: pageParam },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor ?? undefined,
  })

export const facetsQuery = (app: string, release: string, filter: FacetFilter) =>
  queryOptions({
    queryKey: ['apps', app, 'facets', release, filter],
    queryFn: ({ signal }) => slipway.catalogue.facets(app, release, filter, { signal }),
  })

/** An extension by name, in one release or the newest that has it. */
export const overviewQuery = (app: string, name: string, release: string | undefined) =>
  queryOptions({
    queryKey: ['apps', app, 'catalogue', 'of', name, release],
    queryFn: ({ signal }) => slipway.catalogue.overview(app, name, { release }, { signal }),
  })

const VERSIONS_A_PAGE = 60

export const versionsQuery = (app: string, name: string) =>
  infiniteQueryOptions({
    queryKey: ['apps', app, 'catalogue', 'versions', name],
    queryFn: ({ pageParam, signal }) =>
      slipway.catalogue.versions(app, name, { limit: VERSIONS_A_PAGE, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ cursor }) => cursor ?? undefined,
  })

export const TREND_DAYS = 90

/** Downloads of an extension by day. */
export const trendQuery = (app: string, baseName: string) =>
  queryOptions({
    queryKey: ['apps', app, 'trend', baseName],
    queryFn: ({ signal }) => {
      const from = dayOf(daysAgo(TREND_DAYS - 1, new Date()))
      return slipway.statistics.get(app, { by: 'day', kind: 'extension', baseName, from }, { signal })
    },
    staleTime: 60_000,
  })

export const matrixQuery = (app: string, release: string, compareWith: string | undefined) =>
  queryOptions({
    queryKey: ['apps', app, 'matrix', release, compareWith],
    queryFn: ({ signal }) => slipway.catalogue.matrix(app, release, { with: compareWith }, { signal }),
  })

export const comparisonQuery = (app: string, from: string, to: string) =>
  queryOptions({
    queryKey: ['apps', app, 'comparison', from, to],
    queryFn: ({ signal }) => slipway.catalogue.compare(app, from, to, { signal }),
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

export type CountFilter = { revision?: string; kind?: 'package' | 'extension'; baseName?: string }

export const downloadsQuery = (app: string, filter: CountFilter) =>
  queryOptions({
    queryKey: ['apps', app, 'downloads', filter],
    queryFn: async ({ signal }) =>
      (await slipway.downloads.listCounts(app, { ...filter, limit: 1000 }, { signal })).items,
    staleTime: 60_000,
  })

export type StatisticsAsked = Parameters<typeof slipway.statistics.get>[1] & object

/** Packages for Synology devices are of no application. */
export const NAS_PACKAGES = null
/** Whose downloads: an application's, or those of all packages for Synology devices. */
export type Subject = string | typeof NAS_PACKAGES

/** Downloads added up; renewed now and then, because they change all the time. */
export const statisticsQuery = (of: Subject, asked: StatisticsAsked) =>
  queryOptions({
    queryKey: of === NAS_PACKAGES ? ['spk', 'statistics', asked] : ['apps', of, 'statistics', asked],
    queryFn: ({ signal }) =>
      of === NAS_PACKAGES ? slipway.statistics.ofSpk(asked, { signal }) : slipway.statistics.get(of, asked, { signal }),
    staleTime: 60_000,
  })

export const countingRulesQuery = queryOptions({
  queryKey: ['counting-rules'],
  queryFn: ({ signal }) => slipway.statistics.rules({ signal }),
  staleTime: Number.POSITIVE_INFINITY,
})
