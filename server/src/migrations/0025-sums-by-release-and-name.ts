/**
 * Sums of downloads by release and by base name, which had to be added up from those by file, and an index by which those of
 * one country are found by name. They are made from the sums by file, which go as far as they do.
 */
import { type ColumnDataType, type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely'

const target = ['kind', 'stage', 'os', 'arch'] as const

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its own time, not today's types
export async function up(db: Kysely<any>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const text: ColumnDataType | RawBuilder<unknown> = isSqlite ? 'text' : sql`text collate "C"`
  const sum = async (name: string, own: readonly string[]) => {
    const columns = ['app_id', 'period', ...own, 'client', ...target, 'source']
    let create = db.schema.createTable(name)
    for (const column of columns) {
      create = create.addColumn(column, (column === 'period' ? 'integer' : text) as ColumnDataType, (c) => c.notNull())
    }
    create = create
      .addColumn('downloads', 'bigint', (c) => c.notNull())
      // biome-ignore lint/suspicious/noExplicitAny: the columns are named by the caller
      .addPrimaryKeyConstraint(`${name}_key`, columns as any)
    await (isSqlite ? create.modifyEnd(sql`without rowid`) : create).execute()
    const ofSum = ['app_id', 'period', 'client', 'source']
    const given = sql.join(columns.map((column) => sql.ref(`${ofSum.includes(column) ? 'd' : 's'}.${column}`)))
    await sql`
      insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column)))}, downloads)
      select ${given}, sum(d.downloads) from download_sum_subject d join download_subject s on s.id = d.subject_id
      group by ${given}`.execute(db)
  }
  await sum('download_sum_release', ['release', 'app_revision'])
  await sum('download_sum_base', ['base_name'])
  await db.schema
    .createIndex('download_sum_name_country')
    .on('download_sum_name')
    .columns(['app_id', 'country', 'period', 'base_name', 'kind', 'client', 'source', 'downloads'])
    .execute()
}
