/** The few things that differ between the two databases, so that stores read the same on both. */
import { PostgresAdapter, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { DatabaseKind, Queryable } from './database.ts'

/** Whether a handle leads to PostgreSQL, where only the handle is at hand. */
export const isPostgres = (db: Queryable): boolean => db.getExecutor().adapter instanceof PostgresAdapter

/** Rows read in order to be changed: PostgreSQL locks them; on SQLite a write transaction is alone anyway. */
export const forUpdate = <DB, TB extends keyof DB, O>(
  kind: DatabaseKind,
  query: SelectQueryBuilder<DB, TB, O>,
): SelectQueryBuilder<DB, TB, O> => (kind === 'postgres' ? query.forUpdate() : query)

/** The same, but passing over rows that somebody else holds: for queues. */
export const forUpdateSkipLocked = <DB, TB extends keyof DB, O>(
  kind: DatabaseKind,
  query: SelectQueryBuilder<DB, TB, O>,
): SelectQueryBuilder<DB, TB, O> => (kind === 'postgres' ? query.forUpdate().skipLocked() : query)

/** `(a, b) < (x, y)`: the rows behind a cursor, in a form both databases answer from an index. */
export const rowCompare = (
  columns: readonly string[],
  direction: 'asc' | 'desc',
  values: readonly (string | number)[],
): RawBuilder<boolean> =>
  sql<boolean>`(${sql.join(columns.map((column) => sql.ref(column)))}) ${sql.raw(direction === 'asc' ? '>' : '<')} (${sql.join(values)})`

/** The rows up to one and with it, in that direction: where `rowCompare` of the same values goes on. */
export const rowUpTo = (
  columns: readonly string[],
  direction: 'asc' | 'desc',
  values: readonly (string | number)[],
): RawBuilder<boolean> =>
  sql<boolean>`(${sql.join(columns.map((column) => sql.ref(column)))}) ${sql.raw(direction === 'asc' ? '<=' : '>=')} (${sql.join(values)})`

/**
 * `column in (values)`, in one text for any number of values: statements are prepared and kept by their text, and would
 * otherwise push each other out.
 */
export const isAnyOf = (
  db: Queryable,
  column: string,
  type: 'text' | 'bigint',
  values: readonly (string | number)[],
): RawBuilder<boolean> =>
  isPostgres(db)
    ? sql<boolean>`${sql.ref(column)} = any(${values}::${sql.raw(type)}[])`
    : sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`
