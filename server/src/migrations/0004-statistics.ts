/**
 * Download facts with what they are about, and a number for each application that changes with its installers only:
 * the download site compares it, and need not read the catalogue again whenever an extension is published.
 */
import { type ColumnDataType, type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its own time, not today's types
type Schema = Kysely<any>

export async function up(db: Schema): Promise<void> {
  await installersVersion(db)
  await facts(db)
  await rollUps(db)
  await permalinks(db)
}

const isSqlite = (db: Schema): boolean => db.getExecutor().adapter instanceof SqliteAdapter

/** Counted by the database itself, so that no way of changing an installer can forget it. */
async function installersVersion(db: Schema): Promise<void> {
  await db.schema
    .alterTable('app')
    .addColumn('installers_version', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute()
  const changes: { event: string; table: string; row: 'old' | 'new'; when: RawBuilder<unknown> }[] = [
    { event: 'insert', table: 'package', row: 'new', when: sql`new.kind = 'package'` },
    { event: 'update', table: 'package', row: 'new', when: sql`new.kind = 'package'` },
    { event: 'delete', table: 'package', row: 'old', when: sql`old.kind = 'package'` },
    {
      event: 'update',
      table: 'release',
      row: 'new',
      when: sql`old.name <> new.name or old.stage <> new.stage or old.public <> new.public`,
    },
  ]
  if (!isSqlite(db)) {
    for (const row of ['old', 'new']) {
      await sql`
        create function count_installers_change_${sql.raw(row)}() returns trigger language plpgsql as $$ begin
          update app set installers_version = installers_version + 1 where id = ${sql.raw(row)}.app_id;
          return null;
        end $$
      `.execute(db)
    }
  }
  for (const { event, table, row, when } of changes) {
    const name = sql.ref(`${table}_${event}_counts`)
    const on = sql`after ${sql.raw(event)} on ${sql.ref(table)} for each row when`
    const act = isSqlite(db)
      ? sql`begin update app set installers_version = installers_version + 1 where id = ${sql.raw(row)}.app_id; end`
      : sql`execute function count_installers_change_${sql.raw(row)}()`
    await sql`create trigger ${name} ${on} (${when}) ${act}`.execute(db)
  }
}

/** Text is compared by its bytes on both databases. */
const textOf = (db: Schema): ColumnDataType | RawBuilder<unknown> => (isSqlite(db) ? 'text' : sql`text collate "C"`)

/** Each download, what it was of and what asked for it. Nothing here tells who it was. */
async function facts(db: Schema): Promise<void> {
  const text = textOf(db)
  const sqlite = isSqlite(db)
  const counted = (table: string) =>
    db.schema
      .createTable(table)
      .addColumn('id', sqlite ? 'integer' : 'bigint', (c) =>
        sqlite ? c.primaryKey().autoIncrement() : c.primaryKey().generatedAlwaysAsIdentity(),
      )
  await counted('download_subject')
    .addColumn('key', text, (c) => c.notNull().unique())
    .addColumn('app_id', text, (c) => c.notNull())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('package_id', text, (c) => c.notNull())
    .addColumn('file_id', text, (c) => c.notNull())
    .addColumn('file_name', text, (c) => c.notNull())
    .addColumn('base_name', text, (c) => c.notNull())
    .addColumn('app_revision', text, (c) => c.notNull())
    .addColumn('release', text, (c) => c.notNull())
    .addColumn('stage', text, (c) => c.notNull())
    .addColumn('version', text, (c) => c.notNull())
    .addColumn('os', text, (c) => c.notNull())
    .addColumn('arch', text, (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('download_subject_name')
    .on('download_subject')
    .columns(['app_id', 'kind', 'base_name'])
    .execute()
  await counted('user_agent')
    .addColumn('text', text, (c) => c.notNull().unique())
    .addColumn('client', text, (c) => c.notNull())
    .addColumn('family', text, (c) => c.notNull())
    .addColumn('os', text, (c) => c.notNull())
    .addColumn('mobile', 'integer', (c) => c.notNull())
    .addColumn('rules', 'integer', (c) => c.notNull())
    .execute()
  await counted('download_fact')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('subject_id', 'bigint', (c) => c.notNull())
    .addColumn('agent_id', 'bigint', (c) => c.notNull())
    .addColumn('country', text, (c) => c.notNull())
    .addColumn('source', text, (c) => c.notNull())
    .addColumn('downloads', 'integer', (c) => c.notNull())
    .addColumn('rolled', 'integer', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('download_fact_new')
    .on('download_fact')
    .columns(['id'])
    .where(sql<boolean>`rolled = 0`)
    .execute()
  await db.schema.createIndex('download_fact_subject').on('download_fact').columns(['subject_id', 'at']).execute()
}

/** Sums per day: of who asks, of what is asked for, and of both together for questions that mix the two. */
async function rollUps(db: Schema): Promise<void> {
  const text = textOf(db)
  const sums = (table: string, dimensions: Record<string, ColumnDataType | RawBuilder<unknown>>) => {
    let create = db.schema.createTable(table)
    for (const [name, type] of Object.entries(dimensions)) {
      create = create.addColumn(name, type as ColumnDataType, (c) => c.notNull())
    }
    // biome-ignore lint/suspicious/noExplicitAny: the columns are named by the caller
    const key = Object.keys(dimensions) as any
    create = create.addColumn('downloads', 'bigint', (c) => c.notNull()).addPrimaryKeyConstraint(`${table}_key`, key)
    return (isSqlite(db) ? create.modifyEnd(sql`without rowid`) : create).execute()
  }
  await sums('download_day_visitor', {
    app_id: text,
    day: 'integer',
    kind: text,
    stage: text,
    os: text,
    client: text,
    country: text,
    source: text,
  })
  await sums('download_day_subject', {
    app_id: text,
    day: 'integer',
    subject_id: 'bigint',
    bot: 'integer',
    source: text,
  })
  await sums('download_day_both', {
    subject_id: 'bigint',
    day: 'integer',
    client: text,
    country: text,
    source: text,
  })
}

/** Ids under which older systems knew a package: of ours, or of bytes that live elsewhere. */
async function permalinks(db: Schema): Promise<void> {
  const text = textOf(db)
  await db.schema
    .createTable('permalink')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('package_id', text)
    .addColumn('url', text)
    .execute()
}
