/**
 * Releases row by row, for protocols that print other shapes. It answers what there is; who may know of it is asked by
 * `access` with the application.
 */
import type { Database } from '../../platform/db/index.ts'
import * as lookup from './lookup-store.ts'
import * as store from './store.ts'

export class ReleaseLookup {
  readonly #db: Database
  constructor(deps: { db: Database }) {
    this.#db = deps.db
  }

  byId(id: string): Promise<store.ReleaseRow | undefined> {
    return lookup.findById(this.#db.read, id)
  }

  /** Whatever the case; of any stage. */
  byName(app: string, name: string): Promise<store.ReleaseRow | undefined> {
    return store.byName(this.#db.read, app, name, undefined)
  }

  draftOf(app: string, revision: string): Promise<store.ReleaseRow | undefined> {
    return store.draftOf(this.#db.read, app, revision)
  }

  /** All of a stage, the newest first. */
  all(app: string, filter: store.ReleaseFilter): Promise<store.ReleaseRow[]> {
    return store.list(this.#db.read, app, filter, Number.MAX_SAFE_INTEGER, undefined)
  }

  /** Bytes of all that is in the releases and drafts of each collection. */
  async bytesByCollection(): Promise<Map<string, number>> {
    const rows = await lookup.bytesByCollection(this.#db.read)
    return new Map(rows.map((row) => [row.collection_id, Number(row.bytes)]))
  }

  /** A page by offset, the newest first; without a limit all that follow. */
  page(app: string, filter: store.ReleaseFilter, limit: number | undefined, offset: number) {
    return lookup.listFrom(this.#db.read, app, filter, limit, offset)
  }
}
