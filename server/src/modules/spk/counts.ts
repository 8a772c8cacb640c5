/**
 * How often packages were downloaded, as devices are told: read again when they are older than a minute, because each
 * download changes them and no device needs them to the second.
 */
import type { Database } from '../../platform/db/index.ts'
import * as store from './store/index.ts'

const GOOD_FOR_MS = 60_000
const none = { total: 0, recent: 0 }

export class Counts {
  readonly #db: Database
  #known: { readAt: number; stamp: string; byPackage: ReadonlyMap<string, { total: number; recent: number }> }
  #reading: Promise<void> | undefined

  constructor(db: Database) {
    this.#db = db
    this.#known = { readAt: Number.NEGATIVE_INFINITY, stamp: '', byPackage: new Map() }
  }

  /** `stamp` changes when a count does. */
  async now(): Promise<{ stamp: string; of: (packageId: string) => { total: number; recent: number } }> {
    const age = Date.now() - this.#known.readAt
    if (age > GOOD_FOR_MS || age < 0) await (this.#reading ??= this.#read().finally(() => (this.#reading = undefined)))
    const { stamp, byPackage } = this.#known
    return { stamp, of: (id) => byPackage.get(id) ?? none }
  }

  readonly of = (packageId: string): { total: number; recent: number } => this.#known.byPackage.get(packageId) ?? none

  async #read(): Promise<void> {
    const readAt = Date.now()
    const rows = await store.packageCounts(this.#db.read, store.dayOf(readAt))
    const sum = rows.reduce((total, row) => total + row.total + row.recent * 1e-6, 0)
    const byPackage = new Map(rows.map((row) => [row.package_id, { total: row.total, recent: row.recent }]))
    this.#known = { readAt, stamp: `${sum}`, byPackage }
  }
}
