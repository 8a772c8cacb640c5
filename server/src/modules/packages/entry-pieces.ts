/** Walking through a whole application without keeping others from theirs. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { SelectQueryBuilder } from 'kysely'
import { type CursorValue, type Queryable, rowCompare, rowUpTo, type Tables } from '../../platform/db/index.ts'
import { type EntryFilter, filtered, type Rows } from './entry-filter.ts'

/** Rows that are looked at before others get their turn. */
export const AT_ONCE = 1000
const ORDER = ['package.created_at', 'package.id'] as const

/**
 * Rows in the order of their making, looked at in pieces of what an index has in that order, whatever passes of it:
 * nothing else runs while SQLite answers. `most`: how many a piece need have.
 */
export async function* pieces<Row extends object>(
  db: Queryable,
  filter: EntryFilter,
  direction: 'asc' | 'desc',
  select: (rows: Rows) => SelectQueryBuilder<Tables, 'package', Row>,
  most = AT_ONCE,
): AsyncGenerator<Row[], undefined> {
  let after: CursorValue[] | undefined
  for (;;) {
    const last = await endOfPiece(db, filter, direction, after)
    let query = filtered(db, filter)
      .orderBy('package.created_at', direction)
      .orderBy('package.id', direction)
      .limit(Math.min(most, AT_ONCE))
    if (after !== undefined) query = query.where(rowCompare(ORDER, direction, after))
    if (last !== undefined) query = query.where(rowUpTo(ORDER, direction, last))
    const rows = await select(query).execute()
    if (rows.length > 0) yield rows
    if (last === undefined) return
    after = last
    await nextTurn()
  }
}

/** Where a piece ends that begins behind `after`; undefined: with the last of all. */
async function endOfPiece(
  db: Queryable,
  { app, kind, releases, baseName }: EntryFilter,
  direction: 'asc' | 'desc',
  after: CursorValue[] | undefined,
): Promise<CursorValue[] | undefined> {
  let query = db
    .selectFrom('package')
    .select(['package.created_at', 'package.id'])
    .where('package.deleted_at', 'is', null)
    .where('package.kind', '=', kind)
    .orderBy('package.created_at', direction)
    .orderBy('package.id', direction)
    .limit(1)
    .offset(AT_ONCE - 1)
  query =
    releases === undefined ? query.where('package.app_id', '=', app) : query.where('package.release_id', 'in', releases)
  if (baseName !== undefined) query = query.where('package.base_name', '=', baseName)
  if (after !== undefined) query = query.where(rowCompare(ORDER, direction, after))
  const row = await query.executeTakeFirst()
  return row && [row.created_at, row.id]
}
