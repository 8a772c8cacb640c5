/** Accounts, access, applications, releases, packages, files, counters, audit, jobs and the search index. */
import { type ColumnDataType, type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its own time, not today's types
type Schema = Kysely<any>

export async function up(db: Schema): Promise<void> {
  const types = typesOf(db)
  await accounts(db, types)
  await catalogue(db, types)
  await files(db, types)
  await packages(db, types)
  await books(db, types)
  await search(db, types)
}

const isSqlite = (db: Schema): boolean => db.getExecutor().adapter instanceof SqliteAdapter

/** Text is compared by its bytes on both databases, whatever the language of the PostgreSQL database is. */
function typesOf(db: Schema) {
  const text: ColumnDataType | RawBuilder<unknown> = isSqlite(db) ? 'text' : sql`text collate "C"`
  return { id: text, text, time: 'bigint', truth: 'integer' } as const
}
type Types = ReturnType<typeof typesOf>

async function accounts(db: Schema, { id, text, time, truth }: Types): Promise<void> {
  await db.schema
    .createTable('account')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('login', text, (c) => c.notNull())
    .addColumn('login_key', text, (c) => c.notNull().unique())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('email', text)
    .addColumn('email_key', text, (c) => c.unique())
    .addColumn('password_hash', text)
    .addColumn('admin', truth, (c) => c.notNull())
    .addColumn('status', text, (c) => c.notNull())
    .addColumn('created_at', time, (c) => c.notNull())
    .addColumn('last_login_at', time)
    .execute()
  await db.schema
    .createTable('session')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('token_hash', text, (c) => c.notNull().unique())
    .addColumn('account_id', id, (c) => c.notNull().references('account.id').onDelete('cascade'))
    .addColumn('created_at', time, (c) => c.notNull())
    .addColumn('last_used_at', time, (c) => c.notNull())
    .addColumn('expires_at', time, (c) => c.notNull())
    .addColumn('address', text)
    .addColumn('user_agent', text)
    .execute()
  await db.schema.createIndex('session_account').on('session').columns(['account_id', 'created_at']).execute()
  await db.schema
    .createTable('api_key')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('account_id', id, (c) => c.notNull().references('account.id').onDelete('cascade'))
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('prefix', text, (c) => c.notNull())
    .addColumn('secret_hash', text, (c) => c.notNull().unique())
    .addColumn('scopes', text, (c) => c.notNull())
    .addColumn('app_id', id)
    .addColumn('created_at', time, (c) => c.notNull())
    .addColumn('expires_at', time)
    .addColumn('last_used_at', time)
    .addColumn('revoked_at', time)
    .execute()
  await db.schema.createIndex('api_key_account').on('api_key').columns(['account_id', 'created_at', 'id']).execute()
  await db.schema
    .createTable('attempt')
    .addColumn('bucket', text, (c) => c.primaryKey())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addColumn('resets_at', time, (c) => c.notNull())
    .execute()
}

async function catalogue(db: Schema, { id, text, time, truth }: Types): Promise<void> {
  await db.schema
    .createTable('collection')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('name_key', text, (c) => c.notNull().unique())
    .addColumn('description', text, (c) => c.notNull())
    .addColumn('public', truth, (c) => c.notNull())
    .addColumn('created_at', time, (c) => c.notNull())
    .addColumn('updated_at', time, (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('app')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('collection_id', id, (c) => c.notNull().references('collection.id'))
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('name_key', text, (c) => c.notNull())
    .addColumn('slug', text, (c) => c.notNull())
    .addColumn('description', text, (c) => c.notNull())
    .addColumn('homepage', text)
    .addColumn('public', truth, (c) => c.notNull())
    .addColumn('package_template', text, (c) => c.notNull())
    .addColumn('extension_template', text, (c) => c.notNull())
    .addColumn('retention', text, (c) => c.notNull())
    .addColumn('version', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('created_at', time, (c) => c.notNull())
    .addColumn('updated_at', time, (c) => c.notNull())
    .addColumn('created_by', id)
    .addColumn('deleted_at', time)
    .addColumn('deleted_by', id)
    .execute()
  const live = sql<boolean>`deleted_at is null`
  await db.schema
    .createIndex('app_name')
    .on('app')
    .columns(['collection_id', 'name_key'])
    .unique()
    .where(live)
    .execute()
  await db.schema.createIndex('app_slug').on('app').columns(['slug']).unique().where(live).execute()
  await db.schema.createIndex('app_order').on('app').columns(['name_key', 'id']).where(live).execute()
  await db.schema
    .createTable('app_member')
    .addColumn('app_id', id, (c) => c.notNull().references('app.id').onDelete('cascade'))
    .addColumn('account_id', id, (c) => c.notNull().references('account.id').onDelete('cascade'))
    .addColumn('role', text, (c) => c.notNull())
    .addColumn('created_at', time, (c) => c.notNull())
    .addPrimaryKeyConstraint('app_member_key', ['app_id', 'account_id'])
    .execute()
  await db.schema.createIndex('app_member_account').on('app_member').columns(['account_id']).execute()
  await db.schema
    .createTable('release')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('app_id', id, (c) => c.notNull().references('app.id').onDelete('cascade'))
    .addColumn('stage', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('name_key', text, (c) => c.notNull())
    .addColumn('revision', text, (c) => c.notNull())
    .addColumn('description', text, (c) => c.notNull())
    .addColumn('public', truth, (c) => c.notNull())
    .addColumn('pinned', truth, (c) => c.notNull())
    .addColumn('packages', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('extensions', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('bytes', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('promoted_from', id)
    .addColumn('created_at', time, (c) => c.notNull())
    .addColumn('updated_at', time, (c) => c.notNull())
    .addColumn('released_at', time)
    .addColumn('listed_at', time, (c) => c.notNull())
    .addColumn('created_by', id)
    .addColumn('deleted_at', time)
    .addColumn('deleted_by', id)
    .execute()
  await db.schema
    .createIndex('release_name')
    .on('release')
    .columns(['app_id', 'stage', 'name_key'])
    .unique()
    .where(live)
    .execute()
  await db.schema
    .createIndex('release_revision')
    .on('release')
    .columns(['app_id', 'revision', 'stage'])
    .unique()
    .where(live)
    .execute()
  await db.schema
    .createIndex('release_order')
    .on('release')
    .columns(['app_id', 'listed_at', 'id'])
    .where(live)
    .execute()
  await db.schema
    .createIndex('release_stage_order')
    .on('release')
    .columns(['app_id', 'stage', 'listed_at', 'id'])
    .where(live)
    .execute()
  await db.schema
    .createIndex('release_trash')
    .on('release')
    .columns(['app_id', 'deleted_at'])
    .where(sql<boolean>`deleted_at is not null`)
    .execute()
}

async function files(db: Schema, { id, text, time }: Types): Promise<void> {
  await db.schema
    .createTable('blob')
    .addColumn('sha256', text, (c) => c.primaryKey())
    .addColumn('sha512', text, (c) => c.notNull())
    .addColumn('size', 'bigint', (c) => c.notNull())
    .addColumn('key', text, (c) => c.notNull().unique())
    .addColumn('created_at', time, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('blob_sha512').on('blob').columns(['sha512']).execute()
  await db.schema
    .createTable('upload')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('account_id', id, (c) => c.notNull().references('account.id').onDelete('cascade'))
    .addColumn('key', text, (c) => c.notNull().unique())
    .addColumn('size', 'bigint', (c) => c.notNull())
    .addColumn('file_name', text)
    .addColumn('metadata', text)
    .addColumn('sha256', text)
    .addColumn('sha512', text)
    .addColumn('adopted_at', time)
    .addColumn('lock_owner', text)
    .addColumn('lock_until', time)
    .addColumn('created_at', time, (c) => c.notNull())
    .addColumn('expires_at', time, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('upload_expiry').on('upload').columns(['expires_at']).execute()
}

async function packages(db: Schema, { id, text, time, truth }: Types): Promise<void> {
  await db.schema
    .createTable('package')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('app_id', id, (c) => c.notNull().references('app.id').onDelete('cascade'))
    .addColumn('release_id', id, (c) => c.notNull().references('release.id').onDelete('cascade'))
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('name_key', text, (c) => c.notNull())
    .addColumn('base_name', text, (c) => c.notNull())
    .addColumn('os', text, (c) => c.notNull())
    .addColumn('arch', text, (c) => c.notNull())
    .addColumn('revision', text, (c) => c.notNull())
    .addColumn('app_revision', text, (c) => c.notNull())
    .addColumn('version', text, (c) => c.notNull())
    .addColumn('repository_type', text, (c) => c.notNull())
    .addColumn('repository_url', text, (c) => c.notNull())
    .addColumn('description', text, (c) => c.notNull())
    .addColumn('pre_release', truth)
    .addColumn('build_date', time)
    .addColumn('category', text)
    .addColumn('tier', 'integer')
    .addColumn('icon_url', text)
    .addColumn('homepage', text)
    .addColumn('screenshots', text)
    .addColumn('contributors', text)
    .addColumn('dependency', text)
    .addColumn('recommends', text)
    .addColumn('license', text)
    .addColumn('development_status', text)
    .addColumn('enabled', truth)
    .addColumn('dicom_support_rule', text)
    .addColumn('keywords', text)
    .addColumn('extra', text)
    .addColumn('file_id', id)
    .addColumn('created_at', time, (c) => c.notNull())
    .addColumn('updated_at', time, (c) => c.notNull())
    .addColumn('created_by', id)
    .addColumn('yanked_at', time)
    .addColumn('yank_reason', text)
    .addColumn('bytes_changed_at', time)
    .addColumn('deleted_at', time)
    .addColumn('deleted_by', id)
    .addColumn('deleted_with', id)
    .execute()
  const live = sql<boolean>`deleted_at is null`
  await db.schema
    .createIndex('package_slot')
    .on('package')
    .columns(['release_id', 'kind', 'base_name', 'os', 'arch'])
    .unique()
    .where(live)
    .execute()
  await db.schema
    .createIndex('package_release_order')
    .on('package')
    .columns(['release_id', 'kind', 'created_at', 'id'])
    .where(live)
    .execute()
  await db.schema
    .createIndex('package_app_order')
    .on('package')
    .columns(['app_id', 'kind', 'created_at', 'id'])
    .where(live)
    .execute()
  await db.schema
    .createIndex('package_history')
    .on('package')
    .columns(['app_id', 'kind', 'base_name', 'created_at', 'id'])
    .where(live)
    .execute()
  await db.schema
    .createIndex('package_names')
    .on('package')
    .columns(['app_id', 'kind', 'base_name', 'os', 'arch', 'id'])
    .where(live)
    .execute()
  await db.schema
    .createIndex('package_trash')
    .on('package')
    .columns(['app_id', 'deleted_at'])
    .where(sql<boolean>`deleted_at is not null`)
    .execute()
  await db.schema
    .createTable('file')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('package_id', id, (c) => c.notNull().references('package.id').onDelete('cascade'))
    .addColumn('sha256', text, (c) => c.notNull().references('blob.sha256'))
    .addColumn('sha512', text, (c) => c.notNull())
    .addColumn('size', 'bigint', (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('content_type', text, (c) => c.notNull())
    .addColumn('created_at', time, (c) => c.notNull())
    .addColumn('created_by', id)
    .addColumn('replaced_at', time)
    .execute()
  await db.schema.createIndex('file_package').on('file').columns(['package_id', 'created_at', 'id']).execute()
  await db.schema.createIndex('file_name').on('file').columns(['name', 'created_at']).execute()
  await db.schema.createIndex('file_sha256').on('file').columns(['sha256', 'created_at']).execute()
  await db.schema.createIndex('file_sha512').on('file').columns(['sha512', 'created_at']).execute()
  await db.schema
    .createIndex('file_replaced')
    .on('file')
    .columns(['replaced_at'])
    .where(sql<boolean>`replaced_at is not null`)
    .execute()
}

/** Books that are only ever written further: counters, audit, and the queue of jobs. */
async function books(db: Schema, { id, text, time }: Types): Promise<void> {
  await db.schema
    .createTable('download_counter')
    .addColumn('app_id', id, (c) => c.notNull())
    .addColumn('app_revision', text, (c) => c.notNull())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('base_name', text, (c) => c.notNull())
    .addColumn('os', text, (c) => c.notNull())
    .addColumn('arch', text, (c) => c.notNull())
    .addColumn('downloads', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('download_counter_key', ['app_id', 'app_revision', 'kind', 'base_name', 'os', 'arch'])
    .execute()
  await db.schema
    .createTable('audit')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('at', time, (c) => c.notNull())
    .addColumn('action', text, (c) => c.notNull())
    .addColumn('account_id', id)
    .addColumn('login', text)
    .addColumn('key_name', text)
    .addColumn('address', text)
    .addColumn('request_id', text)
    .addColumn('app_id', id)
    .addColumn('app_slug', text)
    .addColumn('target_kind', text, (c) => c.notNull())
    .addColumn('target_id', text, (c) => c.notNull())
    .addColumn('target_name', text, (c) => c.notNull())
    .addColumn('before', text)
    .addColumn('after', text)
    .execute()
  await db.schema.createIndex('audit_order').on('audit').columns(['at', 'id']).execute()
  await db.schema.createIndex('audit_app').on('audit').columns(['app_id', 'at', 'id']).execute()
  await db.schema.createIndex('audit_action').on('audit').columns(['action', 'at', 'id']).execute()
  await db.schema.createIndex('audit_login').on('audit').columns(['login', 'at', 'id']).execute()
  await db.schema.createIndex('audit_target').on('audit').columns(['target_id', 'at', 'id']).execute()
  await db.schema
    .createTable('job')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('payload', text, (c) => c.notNull())
    .addColumn('once_key', text)
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('run_at', time, (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('lease_until', time)
    .addColumn('last_error', text)
    .addColumn('created_at', time, (c) => c.notNull())
    .addColumn('finished_at', time)
    .execute()
  await db.schema
    .createIndex('job_once')
    .on('job')
    .columns(['once_key'])
    .unique()
    .where(sql<boolean>`state = 'waiting'`)
    .execute()
  await db.schema
    .createIndex('job_due')
    .on('job')
    .columns(['run_at', 'id'])
    .where(sql<boolean>`state in ('waiting', 'running')`)
    .execute()
  await db.schema.createIndex('job_order').on('job').columns(['created_at', 'id']).execute()
}

/**
 * One document per thing people look for (application + kind + base name), with the words of its newest build: a few
 * hundred documents instead of a million rows, and a match leads to the builds by index.
 */
async function search(db: Schema, { id, text }: Types): Promise<void> {
  const sqlite = isSqlite(db)
  const table = db.schema
    .createTable('search_entry')
    .addColumn('id', 'integer', (c) =>
      sqlite ? c.primaryKey().autoIncrement() : c.primaryKey().generatedAlwaysAsIdentity(),
    )
    .addColumn('app_id', id, (c) => c.notNull().references('app.id').onDelete('cascade'))
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('base_name', text, (c) => c.notNull())
    .addColumn('title', text, (c) => c.notNull())
    .addColumn('keywords', text, (c) => c.notNull())
    .addColumn('description', text, (c) => c.notNull())
  await (sqlite ? table : table.addColumn('document', sql`tsvector`)).execute()
  await db.schema
    .createIndex('search_entry_thing')
    .on('search_entry')
    .columns(['app_id', 'kind', 'base_name'])
    .unique()
    .execute()
  if (sqlite) {
    await sql`create virtual table search_words using fts5(title, keywords, description, content='search_entry', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3')`.execute(
      db,
    )
    await sql`create virtual table search_trigrams using fts5(title, content='search_entry', content_rowid='id', tokenize='trigram remove_diacritics 1')`.execute(
      db,
    )
    for (const index of ['search_words', 'search_trigrams']) {
      const columns = index === 'search_words' ? 'title, keywords, description' : 'title'
      const values = (row: string) =>
        columns
          .split(', ')
          .map((column) => `${row}.${column}`)
          .join(', ')
      const add = `insert into ${index}(rowid, ${columns}) values (new.id, ${values('new')});`
      const remove = `insert into ${index}(${index}, rowid, ${columns}) values ('delete', old.id, ${values('old')});`
      await sql.raw(`create trigger ${index}_insert after insert on search_entry begin ${add} end`).execute(db)
      await sql.raw(`create trigger ${index}_delete after delete on search_entry begin ${remove} end`).execute(db)
      await sql
        .raw(`create trigger ${index}_update after update on search_entry begin ${remove} ${add} end`)
        .execute(db)
    }
  } else {
    await sql`create extension if not exists pg_trgm`.execute(db)
    await sql`create function search_entry_document() returns trigger language plpgsql as $$
      begin
        new.document := setweight(to_tsvector('simple', new.title), 'A')
          || setweight(to_tsvector('simple', new.keywords), 'B')
          || setweight(to_tsvector('simple', new.description), 'C');
        return new;
      end $$`.execute(db)
    await sql`create trigger search_entry_document before insert or update on search_entry
      for each row execute function search_entry_document()`.execute(db)
    await sql`create index search_entry_words on search_entry using gin (document)`.execute(db)
    await sql`create index search_entry_trigrams on search_entry using gin (title gin_trgm_ops)`.execute(db)
  }
}
