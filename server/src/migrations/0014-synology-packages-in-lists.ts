/**
 * Synology packages get a category and can wait for approval; builds remember which of their files no signature covers.
 * The list for people asks for architectures.
 */
import type { Kysely } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its own time, not today's types
type Schema = Kysely<any>

export async function up(db: Schema): Promise<void> {
  await db.schema.alterTable('spk_package').addColumn('category', 'text').execute()
  await db.schema
    .alterTable('spk_package')
    .addColumn('pending', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  await db.schema
    .alterTable('spk_build')
    .addColumn('unsigned_files', 'text', (c) => c.notNull().defaultTo('[]'))
    .execute()
  await db.schema
    .createIndex('spk_build_architecture_code')
    .on('spk_build_architecture')
    .columns(['architecture', 'build_id'])
    .execute()
}
