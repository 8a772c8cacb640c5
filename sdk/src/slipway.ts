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
 * Everything a Slipway server can do, by noun.
 *
 * ```ts
 * const slipway = new Slipway({ url: 'https://releases.example.org', key: process.env.SLIPWAY_API_KEY })
 * for await (const draft of slipway.releases.iterate('slicer', { stage: 'draft' })) console.log(draft.revision)
 * ```
 */
export class Slipway extends SlipwayReader {
  /** People and robot accounts, for administrators. */
  readonly accounts: Accounts
  /** Who did what, when, from where. */
  readonly audit: Audit
  /** Where applications are kept together. */
  readonly collections: Collections
  /** One's own second factors. */
  readonly factors: Factors
  /** Background work, for administrators. */
  readonly jobs: Jobs
  /** API keys. */
  readonly keys: Keys
  /** Who may do what in an application. */
  readonly members: Members
  /** Registering, forgotten passwords, new e-mail addresses. */
  readonly registration: Registration
  /** Which drafts are kept, and cleaning up. */
  readonly retention: Retention
  /** Settings, storage and health, for administrators. */
  readonly site: Site
  /** Packages for Synology devices. */
  readonly spk: Spk
  /** What was deleted and can come back. */
  readonly trash: Trash
  /** Bytes on their way in, not published yet. */
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
