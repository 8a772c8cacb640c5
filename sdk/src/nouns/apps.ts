import { answer, asSent, type CallOptions, everyItem, type Given, init, type Query } from '../call.ts'
import type { Api } from '../client.ts'
import type { App, AppChange, AppInput, AppPage, AppStorage, DeletionPreview } from '../generated/api.ts'

/** Applications: something people install. */
export class Apps {
  readonly #api: Api
  constructor(api: Api) {
    this.#api = api
  }

  /** By name. */
  list(query: Given<Query<'listApps'>> = {}, options?: CallOptions): Promise<AppPage> {
    return answer(this.#api.GET('/api/v2/apps', { params: { query: query as Query<'listApps'> }, ...init(options) }))
  }

  /** All of them, page by page. */
  iterate(query: Given<Query<'listApps'>> = {}, options?: CallOptions): AsyncGenerator<App, void> {
    return everyItem((cursor) => this.list({ ...query, ...(cursor !== undefined && { cursor }) }, options))
  }

  /** Makes an application. */
  create(input: Given<AppInput>, options?: CallOptions): Promise<App> {
    return answer(this.#api.POST('/api/v2/apps', { body: asSent<AppInput>(input), ...init(options) }))
  }

  /** By slug, id or name. */
  get(app: string, options?: CallOptions): Promise<App> {
    return answer(this.#api.GET('/api/v2/apps/{app}', { params: { path: { app } }, ...init(options) }))
  }

  /** New naming templates hold for what is published from then on. */
  update(app: string, change: Given<AppChange>, options?: CallOptions): Promise<App> {
    return answer(
      this.#api.PATCH('/api/v2/apps/{app}', {
        params: { path: { app } },
        body: asSent<AppChange>(change),
        ...init(options),
      }),
    )
  }

  /** Into the trash, with all it holds. */
  delete(app: string, options?: CallOptions): Promise<DeletionPreview> {
    return answer(this.#api.DELETE('/api/v2/apps/{app}', { params: { path: { app } }, ...init(options) }))
  }

  /** What would go. */
  previewDeletion(app: string, options?: CallOptions): Promise<DeletionPreview> {
    return answer(this.#api.GET('/api/v2/apps/{app}/deletion', { params: { path: { app } }, ...init(options) }))
  }

  /** How much it stores, and how that grew. */
  storage(app: string, options?: CallOptions): Promise<AppStorage> {
    return answer(this.#api.GET('/api/v2/apps/{app}/storage', { params: { path: { app } }, ...init(options) }))
  }
}
