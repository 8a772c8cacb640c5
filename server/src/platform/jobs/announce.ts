/**
 * Work that a command does by itself, beside the queue, and that jobs have to know of: a row says that it is running,
 * for as long as its process lives. The kind is in the registry as well, with nothing to run, so that the row of a
 * process that died is put away.
 */
import { newId } from '../crypto/ids.ts'
import type { Database, Queryable } from '../db/index.ts'

const LEASE_MS = 60_000

/** Runs `work`; meanwhile `isAnnounced` says so to every process. */
export async function announced<T>(db: Database, kind: string, work: () => Promise<T>): Promise<T> {
  const id = newId()
  const now = Date.now()
  const lease = () => ({ lease_until: Date.now() + LEASE_MS })
  await db.write((tx) =>
    tx
      .insertInto('job')
      .values({
        id,
        kind,
        payload: 'null',
        once_key: null,
        state: 'running',
        run_at: now,
        attempts: 1,
        ...lease(),
        last_error: null,
        created_at: now,
        finished_at: null,
      })
      .execute(),
  )
  const renewal = setInterval(() => {
    db.write((tx) => tx.updateTable('job').set(lease()).where('id', '=', id).execute()).catch(() => {})
  }, LEASE_MS / 3)
  try {
    return await work()
  } finally {
    clearInterval(renewal)
    await db.write((tx) => tx.deleteFrom('job').where('id', '=', id).execute())
  }
}

/** Whether some process is at work of this kind. */
export const isAnnounced = async (db: Queryable, kind: string): Promise<boolean> =>
  (await db
    .selectFrom('job')
    .select('id')
    .where('kind', '=', kind)
    .where('state', '=', 'running')
    .where('lease_until', '>', Date.now())
    .limit(1)
    .executeTakeFirst()) !== undefined

/** After rows came from another server: whoever was at work there is not at work here. */
export const endLeases = (db: Queryable) =>
  db.updateTable('job').set({ lease_until: 0 }).where('state', '=', 'running').execute()
