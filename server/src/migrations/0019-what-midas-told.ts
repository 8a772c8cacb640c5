/** What Midas told of an installer and Girder does not: kept for the answers that have a place for it. */
import { type ColumnDataType, type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its own time, not today's types
export async function up(db: Kysely<any>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const text: ColumnDataType | RawBuilder<unknown> = isSqlite ? 'text' : sql`text collate "C"`
  for (const column of ['checkout_date', 'codebase', 'md5', 'package_type']) {
    await db.schema
      .alterTable('installer_elsewhere')
      .addColumn(column, text as ColumnDataType)
      .execute()
  }
}
