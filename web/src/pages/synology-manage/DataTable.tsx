/** A table of rows that are all alike; the first column names the row. On a phone each row becomes a small block. */
import type { ReactNode } from 'react'
import table from '../../parts/Table.module.css'

export type Column<Row> = {
  name: string
  /** stands at the end of the column, digits below digits */
  number?: boolean
  className?: string | undefined
  cell: (row: Row) => ReactNode
}

type Props<Row> = { rows: readonly Row[]; keyOf: (row: Row) => string; columns: readonly Column<Row>[] }

export function DataTable<Row>({ rows, keyOf, columns: [first, ...others] }: Props<Row>) {
  if (first === undefined) return null
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{first.name}</th>
          {others.map(({ name, number }) => (
            <th key={name} scope="col" className={number ? table.number : undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            <th scope="row">{first.cell(row)}</th>
            {others.map(({ name, number, className, cell }) => (
              <td key={name} data-name={name} className={number ? table.number : className}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
