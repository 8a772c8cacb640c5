import { answer, type CallOptions, everyItem, type Given, init, type Query } from '../call.ts'
import type { Api } from '../client.ts'
import type { Statistics as Answer, CountingRules } from '../generated/api.ts'

/** What was downloaded, when, from where and with what. */
export class Statistics {
  readonly #api: Api
  constructor(api: Api) {
    this.#api = api
  }

  /** Downloads of an application, added up by `by` and narrowed by everything else. */
  get(app: string, query: Given<Query<'getStatistics'>> = {}, options?: CallOptions): Promise<Answer> {
    return answer(
      this.#api.GET('/api/v2/apps/{app}/statistics', {
        params: { path: { app }, query: query as Query<'getStatistics'> },
        ...init(options),
      }),
    )
  }

  /** Every value of the answer, page by page. */
  iterate(
    app: string,
    query: Given<Query<'getStatistics'>> = {},
    options?: CallOptions,
  ): AsyncGenerator<Answer['items'][number], void> {
    return everyItem((cursor) => this.get(app, { ...query, ...(cursor !== undefined && { cursor }) }, options))
  }

  /** The same of Synology packages. */
  ofSpk(query: Given<Query<'askSpkStatistics'>> = {}, options?: CallOptions): Promise<Answer> {
    return answer(
      this.#api.GET('/api/v2/spk/statistics', {
        params: { query: query as Query<'askSpkStatistics'> },
        ...init(options),
      }),
    )
  }

  /** What counts as a download, in sentences. */
  rules(options?: CallOptions): Promise<CountingRules> {
    return answer(this.#api.GET('/api/v2/statistics/rules', init(options)))
  }
}
