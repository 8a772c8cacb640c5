/** Values with their downloads: as bars, or as a table. A value narrows the page to itself. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatNumber, formatShare } from '../../lib/format.ts'
import table from '../../parts/Table.module.css'
import css from './Statistics.module.css'
import type { Filter } from './search.ts'
import { ts } from './texts.ts'

export type Row = { value: string; text: string; downloads: number }

type Leading = { filter?: Filter | undefined; linkOf?: ((row: Row) => ReactNode) | undefined }
type Props = Leading & { rows: readonly Row[]; total: number }

export function Bars({ rows, total, ...leading }: Props) {
  const most = Math.max(1, ...rows.map(({ downloads }) => downloads))
  return (
    <ol className={css.bars}>
      {rows.map((row) => (
        <li key={row.value}>
          <Name row={row} {...leading} />
          <span className={css.number}>
            {formatNumber(row.downloads)}{' '}
            <span className={`quiet ${css.share}`}>{formatShare(row.downloads / total)}</span>
          </span>
          <span className={css.bar} style={{ inlineSize: `${(row.downloads / most) * 100}%` }} aria-hidden />
        </li>
      ))}
    </ol>
  )
}

/** `what`: the head of the first column. */
export function RowTable({ rows, total, what, ...leading }: Props & { what: string }) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{what}</th>
          <th scope="col" className={table.number}>
            {ts('downloads')}
          </th>
          <th scope="col" className={table.number}>
            {ts('share')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.value}>
            <th scope="row">
              <Name row={row} {...leading} />
            </th>
            <td className={table.number} data-name={ts('downloads')}>
              {formatNumber(row.downloads)}
            </td>
            <td className={table.number} data-name={ts('share')}>
              {formatShare(row.downloads / total)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Name({ row, filter, linkOf }: Leading & { row: Row }) {
  if (linkOf !== undefined && row.value !== '') return linkOf(row)
  if (filter === undefined || row.value === '') return <span className={css.name}>{row.text}</span>
  return (
    <Link
      from="/apps/$app/statistics"
      to="."
      search={(before) => ({ ...before, [filter]: row.value })}
      resetScroll={false}
      className={css.name}
      title={ts('narrowTo', { value: row.text })}
      activeProps={{}}
    >
      {row.text}
    </Link>
  )
}
