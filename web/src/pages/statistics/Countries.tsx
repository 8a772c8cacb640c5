/** Downloads by country: a map, and the first of them beside it. The map comes by itself, for it is heavy. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { type StatisticsAsked, statisticsQuery } from '../../api/queries.ts'
import { countryName } from '../../lib/countries.ts'
import { PartProblem } from '../../parts/PartProblem.tsx'
import { WaitingRows } from '../../parts/Waiting.tsx'
import { t } from '../../texts/index.ts'
import { Figure } from './Figure.tsx'
import { filesOf } from './files.ts'
import type { Period } from './period.ts'
import { Bars, RowTable } from './Rows.tsx'
import css from './Statistics.module.css'

const WorldMap = lazy(() => import('./WorldMap.tsx').then(({ WorldMap }) => ({ default: WorldMap })))
const BESIDE_THE_MAP = 10

type Props = { app: string; period: Period; is: Record<string, string> }

export function Countries({ app, period: { from, to }, is }: Props) {
  const asked: StatisticsAsked = { ...is, ...(from !== undefined && { from }), to, by: 'country' }
  const query = useQuery({ ...statisticsQuery(app, asked), placeholderData: keepPreviousData })
  const title = t('statistics.byCountry')
  if (query.isError) return <PartProblem title={title} error={query.error} retry={() => query.refetch()} />
  if (query.data === undefined) return <WaitingRows count={8} />
  const { items, total } = query.data
  const rows = items.map(({ value, downloads }) => ({
    value,
    downloads,
    text: value === '' ? t('statistics.unknown') : countryName(value),
  }))
  return (
    <Figure
      wide
      title={title}
      files={filesOf(app, asked)}
      empty={rows.length === 0}
      table={<RowTable rows={rows} total={total} filter="country" what={title} />}
    >
      <div className={css.countries}>
        <div className={css.mapRoom}>
          <Suspense>
            <WorldMap rows={rows} />
          </Suspense>
        </div>
        <Bars rows={rows.slice(0, BESIDE_THE_MAP)} total={total} filter="country" />
      </div>
    </Figure>
  )
}
