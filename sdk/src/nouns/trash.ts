import { answer, type CallOptions, done, init } from '../call.ts'
import type { Api } from '../client.ts'
import type { TrashEntry } from '../generated/api.ts'

/** What was deleted and can still come back. */
export class Trash {
  readonly #api: Api
  constructor(api: Api) {
    this.#api = api
  }

  /** The last deleted first. */
  async list(app: string, options?: CallOptions): Promise<TrashEntry[]> {
    return (await answer(this.#api.GET('/api/v2/apps/{app}/trash', { params: { path: { app } }, ...init(options) })))
      .items
  }

  /** Brings something back. */
  restore(app: string, id: string, options?: CallOptions): Promise<void> {
    return done(
      this.#api.POST('/api/v2/apps/{app}/trash/{id}/restore', { params: { path: { app, id } }, ...init(options) }),
    )
  }

  /** Deletes something for good, now. */
  purge(app: string, id: string, options?: CallOptions): Promise<void> {
    return done(this.#api.DELETE('/api/v2/apps/{app}/trash/{id}', { params: { path: { app, id } }, ...init(options) }))
  }

  /** Deleted applications, the last deleted first. */
  async listApps(options?: CallOptions): Promise<TrashEntry[]> {
    return (await answer(this.#api.GET('/api/v2/trash', init(options)))).items
  }

  /** Brings a deleted application back. */
  restoreApp(id: string, options?: CallOptions): Promise<void> {
    return done(this.#api.POST('/api/v2/trash/{id}/restore', { params: { path: { id } }, ...init(options) }))
  }
}
