/**
 * How often packages were downloaded, as devices are told: read again when they are older than a minute, because each
 * download changes them and no device needs them to the second.
 */
import type { Database } from '../../platform/db/index.ts'
import * as store from './store/index.ts'

const GOOD_FOR_MS = 60_000
const none: PackageCounts = { total: 0, recent: 0 }

export type PackageCounts = { total: number; recent: number }

export class Counts {
  readonly #db: Database
  #known: { readAt: number; stamp: number; byPackage: ReadonlyMap<string, PackageCounts> }
  #reading: Promise<void> | undefined

  constructor(db: Database) {
    this.#db = db
    this.#known = { readAt: Number.NEGATIVE_INFINITY, stamp: 0, byPackage: new Map() }
  }

  /** `stamp` changes when a count does. Counts that are as they were are the same objects. */
  async now(): Promise<{ stamp: number; of: (packageId: string) => PackageCounts }> {
    const age = Date.now() - this.#known.readAt
    if (age > GOOD_FOR_MS || age < 0) await (this.#reading ??= this.#read().finally(() => (this.#reading = undefined)))
    const { stamp, byPackage } = this.#known
    return { stamp, of: (id) => byPackage.get(id) ?? none }
  }

  async #read(): Promise<void> {
    const readAt = Date.now()
    const rows = await store.packageCounts(this.#db.read, store.dayOf(readAt))
    const before = this.#known.byPackage
    const byPackage = new Map(
      rows.map(({ package_id, total, recent }) => {
        const known = before.get(package_id)
        return [package_id, known?.total === total && known.recent === recent ? known : { total, recent }]
      }),
    )
    const same =
      byPackage.size === before.size && rows.every(({ package_id: id }) => byPackage.get(id) === before.get(id))
    this.#known = { readAt, stamp: same ? this.#known.stamp : this.#known.stamp + 1, byPackage }
  }
}
