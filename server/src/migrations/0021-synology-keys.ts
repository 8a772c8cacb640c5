/** Which keys of the ring sign and are offered to devices, and which key a build is signed with. */
import type { Kysely } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its own time, not today's types
type Schema = Kysely<any>

export async function up(db: Schema): Promise<void> {
  await db.schema
    .createTable('spk_key')
    .addColumn('fingerprint', 'text', (c) => c.primaryKey())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema.alterTable('spk_build').addColumn('signed_by', 'text').execute()
}
