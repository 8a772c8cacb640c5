/**
 * Many rows as one parameter. A statement with a parameter per value costs more to build and to bind than its rows to
 * write, and there would be another statement for every number of rows.
 */
import { type AliasableExpression, type RawBuilder, sql } from 'kysely'
import type { Queryable } from './database.ts'
import { isPostgres } from './dialect.ts'

type Type = 'text' | 'integer' | 'bigint'
type Values<Columns> = { [Name in keyof Columns]: Columns[Name] extends 'text' ? string : number }

/** `rows` as something to select from, with these columns. */
export function rowsAsJson<Columns extends Record<string, Type>>(
  db: Queryable,
  columns: Columns,
  rows: readonly Values<Columns>[],
): AliasableExpression<Values<Columns>> {
  const names = Object.keys(columns)
  const json = JSON.stringify(rows.map((row) => names.map((name) => row[name])))
  const postgres = isPostgres(db)
  const cells: RawBuilder<unknown>[] = names.map((name, at) =>
    postgres
      ? sql`(value ->> ${sql.lit(at)})::${sql.raw(columns[name] as string)} as ${sql.ref(name)}`
      : sql`json_extract(value, ${sql.lit(`$[${at}]`)}) as ${sql.ref(name)}`,
  )
  const source = postgres ? sql`json_array_elements(${json}::json)` : sql`json_each(${json})`
  return sql<Values<Columns>>`(select ${sql.join(cells)} from ${source} as given_rows)`
}
