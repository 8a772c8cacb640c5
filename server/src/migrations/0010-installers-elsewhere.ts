/**
 * Installers of older systems whose bytes are still with those: the download site finds them as if they were here, and
 * leads to them. They count as a change of the application's installers.
 */
import { type ColumnDataType, type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its own time, not today's types
type Schema = Kysely<any>

export async function up(db: Schema): Promise<void> {
  const sqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const text: ColumnDataType | RawBuilder<unknown> = sqlite ? 'text' : sql`text collate "C"`
  await db.schema
    .createTable('installer_elsewhere')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('app_id', text, (c) => c.notNull().references('app.id').onDelete('cascade'))
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('base_name', text, (c) => c.notNull())
    .addColumn('os', text, (c) => c.notNull())
    .addColumn('arch', text, (c) => c.notNull())
    .addColumn('revision', text, (c) => c.notNull())
    .addColumn('version', text, (c) => c.notNull())
    .addColumn('release', text)
    .addColumn('pre_release', 'integer', (c) => c.notNull())
    .addColumn('build_date', text, (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('size', 'bigint', (c) => c.notNull())
    .addColumn('sha512', text)
    .execute()
  await db.schema.createIndex('installer_elsewhere_app').on('installer_elsewhere').columns(['app_id']).execute()
  for (const [event, row] of [
    ['insert', 'new'],
    ['update', 'new'],
    ['delete', 'old'],
  ] as const) {
    const act = sqlite
      ? sql`begin update app set installers_version = installers_version + 1 where id = ${sql.raw(row)}.app_id; end`
      : sql`execute function count_installers_change_${sql.raw(row)}()`
    const name = sql.ref(`installer_elsewhere_${event}_counts`)
    await sql`create trigger ${name} after ${sql.raw(event)} on installer_elsewhere for each row ${act}`.execute(db)
  }
}
