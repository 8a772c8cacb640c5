/** Whole tables as rows, out of one database and into another, whatever they mean. */
import { sql } from 'kysely'
import type { Database, DatabaseKind, Queryable } from './database.ts'
import { rowCompare } from './dialect.ts'
import type { TableShape } from './shape.ts'

export type Row = Record<string, unknown>

const READ_AT_ONCE = 1000
/** Both databases limit the parameters of a statement; SQLite to 32,766. */
const MOST_PARAMETERS = 16_000
const WRITTEN_AT_ONCE = 200

/** Runs `story` on one unchanging state of the database, while others go on writing. */
export function atOneMoment<T>(db: Database, story: (db: Queryable) => Promise<T>): Promise<T> {
  if (db.kind === 'postgres') {
    return db.read
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((tx) => story(tx))
  }
  // Kysely's transactions take the write lock here; one that only reads need not.
  return db.read.connection().execute(async (connection) => {
    await sql`begin deferred`.execute(connection)
    try {
      return await story(connection)
    } finally {
      await sql`commit`.execute(connection)
    }
  })
}

/** All rows, in the order of the primary key. */
export async function* rowsOf(db: Queryable, table: TableShape): AsyncGenerator<Row[]> {
  if (table.key.length === 0) throw new Error(`the table ${table.name} has no primary key`)
  const columns = sql.join(table.columns.map((column) => sql.ref(column)))
  const order = sql.join(table.key.map((column) => sql.ref(column)))
  let after: (string | number)[] | undefined
  for (;;) {
    const behind = after === undefined ? sql`` : sql`where ${rowCompare(table.key, 'asc', after)}`
    const { rows } = await sql<Row>`
      select ${columns} from ${sql.table(table.name)} ${behind} order by ${order} limit ${sql.lit(READ_AT_ONCE)}
    `.execute(db)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    if (rows.length < READ_AT_ONCE) return
    after = table.key.map((column) => last[column] as string | number)
  }
}

/** Adds rows as they are, ids included. */
export async function addRows(
  db: Queryable,
  kind: DatabaseKind,
  table: TableShape,
  columns: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  if (columns.length === 0) return
  const atOnce = Math.max(1, Math.min(WRITTEN_AT_ONCE, Math.floor(MOST_PARAMETERS / columns.length)))
  const names = sql.join(columns.map((column) => sql.ref(column)))
  const given = kind === 'postgres' ? sql`overriding system value` : sql``
  for (let from = 0; from < rows.length; from += atOnce) {
    const values = rows
      .slice(from, from + atOnce)
      .map((row) => sql`(${sql.join(columns.map((column) => row[column] ?? null))})`)
    await sql`insert into ${sql.table(table.name)} (${names}) ${given} values ${sql.join(values)}`.execute(db)
  }
}

export const hasRows = async (db: Queryable, table: TableShape): Promise<boolean> =>
  (await sql`select 1 from ${sql.table(table.name)} limit 1`.execute(db)).rows.length > 0

export const removeRows = async (db: Queryable, table: TableShape): Promise<void> => {
  await sql`delete from ${sql.table(table.name)}`.execute(db)
}

/** After rows were added with their numbers: goes on counting behind the highest. SQLite does so by itself. */
export async function goOnCounting(db: Queryable, kind: DatabaseKind, table: TableShape): Promise<void> {
  if (kind === 'sqlite') return
  for (const column of table.counted) {
    await sql`
      select setval(pg_get_serial_sequence(${table.name}, ${column}), coalesce(max(${sql.ref(column)}), 0) + 1, false)
      from ${sql.table(table.name)}`.execute(db)
  }
}

/** Tells the planner what the tables hold now, after a great change. */
export const gatherStatistics = async (db: Database): Promise<void> => {
  await sql`analyze`.execute(db.direct)
}
