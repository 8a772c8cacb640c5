/** Paging by cursor: the sort values of the last row, so that pages stay right while rows come and go. */
import { Problem } from '../problem.ts'

export type Page<T> = { items: T[]; cursor: string | null }
export type CursorValue = string | number

const encode = (values: readonly CursorValue[]): string => Buffer.from(JSON.stringify(values)).toString('base64url')

/** The sort values in a cursor, or `undefined` without one. `kinds` are the types they must have. */
export function readCursor(
  cursor: string | undefined,
  kinds: readonly ('string' | 'number')[],
): CursorValue[] | undefined {
  if (cursor === undefined) return undefined
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const right =
      Array.isArray(values) &&
      values.length === kinds.length &&
      values.every((value, index) => typeof value === kinds[index] && isStorable(value as CursorValue))
    if (right) return values as CursorValue[]
  } catch {
    // falls through: whatever it is, it is not a cursor of ours
  }
  throw new Problem('cursor_invalid')
}

/** What a database takes as a text or as a whole number. */
const isStorable = (value: CursorValue): boolean =>
  typeof value === 'string' ? !value.includes('\0') : Number.isSafeInteger(value)

/** Makes a page of `limit` from up to `limit + 1` rows. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  sortValues: (row: Row) => readonly CursorValue[],
  present: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(present),
    cursor: rows.length > limit && last !== undefined ? encode(sortValues(last)) : null,
  }
}
