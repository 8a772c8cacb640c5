/** A figure of the values that have most downloads. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { type StatisticsAsked, type Subject, statisticsQuery } from '../../api/queries.ts'
import { PartProblem } from '../../parts/PartProblem.tsx'
import { WaitingRows } from '../../parts/Waiting.tsx'
import { Figure } from './Figure.tsx'
import { filesOf } from './files.ts'
import type { Period } from './period.ts'
import { Bars, type Row, RowTable } from './Rows.tsx'
import type { Filter } from './search.ts'
import { ts } from './texts.ts'

type Props = {
  app: Subject
  period: Period
  is: Record<string, string>
  by: NonNullable<StatisticsAsked['by']>
  kind?: 'package' | 'extension'
  title: string
  filter?: Filter
  /** leads from a row to where it is alone; instead of `filter` */
  linkOf?: (row: Row) => ReactNode
  limit?: number
  bots?: boolean
  /** series of older systems count as well */
  imported?: boolean
  textOf?: (value: string) => string
  /** what is said of downloads that have no such value */
  unknown?: string
}

/** The table shows more than the chart. */
const ROWS = 100

export function Ranking({
  app,
  period,
  is,
  by,
  kind,
  title,
  filter,
  linkOf,
  limit = 10,
  bots = false,
  imported = false,
  textOf = String,
  unknown = ts('unknown'),
}: Props) {
  const { from, to } = period
  const asked: StatisticsAsked = {
    ...is,
    ...(from !== undefined && { from }),
    to,
    by,
    ...(kind !== undefined && { kind }),
    ...(bots && { bots }),
    ...(imported && { imported }),
  }
  const query = useQuery({ ...statisticsQuery(app, { ...asked, limit: ROWS }), placeholderData: keepPreviousData })
  if (query.isError) return <PartProblem title={title} error={query.error} retry={() => query.refetch()} />
  if (query.data === undefined) return <WaitingRows count={6} />
  const { items, total } = query.data
  const rows = items.map(({ value, downloads }) => ({
    value,
    downloads,
    text: value === '' ? unknown : textOf(value),
  }))
  return (
    <Figure
      title={title}
      files={filesOf(app, asked)}
      empty={rows.length === 0}
      table={<RowTable rows={rows} total={total} filter={filter} linkOf={linkOf} what={title} />}
    >
      <Bars rows={rows.slice(0, limit)} total={total} filter={filter} linkOf={linkOf} />
    </Figure>
  )
}
