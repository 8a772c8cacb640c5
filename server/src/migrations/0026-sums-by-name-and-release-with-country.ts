/**
 * Sums of downloads by name and by release that tell countries and platforms apart as well, in the place of an index of
 * those by file, which had to be read as a whole. They are made from the sums by file, which go as far as they do.
 */
import { type ColumnDataType, type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely'

const rest = ['client', 'kind', 'stage', 'os', 'arch', 'source'] as const
const ofSum = ['period', 'country', 'client', 'source']

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its own time, not today's types
export async function up(db: Kysely<any>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const text: ColumnDataType | RawBuilder<unknown> = isSqlite ? 'text' : sql`text collate "C"`
  const sum = async (name: string, own: readonly string[]) => {
    const columns = [...own, ...rest]
    let create = db.schema.createTable(name)
    for (const column of columns) {
      create = create.addColumn(column, (column === 'period' ? 'integer' : text) as ColumnDataType, (c) => c.notNull())
    }
    create = create
      .addColumn('downloads', 'bigint', (c) => c.notNull())
      // biome-ignore lint/suspicious/noExplicitAny: the columns are named by the caller
      .addPrimaryKeyConstraint(`${name}_key`, columns as any)
    await (isSqlite ? create.modifyEnd(sql`without rowid`) : create).execute()
    const given = sql.join(columns.map((column) => sql.ref(`${ofSum.includes(column) ? 'd' : 's'}.${column}`)))
    await sql`
      insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column)))}, downloads)
      select ${given}, sum(d.downloads) from download_sum_both d join download_subject s on s.id = d.subject_id
      group by ${given}`.execute(db)
  }
  await db.schema.dropTable('download_sum_name').execute()
  await db.schema.dropIndex('download_sum_both_other').execute()
  await sum('download_sum_base_place', ['app_id', 'base_name', 'period', 'country'])
  await sum('download_sum_release_place', ['app_id', 'country', 'period', 'release', 'app_revision'])
  await db.schema
    .createIndex('download_sum_base_place_country')
    .on('download_sum_base_place')
    .columns(['app_id', 'country', 'period', 'base_name', ...rest, 'downloads'])
    .execute()
}
