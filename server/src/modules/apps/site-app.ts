/** Which application a page that is about one application shows when nobody says which. */
import type { Database } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import * as store from './store.ts'

export class SiteApp {
  readonly #db: Database
  readonly #configured: string | null
  #only: { version: number; id: string } | undefined

  /** `configured`: slug, id or name; null: the only public application. */
  constructor(deps: { db: Database; configured: string | null }) {
    this.#db = deps.db
    this.#configured = deps.configured
  }

  /** A reference to it. Throws `app_not_found` when it is not clear which one is meant. */
  async reference(): Promise<string> {
    if (this.#configured !== null) return this.#configured
    const version = this.#db.dataVersion()
    if (version !== undefined && this.#only?.version === version) return this.#only.id
    const [only, ...others] = await store.twoPublic(this.#db.read)
    if (only === undefined || others.length > 0) {
      throw new Problem('app_not_found', {
        detail:
          only === undefined
            ? 'There is no public application yet.'
            : 'There are several applications; the setting downloadApp says which one this page is about.',
      })
    }
    if (version !== undefined) this.#only = { version, id: only.id }
    return only.id
  }
}
