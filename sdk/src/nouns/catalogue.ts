import { answer, type CallOptions, everyItem, type Given, init, type Query } from '../call.ts'
import type { Api } from '../client.ts'
import type {
  ExtensionFacets,
  ExtensionOverview,
  ExtensionSummary,
  ExtensionSummaryPage,
  ExtensionVersion,
  ExtensionVersionPage,
  Matrix,
  ReleaseComparison,
} from '../generated/api.ts'

/** The catalogue as people browse it: extensions by name, and how releases differ. `release` is a name, a revision or an id. */
export class Catalogue {
  readonly #api: Api
  constructor(api: Api) {
    this.#api = api
  }

  /** One entry per extension of a release, with its builds. */
  browse(
    app: string,
    release: string,
    query: Given<Query<'browseExtensions'>> = {},
    options?: CallOptions,
  ): Promise<ExtensionSummaryPage> {
    return answer(
      this.#api.GET('/api/v2/apps/{app}/releases/{release}/catalogue', {
        params: { path: { app, release }, query: query as Query<'browseExtensions'> },
        ...init(options),
      }),
    )
  }

  /** All of them, page by page. */
  iterate(
    app: string,
    release: string,
    query: Given<Query<'browseExtensions'>> = {},
    options?: CallOptions,
  ): AsyncGenerator<ExtensionSummary, void> {
    return everyItem((cursor) =>
      this.browse(app, release, { ...query, ...(cursor !== undefined && { cursor }) }, options),
    )
  }

  /** How many extensions of a release there are by category, tier, licence and platform, of those that match the rest. */
  facets(
    app: string,
    release: string,
    query: Given<Query<'getExtensionFacets'>> = {},
    options?: CallOptions,
  ): Promise<ExtensionFacets> {
    return answer(
      this.#api.GET('/api/v2/apps/{app}/releases/{release}/facets', {
        params: { path: { app, release }, query: query as Query<'getExtensionFacets'> },
        ...init(options),
      }),
    )
  }

  /** An extension by name; without a release, in the newest stable one that has it. */
  overview(
    app: string,
    name: string,
    query: Given<Query<'getExtensionOverview'>> = {},
    options?: CallOptions,
  ): Promise<ExtensionOverview> {
    return answer(
      this.#api.GET('/api/v2/apps/{app}/catalogue/{name}', {
        params: { path: { app, name }, query: query as Query<'getExtensionOverview'> },
        ...init(options),
      }),
    )
  }

  /** The builds of an extension in all releases, newest first. */
  versions(
    app: string,
    name: string,
    query: Given<Query<'listExtensionVersions'>> = {},
    options?: CallOptions,
  ): Promise<ExtensionVersionPage> {
    return answer(
      this.#api.GET('/api/v2/apps/{app}/catalogue/{name}/versions', {
        params: { path: { app, name }, query: query as Query<'listExtensionVersions'> },
        ...init(options),
      }),
    )
  }

  /** All of them, page by page. */
  iterateVersions(app: string, name: string, options?: CallOptions): AsyncGenerator<ExtensionVersion, void> {
    return everyItem((cursor) => this.versions(app, name, cursor === undefined ? {} : { cursor }, options))
  }

  /** Which extension is there for which platform, compared with a release before. */
  matrix(app: string, release: string, query: Given<Query<'getMatrix'>> = {}, options?: CallOptions): Promise<Matrix> {
    return answer(
      this.#api.GET('/api/v2/apps/{app}/releases/{release}/matrix', {
        params: { path: { app, release }, query: query as Query<'getMatrix'> },
        ...init(options),
      }),
    )
  }

  /** What differs between two releases. */
  compare(app: string, from: string, to: string, options?: CallOptions): Promise<ReleaseComparison> {
    return answer(
      this.#api.GET('/api/v2/apps/{app}/comparison', {
        params: { path: { app }, query: { from, to } },
        ...init(options),
      }),
    )
  }
}
