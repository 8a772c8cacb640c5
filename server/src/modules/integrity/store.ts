import { sql } from 'kysely'
import type { Database, Queryable } from '../../platform/db/index.ts'

/** What SQLite says of its file and its references; nothing when all is well. PostgreSQL sees to that itself. */
export async function faultsOfFile({ kind, direct }: Database): Promise<string[]> {
  if (kind !== 'sqlite') return []
  const pages = await sql<{ quick_check: string }>`pragma quick_check`.execute(direct)
  const keys = await sql<{ table: string; rowid: number; parent: string }>`pragma foreign_key_check`.execute(direct)
  return [
    ...pages.rows.map((row) => row.quick_check).filter((text) => text !== 'ok'),
    ...keys.rows.map((row) => `${row.table} ${row.rowid} refers to a ${row.parent} that is not there`),
  ]
}

/** The clock of the database in milliseconds; SQLite has none but ours. */
export async function clockOf({ kind, read }: Database): Promise<number | undefined> {
  if (kind === 'sqlite') return undefined
  const { rows } = await sql<{ now: number }>`select extract(epoch from clock_timestamp()) * 1000 as now`.execute(read)
  return Number(rows[0]?.now)
}

/** When the last thing was done on this server. */
export const lastChange = async (db: Queryable): Promise<number | undefined> =>
  (await db.selectFrom('audit').select('at').orderBy('at', 'desc').limit(1).executeTakeFirst())?.at

export const filesWithoutBlob = (db: Queryable) =>
  db
    .selectFrom('file')
    .leftJoin('blob', 'blob.sha256', 'file.sha256')
    .select(['file.id', 'file.name'])
    .where('blob.sha256', 'is', null)
    .execute()

/** Packages whose current file is not there or is another one's. */
export const packagesWithWrongFile = (db: Queryable) =>
  db
    .selectFrom('package')
    .leftJoin('file', (join) =>
      join.onRef('file.id', '=', 'package.file_id').onRef('file.package_id', '=', 'package.id'),
    )
    .select(['package.id', 'package.name'])
    .where('package.file_id', 'is not', null)
    .where('file.id', 'is', null)
    .execute()

/** Announced long ago, and no file ever came. */
export const packagesWithoutFile = (db: Queryable, before: number) =>
  db
    .selectFrom('package')
    .select(['id', 'name'])
    .where('file_id', 'is', null)
    .where('deleted_at', 'is', null)
    .where('created_at', '<', before)
    .execute()

/** Releases that say they hold something else than they do. */
export const releasesWithWrongCounters = (db: Queryable) =>
  db
    .selectFrom('release')
    .leftJoin('package', (join) =>
      join.onRef('package.release_id', '=', 'release.id').on('package.deleted_at', 'is', null),
    )
    .leftJoin('file', 'file.id', 'package.file_id')
    .select(['release.id', 'release.name'])
    .where('release.deleted_at', 'is', null)
    .groupBy(['release.id', 'release.name', 'release.packages', 'release.extensions', 'release.bytes'])
    .having((eb) =>
      eb.or([
        eb('release.bytes', '!=', eb.fn.coalesce(eb.fn.sum<number>('file.size'), sql<number>`0`)),
        eb('release.packages', '!=', sql<number>`count(case when package.kind = 'package' then file.id end)`),
        eb('release.extensions', '!=', sql<number>`count(case when package.kind = 'extension' then file.id end)`),
      ]),
    )
    .execute()

export const countersBelowZero = (db: Queryable) =>
  db.selectFrom('download_counter').select(['base_name', 'downloads']).where('downloads', '<', 0).execute()

export const failedJobs = (db: Queryable, since: number) =>
  db
    .selectFrom('job')
    .select(['kind', 'last_error'])
    .where('state', '=', 'failed')
    .where('finished_at', '>', since)
    .execute()

export const administrators = (db: Queryable) =>
  db.selectFrom('account').select('login').where('admin', '=', 1).where('status', '=', 'active').execute()
