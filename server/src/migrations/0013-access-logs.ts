/** How far each access log was read that the server follows. */
import { type ColumnDataType, type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its own time, not today's types
export async function up(db: Kysely<any>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const text: ColumnDataType | RawBuilder<unknown> = isSqlite ? 'text' : sql`text collate "C"`
  await db.schema
    .createTable('access_log')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('position', 'bigint', (c) => c.notNull())
    .addColumn('size', 'bigint', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .execute()
}
