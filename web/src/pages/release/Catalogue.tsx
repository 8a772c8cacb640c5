/** The extensions of a release: facets, search, cards. All that was chosen is in the address. */
import { Button } from '@mantine/core'
import type { ReleaseDetail } from '@slipway/sdk'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { downloadsQuery, extensionsQuery, facetsQuery } from '../../api/queries.ts'
import { groupByName } from '../../lib/extensions.ts'
import { parsePlatform } from '../../lib/platform.ts'
import { Empty } from '../../parts/Empty.tsx'
import { PartProblem } from '../../parts/PartProblem.tsx'
import { ShowMore } from '../../parts/ShowMore.tsx'
import { WaitingCards } from '../../parts/Waiting.tsx'
import { t } from '../../texts/index.ts'
import css from './Catalogue.module.css'
import { ExtensionCard } from './ExtensionCard.tsx'
import { Facets } from './Facets.tsx'
import { chosenFacets, NO_FACETS } from './facets.ts'
import { SearchField } from './SearchField.tsx'
import { SortField } from './SortField.tsx'

const route = getRouteApi('/apps/$app/releases/$release')

export function Catalogue({ app, release }: { app: string; release: ReleaseDetail }) {
  const { tab: _, q, sort, ...facets } = route.useSearch()
  const navigate = route.useNavigate()
  const reference = route.useParams().release
  const counts = useQuery(facetsQuery(app, reference))
  const byRank = q !== undefined
  const list = useInfiniteQuery({
    ...extensionsQuery(app, reference, { ...facets, q, sort: byRank ? undefined : (sort ?? 'name') }),
    placeholderData: keepPreviousData,
  })
  const downloads = useDownloads(app, release.revision)

  if (release.extensions === 0) return <Empty>{t('release.noExtensions')}</Empty>

  const change = (next: Partial<typeof facets> & { q?: string | undefined; sort?: 'newest' | undefined }) =>
    navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false })

  const chosen = chosenFacets(facets)
  const all = groupByName(list.data?.pages.flatMap(({ items }) => items) ?? [])
  // In the order of names, builds of one extension follow each other: only the last may go on over the page.
  const together = byRank || sort === undefined
  const shown = list.hasNextPage && together ? all.slice(0, -1) : all
  const targets = counts.data?.targets.map(({ value }) => parsePlatform(value))
  const complete = together || !list.hasNextPage
  const possible = complete && facets.os === undefined && facets.arch === undefined ? targets : undefined

  return (
    <div className={css.catalogue}>
      <Facets counts={counts.data} />
      <div className={css.found}>
        <h2 className="hidden-visually">{t('release.extensions')}</h2>
        <div className={css.tools}>
          <SearchField q={q ?? ''} onChange={(text) => change({ q: text === '' ? undefined : text })} />
          <SortField byRank={byRank} sort={sort} onChange={(next) => change({ sort: next })} />
        </div>
        {list.isError && <PartProblem title={t('catalogue.retry')} error={list.error} retry={() => list.refetch()} />}
        {list.isPending && <WaitingCards count={9} />}
        {list.isSuccess && (
          <>
            <p role="status" className="small quiet">
              {t(list.hasNextPage ? 'catalogue.shownFirst' : 'catalogue.shown', { count: shown.length })}
            </p>
            {shown.length === 0 && (
              <Empty
                action={
                  <Button variant="default" onClick={() => change({ ...NO_FACETS, q: undefined })}>
                    {chosen.length === 0 ? t('catalogue.clearSearch') : t('catalogue.clear')}
                  </Button>
                }
              >
                {q === undefined ? t('catalogue.nothing') : t('catalogue.nothingFor', { q })}{' '}
                {chosen.length > 0 &&
                  t('catalogue.nothingWith', { filters: chosen.map(({ text }) => text).join(', ') })}
              </Empty>
            )}
            <ul className={css.cards} data-old={list.isPlaceholderData}>
              {shown.map((built) => (
                <li key={built.baseName}>
                  <ExtensionCard built={built} possible={possible} downloads={downloads.get(built.baseName)} />
                </li>
              ))}
            </ul>
            <ShowMore query={list} />
          </>
        )}
      </div>
    </div>
  )
}

/** By name, all platforms together. */
function useDownloads(app: string, revision: string): ReadonlyMap<string, number> {
  const { data = [] } = useQuery(downloadsQuery(app, { revision, kind: 'extension' }))
  const sums = new Map<string, number>()
  for (const { baseName, downloads } of data) sums.set(baseName, (sums.get(baseName) ?? 0) + downloads)
  return sums
}
