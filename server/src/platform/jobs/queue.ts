/** The rows of the queue, for people who look after it. */
import { type Queryable, rowCompare } from '../db/index.ts'
import type { JobRow } from './row.ts'

export type JobFilter = { state?: JobRow['state']; kind?: string }

/** Newest first. */
export function listJobs(db: Queryable, filter: JobFilter, limit: number, after: [number, string] | undefined) {
  let query = db.selectFrom('job').selectAll().orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit)
  if (filter.state !== undefined) query = query.where('state', '=', filter.state)
  if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind)
  if (after !== undefined) query = query.where(rowCompare(['created_at', 'id'], 'desc', after))
  return query.execute()
}

export async function summarizeJobs(db: Queryable, now: number) {
  const counted = await db
    .selectFrom('job')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  const due = await db
    .selectFrom('job')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', 'waiting')
    .where('run_at', '<=', now)
    .executeTakeFirstOrThrow()
  const of = (state: JobRow['state']) => Number(counted.find((row) => row.state === state)?.count ?? 0)
  const waiting = Number(due.count)
  return {
    waiting,
    planned: of('waiting') - waiting,
    running: of('running'),
    failed: of('failed'),
    done: of('done'),
  }
}

/**
 * Makes a job that failed, or that waits, due now, with all its attempts before it. One that runs stays as it is, and
 * one that is done as well. When the same work waits already, that is made due instead. Answers the row, if there is one.
 */
export async function retryJob(tx: Queryable, id: string, now: number): Promise<JobRow | undefined> {
  const row = await tx.selectFrom('job').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined || row.state === 'running' || row.state === 'done') return row
  const waiting =
    row.once_key === null
      ? undefined
      : await tx
          .selectFrom('job')
          .select('id')
          .where('once_key', '=', row.once_key)
          .where('state', '=', 'waiting')
          .executeTakeFirst()
  return tx
    .updateTable('job')
    .set({ state: 'waiting', run_at: now, attempts: 0, finished_at: null })
    .where('id', '=', waiting?.id ?? id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
