/** Whether everything the server needs answers, for administrators who look. */
import type { Health } from '@slipway/contract'
import type { BlobStore } from '../../platform/blobs/index.ts'
import { type Database, ping } from '../../platform/db/index.ts'
import { summarizeJobs } from '../../platform/jobs/index.ts'
import type { Mailer } from '../../platform/mail/index.ts'
import { type Actor, require } from '../access/index.ts'

/** A job that was due this long ago waits for somebody who does not come. */
const LATE_MS = 10 * 60_000
/** Less than this is little for files that come every night. */
const LITTLE_BYTES = 1024 ** 3

type Checked = Pick<Health['checks'][number], 'state' | 'detail'>

export class Watch {
  readonly #deps: { db: Database; blobs: BlobStore; mailer: Mailer | null; version: string }
  readonly #startedAt = new Date().toISOString()
  constructor(deps: { db: Database; blobs: BlobStore; mailer: Mailer | null; version: string }) {
    this.#deps = deps
  }

  async look(actor: Actor): Promise<Health> {
    require(actor, 'site.manage')
    const { db, version } = this.#deps
    const [database, files, jobs, mail] = await Promise.all([
      checked(() => this.#database()),
      checked(() => this.#files()),
      checked(() => this.#jobs()),
      checked(() => this.#mail()),
    ])
    return {
      checks: [
        { name: 'database', ...database },
        { name: 'files', ...files },
        { name: 'jobs', ...jobs },
        { name: 'mail', ...mail },
      ],
      version,
      node: process.version,
      database: db.kind,
      startedAt: this.#startedAt,
    }
  }

  async #database(): Promise<Checked> {
    await ping(this.#deps.db)
    return good
  }

  async #files(): Promise<Checked> {
    const { freeBytes } = await this.#deps.blobs.check()
    if (freeBytes === undefined || freeBytes >= LITTLE_BYTES) return good
    return { state: 'bad', detail: `Only ${Math.floor(freeBytes / 1024 ** 2)} MiB are left on the disk.` }
  }

  async #jobs(): Promise<Checked> {
    const { failed } = await summarizeJobs(this.#deps.db.read, Date.now())
    const late = (await summarizeJobs(this.#deps.db.read, Date.now() - LATE_MS)).waiting
    if (late > 0) return { state: 'bad', detail: `${late} jobs wait for more than ten minutes.` }
    if (failed > 0) return { state: 'bad', detail: `${failed} jobs failed for good.` }
    return good
  }

  async #mail(): Promise<Checked> {
    const { mailer } = this.#deps
    if (mailer === null) return { state: 'off', detail: 'No mail server is set.' }
    await mailer.check()
    return good
  }
}

const good: Checked = { state: 'good', detail: '' }

const checked = (check: () => Promise<Checked>): Promise<Checked> =>
  check().catch((error: unknown) => ({ state: 'bad' as const, detail: String((error as Error)?.message ?? error) }))
