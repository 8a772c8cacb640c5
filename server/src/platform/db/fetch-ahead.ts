/** Reading rows that lie far apart on a disk. */
import { sql } from 'kysely'
import type { Queryable } from './database.ts'
import { isPostgres } from './dialect.ts'

/**
 * Until the end of the transaction, PostgreSQL finds all rows of a query first and then asks the disk for many of them at
 * once, where it would ask for one after the other: a thousand that nobody has read before come in a third of the time, and those
 * in memory as quickly as ever. Where the system cannot do that (PostgreSQL says so by a concurrency of 0), and on SQLite,
 * nothing changes.
 */
export async function fetchAhead(tx: Queryable): Promise<void> {
  if (!isPostgres(tx)) return
  await sql`
    select set_config('effective_io_concurrency', '64', true), set_config('enable_indexscan', 'off', true)
    where current_setting('effective_io_concurrency') <> '0'`.execute(tx)
}
