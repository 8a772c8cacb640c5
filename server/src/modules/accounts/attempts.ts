/**
 * Limits on guessing. Only failures are counted and written, so that right logins cost nothing; the count is in the
 * database, so that it holds for all processes and over a restart. Mails that anybody may ask for are all counted.
 */

import type { Database } from '../../platform/db/index.ts'
import { KeyedLock } from '../../platform/keyed-lock.ts'
import { Problem } from '../../platform/problem.ts'
import * as store from './store.ts'

const WINDOW_MS = 15 * 60 * 1000
/** failures within the window after which one has to wait; mails to one person, and asked for from one place */
const LIMITS = { account: 10, address: 50, key: 100, letter: 3, mail: 20 } as const

export type Bucket = { kind: keyof typeof LIMITS; value: string }

const nameOf = ({ kind, value }: Bucket): string => `${kind}:${value.toLowerCase()}`

/** What a try of a password counts for. `account`: its id, or what was typed when there is no such account. */
export const loginBuckets = (account: string, address: string | null): Bucket[] => [
  { kind: 'account', value: account },
  ...(address === null ? [] : [{ kind: 'address', value: address } as const]),
]

export class Attempts {
  readonly #db: Database
  readonly #turns = new KeyedLock()
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
      detail: `Too many attempts; try again in ${Math.ceil(seconds / 60)} minutes.`,
      retryAfter: seconds,
    })
  }

  /**
   * One try: not made when a bucket is full, and counted when it fails, which `check` says by `undefined`. Tries that
   * share a bucket take turns: a limit that many pass at once, before the first of them has failed, would be none.
   */
  async try<T>(buckets: readonly Bucket[], check: () => Promise<T | undefined>): Promise<T | undefined> {
    const inTurn = buckets.reduceRight<() => Promise<T | undefined>>(
      (task, bucket) => () => this.#turns.run(nameOf(bucket), task),
      async () => {
        await this.require(buckets)
        const result = await check()
        if (result === undefined) await this.failed(buckets)
        return result
      },
    )
    return inTurn()
  }

  async failed(buckets: readonly Bucket[]): Promise<void> {
    await this.#db.write(async (tx) => {
      for (const bucket of buckets) await store.addAttempt(tx, nameOf(bucket), Date.now(), WINDOW_MS)
    })
  }

  /** Counts a try whatever comes of it. Throws `rate_limited` when a bucket is full. */
  async take(buckets: readonly Bucket[]): Promise<void> {
    await this.require(buckets)
    await this.failed(buckets)
  }

  /** A success proves who it is, so the account's failures are forgotten; the address's are not. */
  async succeeded(bucket: Bucket): Promise<void> {
    const rows = await store.findAttempts(this.#db.read, [nameOf(bucket)], Date.now())
    if (rows.length > 0) await this.#db.write((tx) => store.clearAttempts(tx, nameOf(bucket)))
  }
}
