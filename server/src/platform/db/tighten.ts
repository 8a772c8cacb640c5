/**
 * Indexes of PostgreSQL that have grown loose. Entries that come in no order, and those of rows that are changed again and
 * again, leave the pages of an index half empty and apart: it takes twice the room, and what follows each other in it is read
 * from everywhere. PostgreSQL never packs it again by itself.
 */
import { sql } from 'kysely'
import type { Database } from './database.ts'
import { tableShapes } from './shape.ts'

/** Bytes from which it is worth the time. */
const LEAST = 32 * 1024 * 1024
/** Pages that split in the middle over and over stay at 1.3 times what is needed. */
const LOOSE = 1.5
/** Behind the names of indexes that are being made anew, and of those that they replace. */
const UNFINISHED = '_cc(new|old)[0-9]*$'

/**
 * Makes loose indexes anew, while everybody goes on reading and writing, and answers their names. Nothing to do on SQLite.
 * `least`: bytes that an index has at least.
 */
export async function tightenIndexes(db: Database, { least = LEAST } = {}): Promise<string[]> {
  if (db.kind === 'sqlite') return []
  const tables = (await tableShapes(db.direct, db.kind)).map(({ name }) => name)
  // Of one that was stopped in the middle. It is kept up to date and never read.
  for (const index of await unfinished(db, tables)) {
    await sql`drop index concurrently if exists ${sql.ref(index)}`.execute(db.direct)
  }
  const loose = await looseIndexes(db, tables, least)
  for (const index of loose) await sql`reindex index concurrently ${sql.ref(index)}`.execute(db.direct)
  return loose
}

async function unfinished(db: Database, tables: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
    where t.relnamespace = current_schema()::regnamespace and t.relname = any(${tables})
      and not i.indisvalid and c.relname ~ ${UNFINISHED}`.execute(db.direct)
  return rows.map(({ name }) => name)
}

/**
 * Those with many more bytes than their entries need. An entry has 8 bytes of its own and 4 in the list of its page, its
 * values begin at a multiple of 8, and a page that is packed is filled to nine tenths (PostgreSQL's documentation,
 * "B-Tree Structure" and "Database Page Layout"). How long values are on average is known from the last ANALYZE.
 */
async function looseIndexes(db: Database, tables: readonly string[], least: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from (
      select c.relname as name, pg_relation_size(c.oid) as bytes, c.reltuples as entries, (
        select ceil((8 + sum(s.avg_width)) / 8.0) * 8 + 4
        from pg_attribute a join pg_stats s on s.attname = a.attname
        where a.attrelid = t.oid and a.attnum = any(i.indkey::int2[])
          and s.schemaname = current_schema() and s.tablename = t.relname
      ) / 0.9 as needed
      from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
        join pg_am m on m.oid = c.relam
      where t.relnamespace = current_schema()::regnamespace and t.relname = any(${tables})
        and m.amname = 'btree' and i.indisvalid and i.indexprs is null and i.indpred is null and c.reltuples > 0
    ) as index
    where bytes >= ${least} and bytes > ${LOOSE}::float8 * entries * needed
    order by bytes desc`.execute(db.direct)
  return rows.map(({ name }) => name)
}
