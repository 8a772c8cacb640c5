/** A table of rows that are all alike; the first column names the row. On a phone each row becomes a small block. */
import type { ReactNode } from 'react'
import { t } from '../texts/index.ts'
import { LongTable } from './Long.tsx'
import table from './Table.module.css'

export type Column<Row> = {
  name: string
  /** stands at the end of the column, digits below digits */
  number?: boolean
  className?: string | undefined
  cell: (row: Row) => ReactNode
}

type Props<Row> = {
  /** which of the tables on the page it is, where two begin with the same column */
  name?: string
  rows: readonly Row[]
  keyOf: (row: Row) => string
  columns: readonly Column<Row>[]
  /** what one can do with the thing in a row, in the last column */
  actions?: false | ((row: Row) => ReactNode)
  /** there are others that were not fetched yet */
  more?: boolean
}

export function DataTable<Row>({ name, rows, keyOf, more = false, columns, actions = false }: Props<Row>) {
  const [first, ...others] = columns
  if (first === undefined) return null
  return (
    <LongTable
      name={name ?? first.name}
      items={rows}
      more={more}
      head={
        <tr>
          <th scope="col">{first.name}</th>
          {others.map(({ name, number }) => (
            <th key={name} scope="col" className={number ? table.number : undefined}>
              {name}
            </th>
          ))}
          {actions && (
            <th scope="col">
              <span className="hidden-visually">{t('site.actions')}</span>
            </th>
          )}
        </tr>
      }
    >
      {(one, row) => (
        <tr key={keyOf(one)} {...row}>
          <th scope="row" className={first.className}>
            {first.cell(one)}
          </th>
          {others.map(({ name, number, className, cell }) => (
            <td key={name} data-name={name} className={number ? table.number : className}>
              {cell(one)}
            </td>
          ))}
          {actions && <td className={table.number}>{actions(one)}</td>}
        </tr>
      )}
    </LongTable>
  )
}
