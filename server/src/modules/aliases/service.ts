import type { Database } from '../../platform/db/index.ts'
import * as store from './store.ts'

/** How many owners are asked for at once. */
const RUN = 500

export class Aliases {
  readonly #db: Database
  constructor(deps: { db: Database }) {
    this.#db = deps.db
  }

  /** Whose id this is. */
  find(id: string): Promise<store.AliasRow | undefined> {
    return store.find(this.#db.read, id)
  }

  /** The further id of each owner, by owner. */
  async of(kind: store.AliasKind, owners: Iterable<string>): Promise<Map<string, store.AliasRow>> {
    const ids = [...new Set(owners)]
    const found = new Map<string, store.AliasRow>()
    for (let start = 0; start < ids.length; start += RUN) {
      const rows = await store.ofOwners(this.#db.read, kind, ids.slice(start, start + RUN))
      for (const row of rows) found.set(row.owner_id, row)
    }
    return found
  }

  /** Facts that clients set by hand. Whether they may is asked by whoever owns the thing. */
  async setExtra(id: string, extra: Record<string, unknown>): Promise<void> {
    await this.#db.write((tx) => store.setExtra(tx, id, JSON.stringify(extra)))
  }
}
