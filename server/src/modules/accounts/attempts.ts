/**
 * Limits on guessing. Only failures are counted and written, so that right logins cost nothing; the count is in the
 * database, so that it holds for all processes and over a restart.
 */
import type { Database } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import * as store from './store.ts'

const WINDOW_MS = 15 * 60 * 1000
/** failures within the window after which one has to wait */
const LIMITS = { account: 10, address: 50, key: 100 } as const

export type Bucket = { kind: keyof typeof LIMITS; value: string }

const nameOf = ({ kind, value }: Bucket): string => `${kind}:${value.toLowerCase()}`

export class Attempts {
  readonly #db: Database
  constructor(db: Database) {
    this.#db = db
  }

  /** Throws `rate_limited` when one of the buckets is full. */
  async require(buckets: readonly Bucket[]): Promise<void> {
    const now = Date.now()
    const rows = await store.findAttempts(this.#db.read, buckets.map(nameOf), now)
    const full = rows.filter((row) =>
      buckets.some((bucket) => nameOf(bucket) === row.bucket && row.count >= LIMITS[bucket.kind]),
    )
    if (full.length === 0) return
    const seconds = Math.ceil((Math.max(...full.map((row) => row.resets_at)) - now) / 1000)
    throw new Problem('rate_limited', {
      detail: `Too many failed attempts; try again in ${Math.ceil(seconds / 60)} minutes.`,
      retryAfter: seconds,
    })
  }

  async failed(buckets: readonly Bucket[]): Promise<void> {
    await this.#db.write(async (tx) => {
      for (const bucket of buckets) await store.addAttempt(tx, nameOf(bucket), Date.now(), WINDOW_MS)
    })
  }

  /** A success proves who it is, so the account's failures are forgotten; the address's are not. */
  async succeeded(bucket: Bucket): Promise<void> {
    const rows = await store.findAttempts(this.#db.read, [nameOf(bucket)], Date.now())
    if (rows.length > 0) await this.#db.write((tx) => store.clearAttempts(tx, nameOf(bucket)))
  }
}
