/**
 * Up to which fact the sums go. Facts get rising numbers and are never changed, so this one number tells what is in the
 * sums and what is not, provided that no smaller number appears later: on PostgreSQL transactions end in another order
 * than they took their numbers, so those that add facts hold a lock together, and whoever looks how far the sums may go
 * waits for them.
 */
import { sql } from 'kysely'
import { type Database, isPostgres, type Queryable } from '../../platform/db/index.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    download_summed: Summed & { id: number }
  }
}

/** `version`: counted up with every change; `held_until`: when a command that makes sums itself will have spoken again. */
export type Summed = { up_to: number; version: number; held_until: number }

const ROW = 1
const NOTHING: Summed = { up_to: 0, version: 0, held_until: 0 }
/** Of PostgreSQL's locks that a program names itself: any number that nobody else uses. */
const BOOK_LOCK = 7_319_001

/** Before facts are added. */
export async function enterBook(tx: Queryable): Promise<void> {
  if (isPostgres(tx)) await sql`select pg_advisory_xact_lock_shared(${sql.lit(BOOK_LOCK)})`.execute(tx)
}

/** The number of the last fact of which nothing before it can be missing. */
export function lastOfBook(db: Database): Promise<number> {
  const last = async (from: Queryable) => {
    const row = await from
      .selectFrom('download_fact')
      .select((eb) => eb.fn.max('id').as('id'))
      .executeTakeFirst()
    return Number(row?.id ?? 0)
  }
  if (db.kind === 'sqlite') return last(db.read)
  return db.write(async (tx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(BOOK_LOCK)})`.execute(tx)
    return last(tx)
  })
}

export async function readSummed(db: Queryable): Promise<Summed> {
  const row = await db
    .selectFrom('download_summed')
    .select(['up_to', 'version', 'held_until'])
    .where('id', '=', ROW)
    .executeTakeFirst()
  return row ?? NOTHING
}

/** In the transaction that changes the sums, first of all: its row makes others wait. Answers how it is now. */
export async function takeSums(tx: Queryable): Promise<Summed> {
  await tx
    .insertInto('download_summed')
    .values({ id: ROW, ...NOTHING })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tx
    .updateTable('download_summed')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', ROW)
    .execute()
  return readSummed(tx)
}

export const writeSummed = (tx: Queryable, change: Partial<Pick<Summed, 'up_to' | 'held_until'>>) =>
  tx.updateTable('download_summed').set(change).where('id', '=', ROW).execute()
