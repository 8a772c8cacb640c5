/**
 * How often Synology packages were downloaded, summed up beside the single counts: devices are told with every answer, and
 * adding up all counts for that would take longer the older a repository is. And the numbers that builds and
 * architectures had on the server they came from, because old addresses are made of them.
 */
import { type ColumnDataType, type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its own time, not today's types
type Schema = Kysely<any>

export async function up(db: Schema): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const text: ColumnDataType | RawBuilder<unknown> = isSqlite ? 'text' : sql`text collate "C"`
  await db.schema
    .createTable('spk_package_total')
    .addColumn('package_id', text, (c) => c.primaryKey().references('spk_package.id').onDelete('cascade'))
    .addColumn('count', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('spk_package_day')
    .addColumn('day', 'integer', (c) => c.notNull())
    .addColumn('package_id', text, (c) => c.notNull().references('spk_package.id').onDelete('cascade'))
    .addColumn('count', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('spk_package_day_key', ['day', 'package_id'])
    .execute()
  // What goes with a package is found by it.
  await db.schema.createIndex('spk_package_day_package').on('spk_package_day').column('package_id').execute()
  await sql`insert into spk_package_total (package_id, count)
    select package_id, sum(count) from spk_download group by package_id`.execute(db)
  await sql`insert into spk_package_day (day, package_id, count)
    select day, package_id, sum(count) from spk_download group by day, package_id`.execute(db)
  await db.schema
    .createTable('spk_former_build')
    .addColumn('former', 'integer', (c) => c.primaryKey())
    .addColumn('build_id', text, (c) => c.notNull().references('spk_build.id').onDelete('cascade'))
    .execute()
  await db.schema.createIndex('spk_former_build_build').on('spk_former_build').column('build_id').execute()
  await db.schema
    .createTable('spk_former_architecture')
    .addColumn('former', 'integer', (c) => c.primaryKey())
    .addColumn('code', text, (c) => c.notNull().references('spk_architecture.code').onDelete('cascade'))
    .execute()
  await db.schema.createIndex('spk_former_architecture_code').on('spk_former_architecture').column('code').execute()
}
