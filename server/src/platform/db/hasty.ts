import { sql } from 'kysely'
import type { Database } from './database.ts'

/**
 * Runs `work` without waiting for the disk at each commit, for filling a database that nobody would miss yet: a power
 * cut meanwhile may damage it. Afterwards everything is on disk. On PostgreSQL it makes no difference.
 */
export async function hastily<T>(db: Database, work: () => Promise<T>): Promise<T> {
  if (db.kind !== 'sqlite') return work()
  await sql`pragma synchronous = off`.execute(db.direct)
  try {
    return await work()
  } finally {
    await sql`pragma synchronous = full`.execute(db.direct)
    await sql`pragma wal_checkpoint(truncate)`.execute(db.direct)
  }
}
