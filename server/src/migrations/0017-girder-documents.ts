/** Keys remember their scopes in the words of the protocol they were made by; files remember when they were renamed. */
import type { Kysely } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its own time, not today's types
type Schema = Kysely<any>

export async function up(db: Schema): Promise<void> {
  await db.schema.alterTable('api_key').addColumn('foreign_scopes', 'text').execute()
  await db.schema.alterTable('file').addColumn('renamed_at', 'bigint').execute()
}
