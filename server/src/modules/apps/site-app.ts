/** Which application a page that is about one application shows when nobody says which. */
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { type Database, kept, type Queryable, type Tables } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import { Together } from '../../platform/together.ts'
import type { Actor } from '../access/index.ts'
import type { AppDirectory } from './directory.ts'
import { knownTo } from './model.ts'
import * as store from './store.ts'

/** Whether an application has an installer in a stable release that everybody may see. */
export type WasReleased = (app: ExpressionBuilder<Tables, 'app'>) => Expression<SqlBool>

type Question = (db: Queryable, values: Record<string, never>) => Promise<store.AppSummary[]>

export class SiteApp {
  readonly #db: Database
  readonly #directory: AppDirectory
  readonly #configured: string | null
  readonly #open: Question = kept((db) => store.twoPublic(db))
  readonly #released: Question
  readonly #question = new Together(() => this.#find())
  #clear: { version: number; app: store.AppSummary } | undefined

  /** `configured`: slug, id or name; null: the only public application, or the only one that was ever released. */
  constructor(deps: { db: Database; directory: AppDirectory; configured: string | null; wasReleased: WasReleased }) {
    this.#db = deps.db
    this.#directory = deps.directory
    this.#configured = deps.configured
    this.#released = kept((db) => store.twoPublic(db).where(deps.wasReleased))
  }

  /** Throws `app_not_found` when it is not clear which one is meant, or when the actor may not know of it. */
  async load(actor: Actor): Promise<store.AppSummary> {
    if (this.#configured !== null) return this.#directory.load(actor, this.#configured)
    const app = await this.#asItIs()
    return knownTo(actor, app.slug, app)
  }

  async #asItIs(): Promise<store.AppSummary> {
    const version = this.#db.dataVersion()
    if (version === undefined) return this.#question.get('')
    if (this.#clear?.version !== version) this.#clear = { version, app: await this.#question.get('') }
    return this.#clear.app
  }

  async #find(): Promise<store.AppSummary> {
    const [only, ...others] = await this.#open(this.#db.read, {})
    if (only === undefined) throw new Problem('app_not_found', { detail: 'There is no public application yet.' })
    if (others.length === 0) return only
    const [released, ...more] = await this.#released(this.#db.read, {})
    if (released !== undefined && more.length === 0) return released
    throw new Problem('app_not_found', {
      detail: 'There are several applications; the setting downloadApp says which one this page is about.',
    })
  }
}
