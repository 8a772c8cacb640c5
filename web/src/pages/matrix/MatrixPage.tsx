/** Which extension is there for which platform, compared with a release before: what a maintainer reads every morning. */
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { appQuery, matrixQuery } from '../../api/queries.ts'
import { AppTabs } from '../../parts/AppTabs.tsx'
import { Choices } from '../../parts/Choices.tsx'
import control from '../../parts/Control.module.css'
import { Empty } from '../../parts/Empty.tsx'
import { Page, PageHead } from '../../parts/Page.tsx'
import { ProblemView } from '../../parts/ProblemView.tsx'
import { ReleaseSelect } from '../../parts/ReleaseSelect.tsx'
import { WaitingRows } from '../../parts/Waiting.tsx'
import { t } from '../../texts/index.ts'
import { Grid } from './Grid.tsx'
import css from './Matrix.module.css'
import { categoriesOf, rowsShown, tests } from './rows.ts'
import { type MatrixSearch, SHOWN, type Shown } from './search.ts'
import { tm } from './texts.ts'

const route = getRouteApi('/apps/$app/matrix/$revision')

export function MatrixPage() {
  const { app: slug, revision } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { data: app } = useSuspenseQuery(appQuery(slug))
  const query = useQuery({ ...matrixQuery(slug, revision, search.with), placeholderData: keepPreviousData })
  const change = (next: Partial<MatrixSearch>) =>
    navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false })
  const matrix = query.data
  const shown = useMemo(() => rowsShown(matrix?.rows ?? [], search), [matrix, search])
  if (query.error !== null && matrix === undefined) {
    return <ProblemView error={query.error} retry={() => query.refetch()} />
  }
  const title = tm('titleOf', { app: app.name, release: matrix?.release.name ?? revision })
  const file = `/api/v2/apps/${encodeURIComponent(slug)}/releases/${encodeURIComponent(revision)}/matrix.csv`
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
        title={tm('title')}
        action={
          <ReleaseSelect
            app={slug}
            label={tm('of')}
            value={revision}
            onChange={(release) =>
              navigate({
                to: '/apps/$app/matrix/$revision',
                params: { app: slug, revision: release },
                search: { ...search, with: undefined },
              })
            }
          />
        }
      >
        <p className="quiet">{tm('intro')}</p>
      </PageHead>
      <AppTabs app={app} />
      {matrix === undefined && <WaitingRows count={12} />}
      {matrix !== undefined && matrix.rows.length === 0 && <Empty>{t('release.noExtensions')}</Empty>}
      {matrix !== undefined && matrix.rows.length > 0 && (
        <section className={css.matrix} aria-label={title} data-old={query.isPlaceholderData}>
          <div className={css.tools}>
            <Choices
              label={tm('show')}
              chosen={search.show ?? 'all'}
              onChoose={(show) => change({ show: show === 'all' ? undefined : (show as Shown) })}
              choices={[
                { value: 'all', text: tm('all'), count: matrix.rows.length },
                ...SHOWN.map((value) => ({
                  value,
                  text: tm(`${value}`),
                  count: matrix.rows.filter(tests[value]).length,
                })),
              ]}
            />
            <input
              type="search"
              className={`${control.control} ${css.search}`}
              aria-label={tm('search')}
              placeholder={tm('search')}
              value={search.q ?? ''}
              onChange={(event) => change({ q: event.currentTarget.value || undefined })}
            />
            <select
              className={`${control.control} ${css.select}`}
              aria-label={t('catalogue.category')}
              value={search.category ?? ''}
              onChange={(event) => change({ category: event.currentTarget.value || undefined })}
            >
              <option value="">{tm('allCategories')}</option>
              {categoriesOf(matrix.rows).map((category) => (
                <option key={category}>{category}</option>
              ))}
            </select>
          </div>
          <div className={css.tools}>
            <ReleaseSelect
              app={slug}
              label={tm('comparedWith')}
              value={matrix.comparedWith?.name ?? tm('nothing')}
              except={matrix.release.name}
              onChange={(release) => change({ with: release })}
            />
            <a
              className={css.export}
              href={search.with === undefined ? file : `${file}?${new URLSearchParams({ with: search.with })}`}
            >
              <IconFileSpreadsheet size={18} stroke={1.75} aria-hidden />
              {tm('export')}
            </a>
            <p role="status" className={`${css.status} small quiet`}>
              {tm('shown', { count: shown.length })}
            </p>
          </div>
          {shown.length === 0 ? (
            <Empty>{tm('none')}</Empty>
          ) : (
            <Grid app={slug} matrix={matrix} rows={shown} label={title} release={revision} />
          )}
          <Legend compared={matrix.comparedWith?.name} />
        </section>
      )}
    </Page>
  )
}

function Legend({ compared }: { compared: string | undefined }) {
  const states =
    compared === undefined ? (['same', 'none'] as const) : (['same', 'changed', 'new', 'missing', 'none'] as const)
  return (
    <ul className={css.legend}>
      {states.map((state) => (
        <li key={state}>
          <span className={css.mark} data-state={state} aria-hidden="true" />
          {compared === undefined && state === 'same' ? tm('there') : tm(`${state}Means`, { release: compared ?? '' })}
        </li>
      ))}
    </ul>
  )
}
