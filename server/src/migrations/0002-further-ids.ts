/**
 * Further ids of things (the folders that Girder clients see), tokens that belong to an API key, hand-set facts of
 * collections, applications and releases, and the index of the query that every starting Slicer application sends.
 */
import { randomBytes } from 'node:crypto'
import { type ColumnDataType, type Kysely, sql } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its own time, not today's types
type Schema = Kysely<any>

const id: ColumnDataType = 'text'
const time: ColumnDataType = 'bigint'

export async function up(db: Schema): Promise<void> {
  await db.schema
    .createTable('alias')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('owner_id', id, (c) => c.notNull())
    .addColumn('created_at', time, (c) => c.notNull())
    .addColumn('extra', 'text')
    .execute()
  // An application may have several further ids; each of the folders has one.
  await db.schema
    .createIndex('alias_folder')
    .on('alias')
    .columns(['kind', 'owner_id'])
    .unique()
    .where(sql<boolean>`kind <> 'app'`)
    .execute()
  await db.schema.createIndex('alias_owner').on('alias').columns(['owner_id', 'kind']).execute()
  await backfill(db, 'packages', 'collection')
  await backfill(db, 'draft', 'app')
  await backfill(db, 'extensions', 'release')

  await db.schema
    .alterTable('session')
    .addColumn('api_key_id', id, (c) => c.references('api_key.id').onDelete('cascade'))
    .execute()
  await db.schema
    .alterTable('session')
    .addColumn('fixed', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()
  await db.schema.createIndex('session_key').on('session').columns(['api_key_id']).execute()
  await db.schema.alterTable('api_key').addColumn('token_lifetime', time).execute()
  for (const table of ['collection', 'app', 'release']) {
    await db.schema.alterTable(table).addColumn('extra', 'text').execute()
  }
  await db.schema
    .createIndex('package_app_revision')
    .on('package')
    .columns(['app_id', 'kind', 'app_revision', 'os', 'arch'])
    .where(sql<boolean>`deleted_at is null`)
    .execute()
  await db.schema
    .createIndex('package_declared')
    .on('package')
    .columns(['updated_at'])
    .where(sql<boolean>`file_id is null and deleted_at is null`)
    .execute()
}

/** The folder of each thing that is there already. */
async function backfill(db: Schema, kind: string, table: string): Promise<void> {
  let after = ''
  for (;;) {
    const rows: { id: string; created_at: number }[] = await db
      .selectFrom(table)
      .select(['id', 'created_at'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(1000)
      .execute()
    if (rows.length === 0) return
    after = rows.at(-1)?.id ?? after
    const values = rows.map((row) => ({
      id: idOf(Number(row.created_at)),
      kind,
      owner_id: row.id,
      created_at: row.created_at,
      extra: null,
    }))
    await db.insertInto('alias').values(values).execute()
  }
}

const idOf = (ms: number): string =>
  (Math.floor(ms / 1000) % 0x100000000).toString(16).padStart(8, '0') + randomBytes(8).toString('hex')
