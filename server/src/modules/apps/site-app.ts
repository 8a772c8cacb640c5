/** Which application a page that is about one application shows when nobody says which. */
import type { Database, Queryable } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import { Together } from '../../platform/together.ts'
import * as store from './store.ts'

/** Public applications that have an installer in a stable release; two at most, which is enough to see that it is not clear. */
export type FindReleased = (db: Queryable) => Promise<readonly { id: string }[]>

export class SiteApp {
  readonly #db: Database
  readonly #configured: string | null
  readonly #released: FindReleased
  readonly #question = new Together(() => this.#find())
  #clear: { version: number; id: string } | undefined

  /** `configured`: slug, id or name; null: the only public application, or the only one that was ever released. */
  constructor(deps: { db: Database; configured: string | null; released: FindReleased }) {
    this.#db = deps.db
    this.#configured = deps.configured
    this.#released = deps.released
  }

  /** A reference to it. Throws `app_not_found` when it is not clear which one is meant. */
  async reference(): Promise<string> {
    if (this.#configured !== null) return this.#configured
    const version = this.#db.dataVersion()
    if (version !== undefined && this.#clear?.version === version) return this.#clear.id
    const id = await this.#question.get('')
    if (version !== undefined) this.#clear = { version, id }
    return id
  }

  async #find(): Promise<string> {
    const [only, ...others] = await store.twoPublic(this.#db.read)
    if (only === undefined) throw new Problem('app_not_found', { detail: 'There is no public application yet.' })
    if (others.length === 0) return only.id
    const [released, ...more] = await this.#released(this.#db.read)
    if (released !== undefined && more.length === 0) return released.id
    throw new Problem('app_not_found', {
      detail: 'There are several applications; the setting downloadApp says which one this page is about.',
    })
  }
}
