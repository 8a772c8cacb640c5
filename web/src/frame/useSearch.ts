/** What the search finds, within the application one is in or in all of them. */

import type { SpkPackage } from '@slipway/sdk'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { repositoryQuery } from '../api/queries.ts'
import { slipway } from '../api/slipway.ts'

/** One character would find nearly everything. */
const FEWEST = 2

export function useSearch(q: string) {
  // With the application's own things before those of others, so that what is near is found first.
  const { app } = useParams({ strict: false })
  const here = useQuery({ ...searchQuery(q, app), enabled: q.length >= FEWEST && app !== undefined })
  const everywhere = useQuery({ ...searchQuery(q, undefined), enabled: q.length >= FEWEST })
  const { data: repository } = useQuery(repositoryQuery)
  const nas = useQuery({ ...nasQuery(q), enabled: q.length >= FEWEST && (repository?.packages ?? 0) > 0 })
  const query = here.data !== undefined && hasFound(here.data) ? here : everywhere
  return {
    app: query === here ? app : undefined,
    found: q.length < FEWEST ? undefined : query.data,
    apps: q.length < FEWEST ? [] : (everywhere.data?.apps ?? []),
    nas: q.length < FEWEST ? [] : (nas.data ?? []),
    pending: everywhere.isFetching || here.isFetching || nas.isFetching,
    error: query.error,
  }
}

const searchQuery = (q: string, app: string | undefined) =>
  queryOptions({
    queryKey: ['search', q, app],
    queryFn: ({ signal }) => slipway.search({ q, app }, { signal }),
    placeholderData: (before) => before,
  })

const FEW = 5

/** Packages for Synology devices, by their address: that part of the SDK comes with their pages. */
const nasQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', 'nas', q],
    queryFn: async ({ signal }): Promise<SpkPackage[]> => {
      const params = { query: { q, limit: FEW } }
      return (await slipway.transport.api.GET('/api/v2/spk/packages', { params, signal })).data?.items ?? []
    },
    placeholderData: (before) => before,
  })

const hasFound = ({ releases, packages, extensions }: Awaited<ReturnType<typeof slipway.search>>): boolean =>
  releases.length + packages.length + extensions.length > 0
