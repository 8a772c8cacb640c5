/**
 * How often packages were downloaded, as devices are told: read again when they are older than a minute, because each
 * download changes them and no device needs them to the second.
 */
import type { Database } from '../../platform/db/index.ts'
import * as store from './store/index.ts'

const GOOD_FOR_MS = 60_000
const none: PackageCounts = { total: 0, recent: 0 }

export type PackageCounts = { total: number; recent: number }

/** `stamp` changes when a count does. Counts that are as they were are the same objects. */
export type AllCounts = { stamp: number; of: (packageId: string) => PackageCounts }

type Known = { readAt: number; day: number; stamp: number; byPackage: ReadonlyMap<string, PackageCounts> }

export class Counts {
  readonly #db: Database
  #known: Known = { readAt: Number.NEGATIVE_INFINITY, day: 0, stamp: 0, byPackage: new Map() }
  #reading: Promise<void> | undefined

  constructor(db: Database) {
    this.#db = db
  }

  async now(): Promise<AllCounts> {
    const age = Date.now() - this.#known.readAt
    if (age > GOOD_FOR_MS || age < 0) await (this.#reading ??= this.#read().finally(() => (this.#reading = undefined)))
    const { stamp, byPackage } = this.#known
    return { stamp, of: (id) => byPackage.get(id) ?? none }
  }

  async #read(): Promise<void> {
    const readAt = Date.now()
    const day = store.dayOf(readAt)
    const { stamp, byPackage: before, day: dayBefore } = this.#known
    const totals = await store.packageTotals(this.#db.read)
    const same = totals.size === before.size && [...totals].every(([id, total]) => before.get(id)?.total === total)
    if (same && day === dayBefore) {
      this.#known = { ...this.#known, readAt }
      return
    }
    const recent = await store.recentCounts(this.#db.read, day)
    const byPackage = new Map(
      [...totals].map(([id, total]) => {
        const [known, now] = [before.get(id), recent.get(id) ?? 0]
        return [id, known?.total === total && known.recent === now ? known : { total, recent: now }]
      }),
    )
    this.#known = { readAt, day, stamp: stamp + 1, byPackage }
  }
}
