/**
 * Many rows by one statement. SQLite runs a prepared statement for each row without leaving it, which is faster than any
 * list of values; PostgreSQL takes each column as one array.
 */
import { CompiledQuery, sql } from 'kysely'
import type { Queryable } from './database.ts'
import { isPostgres } from './dialect.ts'
import { EachRow, type Values } from './each-row.ts'

export type ColumnType = 'text' | 'integer' | 'bigint'
export type Columns = Record<string, ColumnType>

/** Adds rows. */
export async function insertMany(db: Queryable, table: string, columns: Columns, rows: readonly Values[]) {
  await insert(db, table, columns, rows, '')
}

/** Adds the rows that are not there yet, by any unique key. Answers for each whether it was new. */
export function insertNew(db: Queryable, table: string, columns: Columns, rows: readonly Values[]): Promise<boolean[]> {
  return insert(db, table, columns, rows, 'on conflict do nothing')
}

/** Adds rows whose last column is a number that is added to what a row of the same key (all other columns) has. */
export const addMany = (db: Queryable, table: string, columns: Columns, rows: readonly Values[]): Promise<void> =>
  upsert(db, table, columns, rows, (number) => `${quoted(table)}.${number} + excluded.${number}`)

/** Writes rows whose last column stands in the place of what a row of the same key (all other columns) has. */
export const putMany = (db: Queryable, table: string, columns: Columns, rows: readonly Values[]): Promise<void> =>
  upsert(db, table, columns, rows, (value) => `excluded.${value}`)

async function upsert(
  db: Queryable,
  table: string,
  columns: Columns,
  rows: readonly Values[],
  change: (last: string) => string,
): Promise<void> {
  const names = Object.keys(columns).map(quoted)
  const last = names.at(-1) as string
  const key = names.slice(0, -1).join(', ')
  await insert(db, table, columns, rows, `on conflict (${key}) do update set ${last} = ${change(last)}`)
}

async function insert(db: Queryable, table: string, columns: Columns, rows: readonly Values[], onConflict: string) {
  if (rows.length === 0) return []
  const names = Object.keys(columns)
  const into = `insert into ${quoted(table)} (${names.map(quoted).join(', ')})`
  if (!isPostgres(db)) {
    const each = new EachRow(rows)
    const text = `${into} values (${names.map(() => '?').join(', ')}) ${onConflict}`
    await db.executeQuery(CompiledQuery.raw(text, [each]))
    return each.changed
  }
  const arrays = names.map((name, at) => {
    const type = columns[name] as ColumnType
    return sql`${asArray(type, rows, at)}::${sql.raw(type)}[]`
  })
  const given = sql`${sql.raw(into)} select * from unnest(${sql.join(arrays)}) ${sql.raw(onConflict)}`
  if (onConflict !== 'on conflict do nothing') {
    await given.execute(db)
    return []
  }
  const { rows: added } = await sql<Record<string, string | number>>`
    ${given} returning ${sql.join(names.map((name) => sql.ref(name)))}`.execute(db)
  const keyOf = (values: Values) => JSON.stringify(values)
  const found = new Set(added.map((row) => keyOf(names.map((name) => row[name] as string | number))))
  // The second of two equal rows is not new.
  return rows.map((row) => found.delete(keyOf(row)))
}

/**
 * One column as PostgreSQL writes arrays. The driver would do so as well, value by value, which costs more than all else
 * that is done for a row here.
 */
function asArray(type: ColumnType, rows: readonly Values[], at: number): string {
  if (type !== 'text') return `{${rows.map((row) => row[at]).join(',')}}`
  // Most columns of text have few different values.
  const written = new Map<string, string>()
  const write = (text: string): string => {
    let known = written.get(text)
    if (known === undefined) written.set(text, (known = `"${text.replaceAll(/["\\]/g, '\\$&')}"`))
    return known
  }
  return `{${rows.map((row) => write(String(row[at]))).join(',')}}`
}

const quoted = (name: string): string => `"${name}"`
