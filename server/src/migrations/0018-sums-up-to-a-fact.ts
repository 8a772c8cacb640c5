/**
 * The sums of downloads say up to which fact they go, instead of each fact saying whether it is in them: facts are
 * written once and never touched again. The sums are made again from the facts, which stay.
 */
import { type ColumnDataType, type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its own time, not today's types
export async function up(db: Kysely<any>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const text: ColumnDataType | RawBuilder<unknown> = isSqlite ? 'text' : sql`text collate "C"`
  await db.schema.dropIndex('download_fact_new').execute()
  await db.schema.alterTable('download_fact').dropColumn('rolled').execute()
  await db.schema
    .createTable('download_summed')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('up_to', 'bigint', (c) => c.notNull())
    .addColumn('version', 'bigint', (c) => c.notNull())
    .addColumn('held_until', 'bigint', (c) => c.notNull())
    .execute()
  for (const sum of ['time', 'country', 'place', 'program', 'subject']) {
    await sql`delete from ${sql.table(`download_sum_${sum}`)}`.execute(db)
  }

  // Of sums that tell files apart, periods of fewer sizes are kept than before.
  await db.schema.dropTable('download_sum_both').execute()
  const sum = async (name: string, columns: readonly string[]) => {
    let create = db.schema.createTable(name)
    for (const column of columns) {
      const type = column === 'subject_id' ? 'bigint' : column === 'period' ? 'integer' : text
      create = create.addColumn(column, type as ColumnDataType, (c) => c.notNull())
    }
    create = create
      .addColumn('downloads', 'bigint', (c) => c.notNull())
      // biome-ignore lint/suspicious/noExplicitAny: the columns are named by the caller
      .addPrimaryKeyConstraint(`${name}_key`, columns as any)
    await (isSqlite ? create.modifyEnd(sql`without rowid`) : create).execute()
  }
  await sum('download_sum_both', ['subject_id', 'period', 'country', 'client', 'source'])
  // All that questions by country ask is in the index, so that they need not look into the table for each row.
  await db.schema
    .createIndex('download_sum_both_other')
    .on('download_sum_both')
    .columns(['country', 'period', 'subject_id', 'client', 'source', 'downloads'])
    .execute()
  await sum('download_sum_name', ['app_id', 'base_name', 'period', 'kind', 'country', 'client', 'source'])
}
