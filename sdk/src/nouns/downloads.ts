import { answer, type CallOptions, everyItem, type Given, init, type Query } from '../call.ts'
import type { Api } from '../client.ts'
import type { DownloadCount, DownloadCountPage, FileMatch } from '../generated/api.ts'

/** Which files there are by their digest, and how often files were downloaded. */
export class Downloads {
  readonly #api: Api
  constructor(api: Api) {
    this.#api = api
  }

  /** By revision, kind, base name, os and arch. */
  listCounts(
    app: string,
    query: Given<Query<'listDownloadCounts'>> = {},
    options?: CallOptions,
  ): Promise<DownloadCountPage> {
    return answer(
      this.#api.GET('/api/v2/apps/{app}/downloads', {
        params: { path: { app }, query: query as Query<'listDownloadCounts'> },
        ...init(options),
      }),
    )
  }

  /** All of them, page by page. */
  iterateCounts(
    app: string,
    query: Given<Query<'listDownloadCounts'>> = {},
    options?: CallOptions,
  ): AsyncGenerator<DownloadCount, void> {
    return everyItem((cursor) => this.listCounts(app, { ...query, ...(cursor !== undefined && { cursor }) }, options))
  }

  /** Which packages and extensions have or had these bytes, newest first. */
  async findFiles(sha256: string, options?: CallOptions): Promise<FileMatch[]> {
    return (await answer(this.#api.GET('/api/v2/files', { params: { query: { sha256 } }, ...init(options) }))).items
  }
}
