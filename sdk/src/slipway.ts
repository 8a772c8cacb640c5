/** Slipway's API by noun. Names follow the operation ids: `promoteDraft` is `releases.promote`. */
import type { ClientOptions } from './client.ts'
import { Accounts } from './nouns/accounts.ts'
import { Audit } from './nouns/audit.ts'
import { Collections } from './nouns/collections.ts'
import { Factors } from './nouns/factors.ts'
import { Jobs } from './nouns/jobs.ts'
import { Keys } from './nouns/keys.ts'
import { Members } from './nouns/members.ts'
import { Registration } from './nouns/registration.ts'
import { Retention } from './nouns/retention.ts'
import { Site } from './nouns/site.ts'
import { Spk } from './nouns/spk.ts'
import { Trash } from './nouns/trash.ts'
import { Uploads } from './nouns/uploads.ts'
import { SlipwayReader } from './reader.ts'

/**
 * ```ts
 * const slipway = new Slipway({ url: 'https://releases.example.org', key: process.env.SLIPWAY_API_KEY })
 * for await (const draft of slipway.releases.iterate('slicer', { stage: 'draft' })) console.log(draft.revision)
 * ```
 */
export class Slipway extends SlipwayReader {
  readonly accounts: Accounts
  readonly audit: Audit
  readonly collections: Collections
  readonly factors: Factors
  readonly jobs: Jobs
  readonly keys: Keys
  readonly members: Members
  readonly registration: Registration
  readonly retention: Retention
  readonly site: Site
  readonly spk: Spk
  readonly trash: Trash
  readonly uploads: Uploads

  constructor(options: ClientOptions = {}) {
    super(options)
    const { transport } = this
    const { api } = transport
    this.accounts = new Accounts(api)
    this.audit = new Audit(api)
    this.collections = new Collections(api)
    this.factors = new Factors(api)
    this.jobs = new Jobs(api)
    this.keys = new Keys(api)
    this.members = new Members(api)
    this.registration = new Registration(api)
    this.retention = new Retention(api)
    this.site = new Site(api)
    this.spk = new Spk(transport)
    this.trash = new Trash(api)
    this.uploads = new Uploads(transport)
  }
}
