/** The search over everything one may see: applications, releases, installers and extensions, a few of each. */
import type { SearchQuery, SearchResults } from '@slipway/contract'
import type { Database } from '../../platform/db/index.ts'
import { type Actor, seesPrivate } from '../access/index.ts'
import { type AppRow, guarded, listAppRows, loadApp } from '../apps/index.ts'
import { presentRef, releasesBeginningWith } from '../releases/index.ts'
import { type NewestRow, newestBuilds } from './catalogue-store.ts'
import { findThings } from './search.ts'
import type { Kind } from './store.ts'

/** In more applications than this nobody means all of them. */
const MOST_APPS = 100
const MOST_NAMES = 20

type Place = { app: string; appName: string }
const place = ({ slug, name }: AppRow): Place => ({ app: slug, appName: name })

export class Finder {
  readonly #db: Database
  constructor(deps: { db: Database }) {
    this.#db = deps.db
  }

  /** The best `limit` of each group, best first. Throws `app_not_found` when `app` is none. */
  async search(actor: Actor, { q, app, limit = 5 }: SearchQuery): Promise<SearchResults> {
    const text = q.trim()
    const apps =
      app === undefined
        ? await listAppRows(this.#db.read, actor, {}, MOST_APPS, undefined)
        : [await loadApp(this.#db.read, actor, app)]
    if (text === '') return { apps: [], releases: [], packages: [], extensions: [] }
    const [releases, packages, extensions] = await Promise.all([
      this.#releases(actor, apps, text, limit),
      this.#builds(actor, apps, 'package', text, limit),
      this.#builds(actor, apps, 'extension', text, limit),
    ])
    return {
      apps: app === undefined ? matchingApps(apps, text).slice(0, limit) : [],
      releases,
      packages: packages.map(({ app, row }) => ({
        ...place(app),
        id: row.id,
        baseName: row.base_name,
        version: row.version,
        os: row.os,
        arch: row.arch,
        release: row.release_name,
      })),
      extensions: extensions.map(({ app, row }) => ({
        ...place(app),
        baseName: row.base_name,
        category: row.category,
        iconUrl: row.icon_url,
      })),
    }
  }

  async #releases(
    actor: Actor,
    apps: readonly AppRow[],
    text: string,
    limit: number,
  ): Promise<SearchResults['releases']> {
    const found = await Promise.all(
      apps.map(async (app) => {
        const filter = { onlyPublic: !seesPrivate(actor, guarded(app)) }
        const rows = await releasesBeginningWith(this.#db.read, app.id, text, filter, limit)
        return rows.map((row) => ({ ...place(app), release: presentRef(row) }))
      }),
    )
    const exactFirst = (name: string) => (name.toLowerCase() === text.toLowerCase() ? 0 : 1)
    return found
      .flat()
      .sort(
        (a, b) =>
          exactFirst(a.release.name) - exactFirst(b.release.name) ||
          Date.parse(b.release.at) - Date.parse(a.release.at),
      )
      .slice(0, limit)
  }

  /** Of an installer its newest builds, of an extension just one: it has a page for all of them. */
  async #builds(
    actor: Actor,
    apps: readonly AppRow[],
    kind: Kind,
    text: string,
    limit: number,
  ): Promise<{ app: AppRow; row: NewestRow }[]> {
    const byId = new Map(apps.map((app) => [app.id, app]))
    const names = await findThings(this.#db, [...byId.keys()], kind, text, MOST_NAMES)
    const found: { app: AppRow; row: NewestRow }[] = []
    // A name may be known from private releases only, so that some lead nowhere.
    for (const { app_id, base_name } of names) {
      const app = byId.get(app_id)
      if (app === undefined || found.length >= limit) break
      const onlyPublic = !seesPrivate(actor, guarded(app))
      const wanted = kind === 'package' ? limit - found.length : 1
      const rows = await newestBuilds(this.#db.read, app.id, kind, base_name, onlyPublic, wanted)
      found.push(...rows.map((row) => ({ app, row })))
    }
    return found
  }
}

/** By name or slug: those that begin with it before those that have it inside. */
function matchingApps(apps: readonly AppRow[], text: string): SearchResults['apps'] {
  const wanted = text.toLowerCase()
  const placeIn = ({ name, slug }: AppRow) =>
    Math.min(...[name.toLowerCase().indexOf(wanted), slug.indexOf(wanted)].map((at) => (at < 0 ? 1000 : at)))
  return apps
    .map((app) => ({ app, at: placeIn(app) }))
    .filter(({ at }) => at < 1000)
    .sort((a, b) => a.at - b.at)
    .map(({ app: { slug, name, description } }) => ({ slug, name, description }))
}
