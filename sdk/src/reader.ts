/** What visitors need of Slipway's API: small enough for pages that people wait for. */
import { answer, type CallOptions, type Given, init, type Query } from './call.ts'
import { type ClientOptions, createTransport, type Transport } from './client.ts'
import type { SearchResults, ServerInfo } from './generated/api.ts'
import { Apps } from './nouns/apps.ts'
import { Catalogue } from './nouns/catalogue.ts'
import { Downloads } from './nouns/downloads.ts'
import { Extensions } from './nouns/extensions.ts'
import { Packages } from './nouns/packages.ts'
import { Releases } from './nouns/releases.ts'
import { Sessions } from './nouns/session.ts'
import { Statistics } from './nouns/statistics.ts'

/** Finds and downloads, signs in and out. `Slipway` can do all of it, and everything else. */
export class SlipwayReader {
  /** Applications. */
  readonly apps: Apps
  /** Extensions as visitors browse them, with search, filters and comparisons. */
  readonly catalogue: Catalogue
  /** Files by their digest, and how often they were downloaded. */
  readonly downloads: Downloads
  /** Extensions: list, publish, yank, delete. */
  readonly extensions: Extensions
  /** Application packages: list, publish, yank, delete. */
  readonly packages: Packages
  /** Releases and drafts, promotion and its undo. */
  readonly releases: Releases
  /** Who one is; signing in and out in browsers. */
  readonly session: Sessions
  /** Downloads over time, by whatever is asked. */
  readonly statistics: Statistics
  /** For calls outside the API document. */
  readonly transport: Transport

  constructor(options: ClientOptions = {}) {
    const transport = createTransport(options)
    const { api } = transport
    this.transport = transport
    this.apps = new Apps(api)
    this.catalogue = new Catalogue(api)
    this.downloads = new Downloads(api)
    this.extensions = new Extensions(transport)
    this.packages = new Packages(transport)
    this.releases = new Releases(api)
    this.session = new Sessions(api)
    this.statistics = new Statistics(api)
  }

  /** What server this is and what it takes. */
  info(options?: CallOptions): Promise<ServerInfo> {
    return answer(this.transport.api.GET('/api/v2', init(options)))
  }

  /** Applications, releases, packages and extensions that match, a few of each. */
  search(query: Given<Query<'search'>>, options?: CallOptions): Promise<SearchResults> {
    return answer(
      this.transport.api.GET('/api/v2/search', { params: { query: query as Query<'search'> }, ...init(options) }),
    )
  }
}
