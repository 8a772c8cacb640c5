/** The extensions of an application: facets, search, cards. All that was chosen is in the address. */
import { keepPreviousData, useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { appQuery, catalogueQuery, facetsQuery, releaseQuery } from '../../api/queries.ts'
import { AppTabs } from '../../parts/AppTabs.tsx'
import { Button } from '../../parts/Button.tsx'
import cards from '../../parts/CardList.module.css'
import { Empty } from '../../parts/Empty.tsx'
import { LongList } from '../../parts/Long.tsx'
import { Page, PageHead } from '../../parts/Page.tsx'
import { PartProblem } from '../../parts/PartProblem.tsx'
import { ReleaseSelect } from '../../parts/ReleaseSelect.tsx'
import { SearchField } from '../../parts/SearchField.tsx'
import { ShowMore } from '../../parts/ShowMore.tsx'
import { WaitingCards } from '../../parts/Waiting.tsx'
import { t } from '../../texts/index.ts'
import css from './Catalogue.module.css'
import { ExtensionCard } from './ExtensionCard.tsx'
import { Facets } from './Facets.tsx'
import { chosenFacets, NO_FACETS } from './facets.ts'
import { SortField } from './SortField.tsx'
import type { CatalogueSearch } from './search.ts'

const route = getRouteApi('/apps/$app/extensions')

export function CataloguePage() {
  const { app: slug } = route.useParams()
  const search = route.useSearch()
  const { reference } = route.useLoaderData()
  const navigate = route.useNavigate()
  const { data: app } = useSuspenseQuery(appQuery(slug))
  const change = (next: Partial<CatalogueSearch>) =>
    navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false })
  const title = t('catalogue.title', { app: app.name })
  return (
    <Page
      wide
      title={title}
      crumbs={[
        { text: t('site.apps'), to: '/' },
        { text: app.name, to: '/apps/$app', params: { app: app.slug } },
      ]}
    >
      <PageHead
        title={title}
        action={
          reference !== undefined && (
            <ReleaseSelect
              app={slug}
              label={t('catalogue.for')}
              value={reference}
              onChange={(release) => change({ release })}
            />
          )
        }
      />
      <AppTabs app={app} />
      {reference === undefined ? (
        <Empty>{t('app.empty')}</Empty>
      ) : (
        <Shelf app={slug} reference={reference} search={search} change={change} />
      )}
    </Page>
  )
}

type ShelfProps = {
  app: string
  reference: string
  search: CatalogueSearch
  change: (next: Partial<CatalogueSearch>) => void
}

function Shelf({ app, reference, search, change }: ShelfProps) {
  const { release: _, q, sort, ...facets } = search
  const { data: release } = useSuspenseQuery(releaseQuery(app, reference))
  const counts = useQuery({ ...facetsQuery(app, reference, { ...facets, q }), placeholderData: keepPreviousData })
  const list = useInfiniteQuery({
    ...catalogueQuery(app, reference, { ...facets, q, sort }),
    placeholderData: keepPreviousData,
  })
  if (release.extensions === 0) return <Empty>{t('release.noExtensions')}</Empty>

  const chosen = chosenFacets(facets)
  const shown = list.data?.pages.flatMap(({ items }) => items) ?? []
  const all = list.data?.pages[0]?.total ?? shown.length
  const possible = release.targets.filter(({ extensions }) => extensions > 0)
  return (
    <div className={css.catalogue}>
      <Facets counts={counts.data} />
      <div className={css.found}>
        <h2 className="hidden-visually">{t('release.extensions')}</h2>
        <div className={css.tools}>
          <SearchField
            q={q ?? ''}
            label={t('catalogue.search')}
            placeholder={t('catalogue.searchHint')}
            onChange={(text) => change({ q: text === '' ? undefined : text })}
          />
          <SortField byRank={q !== undefined} sort={sort} onChange={(next) => change({ sort: next })} />
        </div>
        {list.isError && <PartProblem title={t('catalogue.retry')} error={list.error} retry={() => list.refetch()} />}
        {list.isPending && <WaitingCards count={9} />}
        {list.isSuccess && (
          <>
            <p role="status" className="small quiet">
              {t('catalogue.shown', { count: all })}
            </p>
            {shown.length === 0 && (
              <Empty
                action={
                  <Button variant="default" onClick={() => change({ ...NO_FACETS, q: undefined })}>
                    {chosen.length === 0 ? t('site.clearSearch') : t('catalogue.clear')}
                  </Button>
                }
              >
                {q === undefined ? t('catalogue.nothing') : t('catalogue.nothingFor', { q })}{' '}
                {chosen.length > 0 &&
                  t('catalogue.nothingWith', { filters: chosen.map(({ text }) => text).join(', ') })}
              </Empty>
            )}
            <LongList
              name="cards"
              className={cards.cards}
              items={shown}
              total={all}
              more={list.hasNextPage}
              old={list.isPlaceholderData}
              keyOf={({ baseName }) => baseName}
            >
              {(it) => <ExtensionCard of={it} possible={possible} release={search.release} />}
            </LongList>
            <ShowMore query={list} ahead />
          </>
        )}
      </div>
    </div>
  )
}
