/** Slipway's API by noun. Names follow the operation ids: `promoteDraft` is `releases.promote`. */
import { answer, type CallOptions, type Given, init, type Query } from './call.ts'
import { type ClientOptions, createTransport, type Transport } from './client.ts'
import type { SearchResults, ServerInfo } from './generated/api.ts'
import { Accounts } from './nouns/accounts.ts'
import { Apps } from './nouns/apps.ts'
import { Audit } from './nouns/audit.ts'
import { Catalogue } from './nouns/catalogue.ts'
import { Collections } from './nouns/collections.ts'
import { Downloads } from './nouns/downloads.ts'
import { Extensions } from './nouns/extensions.ts'
import { Factors } from './nouns/factors.ts'
import { Jobs } from './nouns/jobs.ts'
import { Keys } from './nouns/keys.ts'
import { Members } from './nouns/members.ts'
import { Packages } from './nouns/packages.ts'
import { Registration } from './nouns/registration.ts'
import { Releases } from './nouns/releases.ts'
import { Retention } from './nouns/retention.ts'
import { Sessions } from './nouns/session.ts'
import { Site } from './nouns/site.ts'
import { Spk } from './nouns/spk.ts'
import { Statistics } from './nouns/statistics.ts'
import { Trash } from './nouns/trash.ts'
import { Uploads } from './nouns/uploads.ts'

/**
 * ```ts
 * const slipway = new Slipway({ url: 'https://releases.example.org', key: process.env.SLIPWAY_API_KEY })
 * for await (const draft of slipway.releases.iterate('slicer', { stage: 'draft' })) console.log(draft.revision)
 * ```
 */
export class Slipway {
  readonly accounts: Accounts
  readonly apps: Apps
  readonly audit: Audit
  readonly catalogue: Catalogue
  readonly collections: Collections
  readonly downloads: Downloads
  readonly extensions: Extensions
  readonly factors: Factors
  readonly jobs: Jobs
  readonly keys: Keys
  readonly members: Members
  readonly packages: Packages
  readonly registration: Registration
  readonly releases: Releases
  readonly retention: Retention
  readonly session: Sessions
  readonly site: Site
  readonly spk: Spk
  readonly statistics: Statistics
  readonly trash: Trash
  readonly uploads: Uploads
  /** For calls outside the API document. */
  readonly transport: Transport

  constructor(options: ClientOptions = {}) {
    const transport = createTransport(options)
    const { api } = transport
    this.transport = transport
    this.accounts = new Accounts(api)
    this.apps = new Apps(api)
    this.audit = new Audit(api)
    this.catalogue = new Catalogue(api)
    this.collections = new Collections(api)
    this.downloads = new Downloads(api)
    this.extensions = new Extensions(transport)
    this.factors = new Factors(api)
    this.jobs = new Jobs(api)
    this.keys = new Keys(api)
    this.members = new Members(api)
    this.packages = new Packages(transport)
    this.registration = new Registration(api)
    this.releases = new Releases(api)
    this.retention = new Retention(api)
    this.session = new Sessions(api)
    this.site = new Site(api)
    this.spk = new Spk(transport)
    this.statistics = new Statistics(api)
    this.trash = new Trash(api)
    this.uploads = new Uploads(transport)
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
