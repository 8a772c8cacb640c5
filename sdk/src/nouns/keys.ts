import { answer, asSent, type CallOptions, done, everyItem, type Given, init, type Query } from '../call.ts'
import type { Api } from '../client.ts'
import type { ApiKey, ApiKeyInput, ApiKeyPage, NewApiKey } from '../generated/api.ts'

/** API keys. */
export class Keys {
  readonly #api: Api
  constructor(api: Api) {
    this.#api = api
  }

  /** Newest first. */
  list(query: Given<Query<'listKeys'>> = {}, options?: CallOptions): Promise<ApiKeyPage> {
    return answer(this.#api.GET('/api/v2/keys', { params: { query: query as Query<'listKeys'> }, ...init(options) }))
  }

  /** All of them, page by page. */
  iterate(query: Given<Query<'listKeys'>> = {}, options?: CallOptions): AsyncGenerator<ApiKey, void> {
    return everyItem((cursor) => this.list({ ...query, ...(cursor !== undefined && { cursor }) }, options))
  }

  /** One's own; administrators see those of others. */
  get(id: string, options?: CallOptions): Promise<ApiKey> {
    return answer(this.#api.GET('/api/v2/keys/{id}', { params: { path: { id } }, ...init(options) }))
  }

  /** Makes a key. The answer holds the key itself, this once. */
  create(input: Given<ApiKeyInput>, options?: CallOptions): Promise<NewApiKey> {
    return answer(this.#api.POST('/api/v2/keys', { body: asSent<ApiKeyInput>(input), ...init(options) }))
  }

  /** A key that may do the same in the place of this one, which ends at once. The answer holds the key itself, this once. */
  renew(id: string, options?: CallOptions): Promise<NewApiKey> {
    return answer(this.#api.POST('/api/v2/keys/{id}/renewal', { params: { path: { id } }, ...init(options) }))
  }

  /** From now on the key opens nothing. */
  revoke(id: string, options?: CallOptions): Promise<void> {
    return done(this.#api.DELETE('/api/v2/keys/{id}', { params: { path: { id } }, ...init(options) }))
  }
}
