/** Two releases side by side: what was added, removed, updated and rebuilt, and how much larger it became. */
import { IconArrowsExchange } from '@tabler/icons-react'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { appQuery, comparisonQuery } from '../../api/queries.ts'
import { AppTabs } from '../../parts/AppTabs.tsx'
import { Choices } from '../../parts/Choices.tsx'
import control from '../../parts/Control.module.css'
import { Empty } from '../../parts/Empty.tsx'
import { Page, PageHead } from '../../parts/Page.tsx'
import { PartProblem } from '../../parts/PartProblem.tsx'
import { ReleaseSelect } from '../../parts/ReleaseSelect.tsx'
import { WaitingRows } from '../../parts/Waiting.tsx'
import { t } from '../../texts/index.ts'
import css from './Compare.module.css'
import { Differences } from './Differences.tsx'
import { linesOf } from './lines.ts'
import { SizeChange } from './SizeChange.tsx'
import { CHANGES, type Change, type CompareSearch } from './search.ts'
import { tc } from './texts.ts'

const route = getRouteApi('/apps/$app/compare')

export function ComparePage() {
  const { app: slug } = route.useParams()
  const { pair } = route.useLoaderData()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { data: app } = useSuspenseQuery(appQuery(slug))
  const change = (next: Partial<CompareSearch>) =>
    navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false })
  return (
    <Page
      wide
      title={tc('title', { app: app.name })}
      crumbs={[
        { text: t('site.apps'), to: '/' },
        { text: app.name, to: '/apps/$app', params: { app: app.slug } },
      ]}
    >
      <PageHead title={tc('title', { app: app.name })} />
      <AppTabs app={app} />
      {pair === undefined ? (
        <Empty>{tc('tooFew')}</Empty>
      ) : (
        <>
          <div className={css.pair}>
            <ReleaseSelect
              app={slug}
              label={tc('from')}
              value={pair.from}
              except={pair.to}
              onChange={(from) => change({ from, to: pair.to })}
            />
            <Link
              from="/apps/$app/compare"
              to="."
              search={(before) => ({ ...before, from: pair.to, to: pair.from })}
              replace
              className={css.swap}
              aria-label={tc('swap')}
              title={tc('swap')}
              activeOptions={{ exact: true, includeSearch: true }}
            >
              <IconArrowsExchange size={18} stroke={1.75} aria-hidden />
            </Link>
            <ReleaseSelect
              app={slug}
              label={tc('to')}
              value={pair.to}
              except={pair.from}
              onChange={(to) => change({ to, from: pair.from })}
            />
          </div>
          <Comparison app={slug} {...pair} search={search} change={change} />
        </>
      )}
    </Page>
  )
}

type Props = {
  app: string
  from: string
  to: string
  search: CompareSearch
  change: (next: Partial<CompareSearch>) => void
}

function Comparison({ app, from, to, search, change }: Props) {
  const query = useQuery(comparisonQuery(app, from, to))
  const lines = useMemo(() => linesOf(query.data?.items ?? []), [query.data])
  if (query.isError) {
    return <PartProblem title={tc('failed')} error={query.error} retry={() => query.refetch()} />
  }
  if (query.data === undefined) return <WaitingRows count={10} />
  const { items, same, bytes } = query.data
  const wanted = search.q?.toLowerCase()
  const shown = lines.filter(
    (line) =>
      (search.change === undefined || line.change === search.change) &&
      (wanted === undefined || line.baseName.toLowerCase().includes(wanted)),
  )
  return (
    <section aria-label={tc('differences')} className={css.comparison}>
      <p>
        {tc('same', { count: same })} <SizeChange before={bytes.from} after={bytes.to} whole />
      </p>
      {items.length === 0 ? (
        <Empty>{tc('nothing')}</Empty>
      ) : (
        <>
          <div className={css.tools}>
            <Choices
              label={tc('show')}
              chosen={search.change ?? 'all'}
              onChoose={(value) => change({ change: value === 'all' ? undefined : (value as Change) })}
              choices={[
                { value: 'all', text: tc('all'), count: items.length },
                ...CHANGES.map((value) => ({
                  value,
                  text: tc(`${value}`),
                  count: items.filter((item) => item.change === value).length,
                })),
              ]}
            />
            <input
              type="search"
              className={`${control.control} ${css.search}`}
              aria-label={tc('search')}
              placeholder={tc('search')}
              value={search.q ?? ''}
              onChange={(event) => change({ q: event.currentTarget.value || undefined })}
            />
          </div>
          {shown.length === 0 ? (
            <Empty>{tc('none')}</Empty>
          ) : (
            <Differences app={app} lines={shown} from={from} to={to} />
          )}
        </>
      )}
    </section>
  )
}
