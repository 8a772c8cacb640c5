/**
 * The indexes that lists are read from in order get os and arch as well: three of four rows of a list for one platform
 * are passed over, and need not be read for that.
 */
import { type Kysely, sql } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its own time, not today's types
type Schema = Kysely<any>

export async function up(db: Schema): Promise<void> {
  for (const [name, first] of [
    ['package_release_order', 'release_id'],
    ['package_app_order', 'app_id'],
  ] as const) {
    await db.schema.dropIndex(name).execute()
    await db.schema
      .createIndex(name)
      .on('package')
      .columns([first, 'kind', 'created_at', 'id', 'os', 'arch'])
      .where(sql<boolean>`deleted_at is null`)
      .execute()
  }
}
