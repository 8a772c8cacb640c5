/** The queue of jobs, as administrators see it. */
import type { Job, JobSummary } from '@slipway/contract'
import { type Database, type Page, pageOf, readCursor } from '../../platform/db/index.ts'
import { type JobFilter, type JobRow, listJobs, retryJob, summarizeJobs } from '../../platform/jobs/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, require } from '../access/index.ts'
import { record } from '../audit/index.ts'

export class Work {
  readonly #db: Database
  /** `wake`: sees to it that a job which is due now begins soon. */
  readonly #wake: () => void
  constructor(deps: { db: Database; wake: () => void }) {
    this.#db = deps.db
    this.#wake = deps.wake
  }

  /** Newest first. */
  async list(actor: Actor, filter: JobFilter, limit: number, cursor: string | undefined): Promise<Page<Job>> {
    require(actor, 'job.manage')
    const after = readCursor(cursor, ['number', 'string']) as [number, string] | undefined
    const rows = await listJobs(this.#db.read, filter, limit + 1, after)
    return pageOf(rows, limit, (row) => [row.created_at, row.id], present)
  }

  async summary(actor: Actor): Promise<JobSummary> {
    require(actor, 'job.manage')
    return summarizeJobs(this.#db.read, Date.now())
  }

  /** Makes it due now: one that failed for good, or one that waits. Throws `job_busy` for one that runs. */
  async retry(actor: Actor, id: string): Promise<Job> {
    require(actor, 'job.manage')
    const job = await this.#db.write(async (tx) => {
      const row = await retryJob(tx, id, Date.now())
      if (row === undefined) throw new Problem('job_not_found')
      if (row.state === 'running') throw new Problem('job_busy')
      await record(tx, actor, { action: 'job.retry', target: { kind: 'job', id, name: row.kind } })
      return row
    })
    this.#wake()
    return present(job)
  }
}

const maybeTime = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

const present = (row: JobRow): Job => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  attempts: row.attempts,
  createdAt: new Date(row.created_at).toISOString(),
  runAt: new Date(row.run_at).toISOString(),
  finishedAt: maybeTime(row.finished_at),
  error: row.last_error,
})
