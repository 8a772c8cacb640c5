/**
 * Packages are found by a part of what they say, by their whole name, and by how it begins, without reading all of them.
 * What builds of one name say hardly ever changes, so each wording is kept once.
 */
import { createHash } from 'node:crypto'
import { type ColumnDataType, type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its own time, not today's types
type Schema = Kysely<any>

const PARTS = 'package_wording_parts'

export async function up(db: Schema): Promise<void> {
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const text: ColumnDataType | RawBuilder<unknown> = isSqlite ? 'text' : sql`text collate "C"`
  // The beginning is enough to find a name by; the whole of a long one would not fit into an index of PostgreSQL.
  await sql`create index package_by_name on package (app_id, substr(name_key, 1, 100), id) where deleted_at is null`.execute(
    db,
  )
  await db.schema
    .createTable('package_wording')
    .addColumn('id', 'integer', (c) =>
      isSqlite ? c.primaryKey().autoIncrement() : c.primaryKey().generatedAlwaysAsIdentity(),
    )
    .addColumn('app_id', text, (c) => c.notNull().references('app.id').onDelete('cascade'))
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('base_name', text, (c) => c.notNull())
    .addColumn('digest', text, (c) => c.notNull())
    .addColumn('text', text, (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('package_wording_once')
    .on('package_wording')
    .columns(['app_id', 'kind', 'base_name', 'digest'])
    .unique()
    .execute()
  await db.schema.createIndex('package_wording_order').on('package_wording').columns(['app_id', 'kind', 'id']).execute()
  if (isSqlite) await partsInSqlite(db)
  else await sql`create index ${sql.ref(PARTS)} on package_wording using gin (text gin_trgm_ops)`.execute(db)
  await keepPresentWordings(db)
}

async function partsInSqlite(db: Schema): Promise<void> {
  const remove = `create trigger ${PARTS}_delete after delete on package_wording begin
    insert into ${PARTS}(${PARTS}, rowid, text) values ('delete', old.id, old.text); end`
  await sql
    .raw(
      `create virtual table ${PARTS} using fts5(text, content='package_wording', content_rowid='id', tokenize='trigram case_sensitive 1')`,
    )
    .execute(db)
  await sql
    .raw(
      `create trigger ${PARTS}_insert after insert on package_wording begin
        insert into ${PARTS}(rowid, text) values (new.id, new.text); end`,
    )
    .execute(db)
  await sql.raw(remove).execute(db)
}

/** Of those in the trash as well: they may come back. */
async function keepPresentWordings(db: Schema): Promise<void> {
  const said = await db
    .selectFrom('package')
    .select(['app_id', 'kind', 'base_name', 'description', 'keywords'])
    .distinct()
    .execute()
  const kept = new Set<string>()
  for (const { description, keywords, ...name } of said) {
    const text = [name.base_name, description, keywords ?? ''].join('\u001f').toLowerCase()
    const digest = createHash('sha256').update(text).digest('base64url')
    const key = JSON.stringify([name, digest])
    if (kept.has(key)) continue
    kept.add(key)
    await db
      .insertInto('package_wording')
      .values({ ...name, digest, text })
      .execute()
  }
}
