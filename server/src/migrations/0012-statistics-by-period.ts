/**
 * Sums of downloads for periods of several sizes beside those per day, of what is asked often, so that no question has to
 * read much; and marks by which a repeated request of the same visitor is known without keeping an address. The sums are
 * made again from the facts, which stay.
 */
import { type ColumnDataType, type Kysely, type RawBuilder, SqliteAdapter, sql } from 'kysely'

// biome-ignore lint/suspicious/noExplicitAny: a migration knows the schema of its own time, not today's types
type Schema = Kysely<any>
type Columns = Record<string, ColumnDataType | RawBuilder<unknown>>

export async function up(db: Schema): Promise<void> {
  for (const sum of ['visitor', 'subject', 'both']) await db.schema.dropTable(`download_day_${sum}`).execute()
  const isSqlite = db.getExecutor().adapter instanceof SqliteAdapter
  const text: Columns[string] = isSqlite ? 'text' : sql`text collate "C"`
  const table = async (name: string, key: Columns, rest: Columns) => {
    let create = db.schema.createTable(name)
    for (const [column, type] of Object.entries({ ...key, ...rest })) {
      create = create.addColumn(column, type as ColumnDataType, (c) => c.notNull())
    }
    // biome-ignore lint/suspicious/noExplicitAny: the columns are named by the caller
    create = create.addPrimaryKeyConstraint(`${name}_key`, Object.keys(key) as any)
    await (isSqlite ? create.modifyEnd(sql`without rowid`) : create).execute()
  }
  const sum = (name: string, key: Columns) => table(name, key, { downloads: 'bigint' })
  const target = { kind: text, stage: text, os: text, arch: text }
  await sum('download_sum_time', { app_id: text, period: 'integer', client: text, ...target, source: text })
  await sum('download_sum_country', {
    app_id: text,
    period: 'integer',
    country: text,
    client: text,
    kind: text,
    stage: text,
    source: text,
  })
  await sum('download_sum_place', {
    app_id: text,
    period: 'integer',
    country: text,
    client: text,
    ...target,
    source: text,
  })
  await sum('download_sum_program', {
    app_id: text,
    period: 'integer',
    kind: text,
    client: text,
    family: text,
    visitor_os: text,
    source: text,
  })
  await sum('download_sum_subject', {
    app_id: text,
    period: 'integer',
    subject_id: 'bigint',
    client: text,
    source: text,
  })
  await sum('download_sum_both', {
    subject_id: 'bigint',
    period: 'integer',
    country: text,
    client: text,
    source: text,
  })
  for (const [name, columns] of [
    ['subject', ['subject_id', 'period']],
    ['both', ['country', 'period', 'subject_id']],
  ] as const) {
    await db.schema
      .createIndex(`download_sum_${name}_other`)
      .on(`download_sum_${name}`)
      .columns([...columns])
      .execute()
  }

  await table('download_visit', { day: 'integer', mark: 'bigint' }, { written: 'integer' })
  await table('download_closed_day', { day: 'integer' }, {})
  await table('download_visit_secret', { id: 'integer' }, { key: text })

  await db.schema.dropIndex('download_fact_new').execute()
  await db.schema
    .createIndex('download_fact_new')
    .on('download_fact')
    .columns(['id'])
    .where(sql<boolean>`rolled <> 1`)
    .execute()
  await db.schema.createIndex('download_fact_time').on('download_fact').columns(['at', 'id']).execute()
  await sql`update download_fact set rolled = 0`.execute(db)
}
