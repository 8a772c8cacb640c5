/**
 * Applications by reference, for the hot path: SQLite tells cheaply whether anything was written at all, so that the
 * same look-up need not be made again; PostgreSQL is asked each time, once for all who ask at that moment.
 */
import type { FastifyRequest } from 'fastify'
import type { Database } from '../../platform/db/index.ts'
import { Together } from '../../platform/together.ts'
import { type Actor, seesPrivate } from '../access/index.ts'
import { guarded, knownTo } from './model.ts'
import * as store from './store.ts'

const MOST_KEPT = 1000

export class AppDirectory {
  readonly #db: Database
  readonly #kept = new Map<string, store.AppRow>()
  readonly #found = new WeakMap<object, store.AppRow>()
  readonly #lookUps: Together<store.AppRow | undefined>
  #version: number | undefined

  constructor(db: Database) {
    this.#db = db
    this.#lookUps = new Together((reference) => store.find(db.read, reference))
  }

  async find(reference: string): Promise<store.AppRow | undefined> {
    const version = this.#db.dataVersion()
    if (version === undefined) return this.#lookUps.get(reference)
    if (version !== this.#version || this.#kept.size > MOST_KEPT) {
      this.#kept.clear()
      this.#version = version
    }
    const kept = this.#kept.get(reference)
    if (kept !== undefined) return kept
    const found = await store.find(this.#db.read, reference)
    // Somebody may have written while this was read; then it is right now, but not known to be so later.
    if (found !== undefined && this.#db.dataVersion() === version) this.#kept.set(reference, found)
    return found
  }

  /** The application, if the actor may know of it: otherwise throws `app_not_found`. */
  async load(actor: Actor, reference: string): Promise<store.AppRow> {
    return knownTo(actor, reference, await this.find(reference))
  }

  /** The same for one request: what was found need not be looked up again for the answer's freshness. */
  async findFor(request: object, reference: string): Promise<store.AppRow | undefined> {
    const app = await this.find(reference)
    if (app !== undefined) this.#found.set(request, app)
    return app
  }

  /** Of a collection, those that are not deleted, by name. */
  appsOf(collection: string): Promise<store.AppRow[]> {
    return store.allOf(this.#db.read, collection)
  }

  /** By id or name. */
  collection(reference: string): Promise<store.CollectionRow | undefined> {
    return store.findCollection(this.#db.read, reference)
  }

  collections(): Promise<store.CollectionRow[]> {
    return store.allCollections(this.#db.read)
  }

  /** For whom and of which version an answer about an application is. Throws `app_not_found`. */
  freshness = async (request: FastifyRequest, reference: string): Promise<{ scope: string; version: string }> => {
    const found = this.#found.get(request)
    const app = found?.id === reference ? found : await this.load(request.actor, reference)
    const scope = seesPrivate(request.actor, guarded(app)) ? 'all' : 'public'
    return { scope, version: `${app.id} ${app.version} ${app.updated_at}` }
  }
}
