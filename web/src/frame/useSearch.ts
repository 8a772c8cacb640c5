/** What the search finds: applications by their name, the rest within one application. */
import type { App, Package, Release } from '@slipway/sdk'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { appsQuery, latestQuery } from '../api/queries.ts'
import { slipway } from '../api/slipway.ts'
import { type Built, groupByName } from '../lib/extensions.ts'

export type Found = { apps: App[]; releases: Release[]; packages: Package[]; extensions: Built[] }
export type Scope = { app: string; name: string; release: { id: string; name: string } | undefined }

const A_FEW = 5
const ROWS_OF_A_FEW = 40

/** The application one is in, or the only one there is; and of it the release one looks at, or the newest. */
export function useScope(): Scope | undefined {
  const params = useParams({ strict: false })
  const { data: apps } = useQuery(appsQuery)
  const app =
    apps?.items.find(({ slug }) => slug === params.app) ?? (apps?.items.length === 1 ? apps.items[0] : undefined)
  const slug = app?.slug ?? ''
  const stable = useQuery({ ...latestQuery(slug, 'stable'), enabled: app !== undefined })
  const draft = useQuery({ ...latestQuery(slug, 'draft'), enabled: app !== undefined && stable.data === null })
  if (app === undefined) return undefined
  const newest = stable.data ?? draft.data ?? undefined
  const release = params.release === undefined ? newest : { id: params.release, name: params.release }
  return { app: slug, name: app.name, release: release && { id: release.id, name: release.name } }
}

export function useSearch(q: string, scope: Scope | undefined) {
  const { data: apps } = useQuery(appsQuery)
  const inApp = useQuery({ ...foundQuery(scope, q), enabled: q !== '' && scope !== undefined })
  const found: Found = {
    apps: q === '' ? [] : (apps?.items ?? []).filter(({ name, slug }) => matches(q, name, slug)).slice(0, A_FEW),
    ...(inApp.data ?? { releases: [], packages: [], extensions: [] }),
  }
  return { found, pending: inApp.isFetching, error: inApp.error, retry: inApp.refetch }
}

const foundQuery = (scope: Scope | undefined, q: string) =>
  queryOptions({
    queryKey: ['apps', scope?.app, 'search', scope?.release?.id, q],
    queryFn: async ({ signal }) => {
      if (scope === undefined) return { releases: [], packages: [], extensions: [] }
      const { app, release } = scope
      const within = { q, release: release?.id, limit: ROWS_OF_A_FEW }
      const [releases, packages, extensions] = await Promise.all([
        slipway.releases.list(app, { limit: 100 }, { signal }),
        slipway.packages.list(app, within, { signal }),
        slipway.extensions.list(app, within, { signal }),
      ])
      return {
        releases: releases.items.filter(({ name, revision }) => matches(q, name, revision)).slice(0, A_FEW),
        packages: packages.items.slice(0, A_FEW),
        extensions: groupByName(extensions.items).slice(0, A_FEW),
      }
    },
    placeholderData: (before) => before,
  })

const matches = (q: string, ...texts: string[]): boolean =>
  texts.some((text) => text.toLocaleLowerCase().includes(q.toLocaleLowerCase()))
