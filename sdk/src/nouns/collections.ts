import { answer, asSent, type CallOptions, done, everyItem, type Given, init, type Query } from '../call.ts'
import type { Api } from '../client.ts'
import type { Collection, CollectionChange, CollectionInput, CollectionPage } from '../generated/api.ts'

/** Shelves that applications stand on. */
export class Collections {
  readonly #api: Api
  constructor(api: Api) {
    this.#api = api
  }

  /** By name. */
  list(query: Given<Query<'listCollections'>> = {}, options?: CallOptions): Promise<CollectionPage> {
    return answer(
      this.#api.GET('/api/v2/collections', { params: { query: query as Query<'listCollections'> }, ...init(options) }),
    )
  }

  /** All of them, page by page. */
  iterate(query: Given<Query<'listCollections'>> = {}, options?: CallOptions): AsyncGenerator<Collection, void> {
    return everyItem((cursor) => this.list({ ...query, ...(cursor !== undefined && { cursor }) }, options))
  }

  /** Makes a collection. */
  create(input: Given<CollectionInput>, options?: CallOptions): Promise<Collection> {
    return answer(this.#api.POST('/api/v2/collections', { body: asSent<CollectionInput>(input), ...init(options) }))
  }

  /** By id or name. */
  get(collection: string, options?: CallOptions): Promise<Collection> {
    return answer(
      this.#api.GET('/api/v2/collections/{collection}', { params: { path: { collection } }, ...init(options) }),
    )
  }

  /** Renames, describes, hides or shows it. */
  update(collection: string, change: Given<CollectionChange>, options?: CallOptions): Promise<Collection> {
    return answer(
      this.#api.PATCH('/api/v2/collections/{collection}', {
        params: { path: { collection } },
        body: asSent<CollectionChange>(change),
        ...init(options),
      }),
    )
  }

  /** Only when it is empty. */
  delete(collection: string, options?: CallOptions): Promise<void> {
    return done(
      this.#api.DELETE('/api/v2/collections/{collection}', { params: { path: { collection } }, ...init(options) }),
    )
  }
}
