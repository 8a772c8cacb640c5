/**
 * Indexes by which sums of one name, one country or one release are found whatever the period, in the place of reading
 * those of all others as well. SQLite is as quick without the others, which cost it more: there each index holds the whole key.
 */
import { type Kysely, SqliteAdapter, sql } from 'kysely'

const ON_BOTH = [['base', 'name', ['app_id', 'base_name', 'period']]] as const
const ON_POSTGRES = [
  ['place', 'country', ['app_id', 'country', 'period']],
  ['country', 'country', ['app_id', 'country', 'period']],
  ['release_place', 'release', ['app_id', 'release', 'period']],
] as const

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its own time, not today's types
export async function up(db: Kysely<any>): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  for (const [sum, name, columns] of isSqlite ? ON_BOTH : [...ON_BOTH, ...ON_POSTGRES]) {
    await db.schema
      .createIndex(`download_sum_${sum}_${name}`)
      .on(`download_sum_${sum}`)
      .columns([...columns])
      .execute()
  }
  // Files of one country are many and lie apart: all that is asked of them is in the index.
  if (!isSqlite) {
    await sql`create index download_sum_both_country on download_sum_both (country, period, subject_id)
      include (client, source, downloads)`.execute(db)
  }
}
