/** The audit is asked by names as well: of what is gone, nobody knows the id. */
import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('audit_app_slug').on('audit').columns(['app_slug', 'at', 'id']).execute()
  await db.schema.createIndex('audit_target_name').on('audit').columns(['target_name', 'at', 'id']).execute()
}
