import { answer, asSent, type CallOptions, type Given, init } from '../call.ts'
import type { Api } from '../client.ts'
import type { Health, SiteSettings, SiteSettingsChange, StorageUse } from '../generated/api.ts'

/** The site, for administrators. */
export class Site {
  readonly #api: Api
  constructor(api: Api) {
    this.#api = api
  }

  /** What administrators can set while the server runs. */
  settings(options?: CallOptions): Promise<SiteSettings> {
    return answer(this.#api.GET('/api/v2/site/settings', init(options)))
  }

  /** Works while the site is read-only. */
  update(change: Given<SiteSettingsChange>, options?: CallOptions): Promise<SiteSettings> {
    return answer(
      this.#api.PATCH('/api/v2/site/settings', { body: asSent<SiteSettingsChange>(change), ...init(options) }),
    )
  }

  /** How much each application stores, and how that grew. */
  storage(options?: CallOptions): Promise<StorageUse> {
    return answer(this.#api.GET('/api/v2/site/storage', init(options)))
  }

  /** Whether everything the server needs answers. */
  health(options?: CallOptions): Promise<Health> {
    return answer(this.#api.GET('/api/v2/site/health', init(options)))
  }
}
