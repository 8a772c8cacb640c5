/**
 * Background work as rows: enqueued in the transaction that causes it, so that it exists exactly if its cause does, and
 * run by whichever process is free. A job may run twice (a process can die at the end of one), so jobs do no harm then.
 */
import { sql } from 'kysely'
import { newId } from '../crypto/ids.ts'
import { afterCommit, type Database, forUpdateSkipLocked, type Queryable } from '../db/index.ts'
import type { Log } from '../log/index.ts'
import type { JobRow } from './row.ts'

export { announced, endLeases, isAnnounced } from './announce.ts'
export { type JobFilter, listJobs, retryJob, summarizeJobs } from './queue.ts'
export type { JobRow } from './row.ts'

export type JobKind = {
  kind: string
  run(payload: unknown): Promise<void>
  /** milliseconds between runs, for work that comes round */
  every?: number
  /** what comes round also runs when the server starts */
  atStart?: boolean
  /** takes long: other jobs do not wait for it */
  beside?: boolean
}

const LEASE_MS = 60_000
const POLL_MS = 5_000
const MOST_ATTEMPTS = 8
const FIRST_PAUSE_MS = 5_000
const KEPT_MS = 7 * 24 * 3600 * 1000

export class Jobs {
  readonly #db: Database
  readonly #log: Log
  readonly #kinds = new Map<string, JobKind>()
  #timer: NodeJS.Timeout | undefined
  #running: Promise<unknown> = Promise.resolve()
  #started = false
  #stopping = false
  readonly #beside = new Set<Promise<void>>()

  constructor(deps: { db: Database; log: Log; kinds: readonly JobKind[] }) {
    this.#db = deps.db
    this.#log = deps.log
    for (const kind of deps.kinds) this.#kinds.set(kind.kind, kind)
  }

