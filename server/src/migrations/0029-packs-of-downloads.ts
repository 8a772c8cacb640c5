/**
 * Packs of downloads (see `packed.ts` of the statistics), in the place of a join of all files with their sums. What is left of
 * those is found by the file only; files are found by their names and packages. All sums are made again from the facts, which stay.
 */
import { type ColumnDataType, type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely'

const OTHER_SUMS = ['time', 'country', 'place', 'program', 'release', 'base', 'base_place', 'release_place', 'both']

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its own time, not today's types
export async function up(db: Kysely<any>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const text: ColumnDataType | RawBuilder<unknown> = isSqlite ? 'text' : sql`text collate "C"`
  const table = (name: string, key: readonly string[], types: Record<string, ColumnDataType>) => {
    let create = db.schema.createTable(name)
    for (const column of key) create = create.addColumn(column, types[column] ?? text, (c) => c.notNull())
    // biome-ignore lint/suspicious/noExplicitAny: the columns are named by the caller
    return create.addPrimaryKeyConstraint(`${name}_key`, key as any)
  }

  await db.schema.dropTable('download_sum_subject').execute()
  const bySubject = table('download_sum_subject', ['subject_id', 'period', 'client', 'source'], {
    subject_id: 'bigint',
    period: 'integer',
  }).addColumn('downloads', 'bigint', (c) => c.notNull())
  await (isSqlite ? bySubject.modifyEnd(sql`without rowid`) : bySubject).execute()

  for (const [name, key] of [
    ['download_pack', ['app_id', 'period', 'source']],
    ['download_pack_place', ['app_id', 'period', 'country', 'source']],
    ['download_pack_target', ['app_id', 'period', 'source']],
  ] as const) {
    await table(name, key, { period: 'integer' })
      .addColumn('packed', 'text', (c) => c.notNull())
      .execute()
  }

  for (const [name, column] of [
    ['download_subject_file', 'file_name'],
    ['download_subject_package', 'package_id'],
  ] as const) {
    await db.schema.createIndex(name).on('download_subject').columns(['app_id', column]).execute()
  }

  if (!isSqlite) await db.schema.dropIndex('download_sum_both_country').execute()
  for (const sum of OTHER_SUMS) {
    const name = sql.table(`download_sum_${sum}`)
    await (isSqlite ? sql`delete from ${name}` : sql`truncate ${name}`).execute(db)
  }
  await db.deleteFrom('download_summed').execute()
}
