/** What administrators set while the site runs. It is asked of the database each time, so all processes agree. */
import type { SiteSettings, SiteSettingsChange } from '@slipway/contract'
import type { Database, Queryable } from '../../platform/db/index.ts'
import { type Actor, require } from '../access/index.ts'
import { difference, record } from '../audit/index.ts'
import * as store from './store.ts'

const DEFAULTS: SiteSettings = { name: 'Slipway', banner: null, readOnly: false, registration: 'closed' }

export class Settings {
  readonly #db: Database
  constructor(deps: { db: Database }) {
    this.#db = deps.db
  }

  /** As they are now; everybody may know them. */
  read(): Promise<SiteSettings> {
    return this.#load(this.#db.read)
  }

  async update(actor: Actor, change: SiteSettingsChange): Promise<SiteSettings> {
    require(actor, 'site.manage')
    return this.#db.write(async (tx) => {
      const before = await this.#load(tx)
      const changed = difference<Record<string, unknown>>(before, change)
      if (changed === undefined) return before
      for (const [name, value] of Object.entries(changed.after)) {
        await store.setSetting(tx, name, JSON.stringify(value), Date.now())
      }
      await record(tx, actor, {
        action: 'site.update',
        target: { kind: 'site', id: 'site', name: change.name ?? before.name },
        ...changed,
      })
      return this.#load(tx)
    })
  }

  async #load(db: Queryable): Promise<SiteSettings> {
    const rows = await store.settings(db)
    return { ...DEFAULTS, ...Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value)])) }
  }
}
