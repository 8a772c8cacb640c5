/** Downloads by country: a map, and the first of them beside it. The map's outlines come when they are seen, for they are heavy. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { type StatisticsAsked, statisticsQuery } from '../../api/queries.ts'
import { countryName } from '../../lib/countries.ts'
import { useSeen } from '../../lib/useSeen.ts'
import { PartProblem } from '../../parts/PartProblem.tsx'
import { WaitingRows } from '../../parts/Waiting.tsx'
import { Figure } from './Figure.tsx'
import { filesOf } from './files.ts'
import type { Period } from './period.ts'
import { Bars, type Row, RowTable } from './Rows.tsx'
import css from './Statistics.module.css'
import { ts } from './texts.ts'
import { WorldMap } from './WorldMap.tsx'

const BESIDE_THE_MAP = 10

type Props = { app: string; period: Period; is: Record<string, string> }

export function Countries({ app, period: { from, to }, is }: Props) {
  const asked: StatisticsAsked = { ...is, ...(from !== undefined && { from }), to, by: 'country' }
  const query = useQuery({ ...statisticsQuery(app, asked), placeholderData: keepPreviousData })
  const title = ts('byCountry')
  if (query.isError) return <PartProblem title={title} error={query.error} retry={() => query.refetch()} />
  if (query.data === undefined) return <WaitingRows count={8} />
  const { items, total } = query.data
  const rows = items.map(({ value, downloads }) => ({
    value,
    downloads,
    text: value === '' ? ts('unknown') : countryName(value),
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
        <MapWhenSeen rows={rows} />
        <Bars rows={rows.slice(0, BESIDE_THE_MAP)} total={total} filter="country" />
      </div>
    </Figure>
  )
}

function MapWhenSeen({ rows }: { rows: readonly Row[] }) {
  const room = useRef<HTMLDivElement>(null)
  const seen = useSeen(room)
  return (
    <div ref={room} className={css.mapRoom}>
      {seen && <WorldMap rows={rows} />}
    </div>
  )
}