  /** In the transaction of its cause. `once`: not if one with that key is waiting already. */
  async enqueue(
    tx: Queryable,
    kind: string,
    payload: unknown = null,
    options: { runAt?: number; once?: string } = {},
  ): Promise<void> {
    if (!this.#kinds.has(kind)) throw new Error(`no job of the kind ${kind}`)
    const now = Date.now()
    await tx
      .insertInto('job')
      .values({
        id: newId(),
        kind,
        payload: JSON.stringify(payload),
        once_key: options.once ?? null,
        state: 'waiting',
        run_at: options.runAt ?? now,
        attempts: 0,
        lease_until: null,
        last_error: null,
        created_at: now,
        finished_at: null,
      })
      .onConflict((conflict) => conflict.column('once_key').where('state', '=', sql.lit('waiting')).doNothing())
      .execute()
    if ((options.runAt ?? now) <= now) afterCommit(tx, () => this.wake())
  }

  /** Begins to work, and sees to it that the work that comes round is waiting. */
  async start(): Promise<void> {
    this.#started = true
    this.#stopping = false
    await this.#db.write(async (tx) => {
      for (const { kind, every, atStart = false } of this.#kinds.values()) {
        if (every === undefined) continue
        const runAt = Date.now() + (atStart ? 0 : every)
        await this.enqueue(tx, kind, null, { once: kind, runAt })
        if (atStart) await hasten(tx, kind, runAt)
      }
    })
    this.wake()
  }

  /** Lets the job that is running end, and takes no other. */
  async stop(): Promise<void> {
    this.#started = false
    this.#stopping = true
    clearTimeout(this.#timer)
    await this.#running
    await this.settled()
    this.#stopping = false
  }

  /** Waits for the jobs that run beside the others. */
  async settled(): Promise<void> {
    while (this.#beside.size > 0) await Promise.all(this.#beside)
  }

  /** Runs all that is due, one after the other; answers how many ran. */
  async runDue(): Promise<number> {
    let ran = 0
    while (!this.#stopping) {
      const job = await this.#claim()
      if (job === undefined) break
      const work = this.#work(job)
      if (this.#kinds.get(job.kind)?.beside) this.#let(work)
      else await work
      ran += 1
    }
    return ran
  }

  /** Looks for work now, if it has been started. */
  wake(): void {
    if (!this.#started) return
    clearTimeout(this.#timer)
    this.#running = this.#running
      .then(() => this.runDue())
      .catch((error: unknown) => this.#log.error({ err: error }, 'cannot work on jobs'))
      .finally(() => {
        if (!this.#started) return
        clearTimeout(this.#timer)
        this.#timer = setTimeout(() => this.wake(), POLL_MS)
        this.#timer.unref()
      })
  }

  #let(work: Promise<void>): void {
    const noted = work
      .catch((error: unknown) => this.#log.error({ err: error }, 'cannot note how a job ended'))
      .finally(() => this.#beside.delete(noted))
    this.#beside.add(noted)
  }

  async #claim(): Promise<JobRow | undefined> {
    const now = Date.now()
    const due = (db: Queryable) =>
      db
        .selectFrom('job')
        .selectAll()
        .where('state', 'in', [sql.lit('waiting' as const), sql.lit('running' as const)])
        .where('run_at', '<=', now)
        .where((eb) => eb.or([eb('state', '=', 'waiting'), eb('lease_until', '<=', now)]))
        .orderBy('run_at')
        .orderBy('id')
        .limit(1)
    if ((await due(this.#db.read).executeTakeFirst()) === undefined) return undefined
    return this.#db.write(async (tx) => {
      const job = await forUpdateSkipLocked(this.#db.kind, due(tx)).executeTakeFirst()
      if (job === undefined) return undefined
      await tx
        .updateTable('job')
        .set({ state: 'running', lease_until: now + LEASE_MS, attempts: job.attempts + 1 })
        .where('id', '=', job.id)
        .execute()
      return { ...job, attempts: job.attempts + 1 }
    })
  }

  async #work(job: JobRow): Promise<void> {
    const kind = this.#kinds.get(job.kind)
    const renewal = setInterval(() => {
      const change = { lease_until: Date.now() + LEASE_MS }
      this.#db.write((tx) => tx.updateTable('job').set(change).where('id', '=', job.id).execute()).catch(() => {})
    }, LEASE_MS / 3)
    let error: unknown
    try {
      if (kind === undefined) throw new Error(`no job of the kind ${job.kind}`)
      await kind.run(JSON.parse(job.payload))
    } catch (thrown) {
      error = thrown
      this.#log.error({ err: thrown, job: job.kind, attempt: job.attempts }, 'job failed')
    } finally {
      clearInterval(renewal)
    }
    await this.#settle(job, kind, error)
  }

  async #settle(job: JobRow, kind: JobKind | undefined, error: unknown): Promise<void> {
    const now = Date.now()
    await this.#db.write(async (tx) => {
      const again = error !== undefined && job.attempts < MOST_ATTEMPTS && !(await hasSuccessor(tx, job))
      await tx
        .updateTable('job')
        .set({
          state: again ? 'waiting' : error === undefined ? 'done' : 'failed',
          lease_until: null,
          last_error: error === undefined ? null : String((error as Error)?.message ?? error).slice(0, 2000),
          ...(again ? { run_at: now + FIRST_PAUSE_MS * 2 ** job.attempts } : { finished_at: now }),
        })
        .where('id', '=', job.id)
        .execute()
      if (!again && kind?.every !== undefined) {
        await this.enqueue(tx, job.kind, null, { once: job.kind, runAt: now + kind.every })
        // Its good runs before this one say nothing any more, and each minute's would hide all other work.
        if (error === undefined) await forgetDone(tx, job)
      }
      await tx
        .deleteFrom('job')
        .where('state', '=', 'done')
        .where('finished_at', '<', now - KEPT_MS)
        .execute()
    })
  }
}

/** What is waiting for its next turn runs now. */
const hasten = (tx: Queryable, kind: string, runAt: number) =>
  tx
    .updateTable('job')
    .set({ run_at: runAt })
    .where('once_key', '=', kind)
    .where('state', '=', sql.lit('waiting' as const))
    .where('run_at', '>', runAt)
    .execute()

const forgetDone = (tx: Queryable, { id, kind }: JobRow) =>
  tx.deleteFrom('job').where('state', '=', 'done').where('kind', '=', kind).where('id', '!=', id).execute()

/** Whether the same work was enqueued again while this job ran: only one of the two may wait. */
async function hasSuccessor(tx: Queryable, { id, once_key }: JobRow): Promise<boolean> {
  if (once_key === null) return false
  const waiting = tx
    .selectFrom('job')
    .select('id')
    .where('state', '=', sql.lit('waiting' as const))
  return (await waiting.where('once_key', '=', once_key).where('id', '!=', id).executeTakeFirst()) !== undefined
}
