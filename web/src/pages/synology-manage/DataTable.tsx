/** A table of rows that are all alike; the first column names the row. On a phone each row becomes a small block. */
import type { ReactNode } from 'react'
import { LongTable } from '../../parts/Long.tsx'
import table from '../../parts/Table.module.css'

export type Column<Row> = {
  name: string
  /** stands at the end of the column, digits below digits */
  number?: boolean
  className?: string | undefined
  cell: (row: Row) => ReactNode
}

type Props<Row> = {
  rows: readonly Row[]
  keyOf: (row: Row) => string
  columns: readonly Column<Row>[]
  /** there are others that were not fetched yet */
  more?: boolean
}

export function DataTable<Row>({ rows, keyOf, more = false, columns: [first, ...others] }: Props<Row>) {
  if (first === undefined) return null
  return (
    <LongTable
      name={first.name}
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
        </tr>
      }
    >
      {(one, row) => (
        <tr key={keyOf(one)} {...row}>
          <th scope="row">{first.cell(one)}</th>
          {others.map(({ name, number, className, cell }) => (
            <td key={name} data-name={name} className={number ? table.number : className}>
              {cell(one)}
            </td>
          ))}
        </tr>
      )}
    </LongTable>
  )
}
