/** What came from another server, and how it looked there when it did: so that an import can be repeated. */
import type { Kysely } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its own time, not today's types
type Schema = Kysely<any>

export async function up(db: Schema): Promise<void> {
  await db.schema
    .createTable('arrival')
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('noun', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('app_id', 'text')
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('arrival_key', ['source', 'noun', 'id'])
    .execute()
  await db.schema.createIndex('arrival_app').on('arrival').columns(['source', 'app_id']).execute()
}
