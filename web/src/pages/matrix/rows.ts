/** Which rows of a matrix are shown. */
import type { Matrix } from '@slipway/sdk'
import type { MatrixSearch, Shown } from './search.ts'

export type Row = Matrix['rows'][number]
export type Cell = Row['cells'][number]

const has =
  (...states: Cell['state'][]) =>
  ({ cells }: Row): boolean =>
    cells.some(({ state }) => states.includes(state))

export const tests: Record<Shown, (row: Row) => boolean> = {
  missing: has('missing', 'none'),
  lost: has('missing'),
  changed: has('changed'),
  new: has('new'),
}

export function rowsShown(rows: readonly Row[], { show, category, q }: MatrixSearch): Row[] {
  const wanted = q?.toLowerCase()
  return rows.filter(
    (row) =>
      (show === undefined || tests[show](row)) &&
      (category === undefined || row.category === category) &&
      (wanted === undefined || row.baseName.toLowerCase().includes(wanted)),
  )
}

/** In the order of the alphabet. */
export const categoriesOf = (rows: readonly Row[]): string[] =>
  [...new Set(rows.map(({ category }) => category ?? '').filter((category) => category !== ''))].sort((a, b) =>
    a.localeCompare(b),
  )
