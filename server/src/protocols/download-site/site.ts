/**
 * The questions of the download site, answered from the catalogue. What was made of a set of installers (the sorted
 * shelves, and answers printed once) is kept as long as the set is the same object, and goes with it.
 */
import { createHash } from 'node:crypto'
import type { Actor } from '../../modules/access/index.ts'
import type { SiteApp } from '../../modules/apps/index.ts'
import type { InstallerDetail, InstallerSet, Installers } from '../../modules/packages/index.ts'
import type { Language } from '../../platform/http/language.ts'
import { type AllPackages, answerOf, bitstreamPath, printJson, recordOf } from './answers.ts'
import { Matcher, type SiteRecord, type Stability } from './matching.ts'
import { lookOf, type SiteLook } from './page/look.ts'
import { type Offer, offerOf } from './page/offers.ts'
import { downloadPage } from './page/page.ts'
import { OSES, readFind, readFindAll, SiteError } from './parameters.ts'
import { type Redirect, redirectTo } from './redirect.ts'
import type { Templates } from './templates.ts'
import type { Platform } from './visitor.ts'
import { words } from './words/index.ts'

export type SiteSettings = {
  /** what old clients get when they do not say */
  defaultArch: string
  /** where extensions are browsed: `<url>/<revision>/<os>` */
  extensionsUrl: string
  /** of the page at the root; those of other applications have its colours only */
  look: SiteLook
  /** pages of the operator's own */
  templates: Templates | undefined
}

/** Who looks at a page, and where. */
export type Visit = {
  /** address of the page */
  path: string
  platform: Platform | undefined
  signedIn: boolean
  language: Language
}

/** `size`: bytes of the text. */
export type Body = { type: string; text: string; size: number; etag: string }
type Place = { os: string; stability: Stability; record: SiteRecord | undefined }
/** When the extensions of installers were counted, and how many each has. */
type Counted = { until: number; extensions: Promise<ReadonlyMap<string, number>> }
type Works = {
  matcher: Matcher
  /** of `/find`, by what was asked */
  found: Map<string, Body>
  /** all others */
  bodies: Map<string, Body>
  /** of `/download`, by what was asked */
  led: Map<string, Redirect>
  counted: Map<string, Counted>
}

/** Extensions come one by one, all night long: to count them at each would cost more than to be late by this. */
const COUNTED_FOR_MS = 15_000

/** Different questions whose answers are kept per set. */
const MOST_KEPT = 2000

export class Site {
  readonly #installers: Installers
  readonly #siteApp: SiteApp
  readonly #settings: SiteSettings
  readonly #works = new WeakMap<InstallerSet, Works>()

  constructor(deps: { installers: Installers; siteApp: SiteApp; settings: SiteSettings }) {
    this.#installers = deps.installers
    this.#siteApp = deps.siteApp
    this.#settings = deps.settings
  }

  /** What the actor may see of an application; without a name, of the one the site is about. */
  async set(actor: Actor, app: string | undefined): Promise<InstallerSet> {
    if (app !== undefined) return this.#installers.of(actor, app)
    return this.#installers.ofApp(actor, await this.#siteApp.load(actor))
  }

  /** The body of `/find`. Throws `SiteError`. */
  find(set: InstallerSet, query: string): Body | Promise<Body> {
    const { found } = this.#worksOf(set)
    return (
      found.get(query) ??
      printed(found, query, 'application/json', async () => {
        const record = this.#found(set, query)
        const detail = (await this.#installers.details([record.id])).get(record.id)
        if (detail === undefined) throw noMatch()
        return printJson(answerOf(record, detail, this.#settings.extensionsUrl))
      })
    )
  }

  /** The body of `/findall`. Throws `SiteError`. */
  findAll(set: InstallerSet, query: string): Body | Promise<Body> {
    return this.kept(set, `findall ${query}`, 'application/json', async () => printJson(await this.all(set, query)))
  }

  /** Where `/download` leads. Throws `SiteError`. */
  download(set: InstallerSet, query: string): Redirect {
    const { led } = this.#worksOf(set)
    let redirect = led.get(query)
    if (redirect === undefined) {
      redirect = redirectTo(bitstreamPath(this.#found(set, query).id))
      keep(led, query, redirect)
    }
    return redirect
  }

  /** Per system and stability the best match. Throws `SiteError`. */
  async all(set: InstallerSet, query: string): Promise<AllPackages> {
    const places = this.#places(set, query)
    const details = await this.#detailsOf(places)
    const all: AllPackages = {}
    for (const { os, stability, record } of places) {
      const detail = record && details.get(record.id)
      ;(all[os] ??= {})[stability] =
        detail === undefined ? null : answerOf(record as SiteRecord, detail, this.#settings.extensionsUrl)
    }
    return all
  }

  /** What the page shows: the best match per system and stability, then those for other architectures. */
  async offers(
    set: InstallerSet,
    query: string,
    extensions: ReadonlyMap<string, number> = new Map(),
  ): Promise<Offer[]> {
    const places = this.#offered(set, query)
    const details = await this.#detailsOf(places)
    const countOf = (id: string) => (extensions.size === 0 ? undefined : (extensions.get(id) ?? 0))
    return places.flatMap(({ os, stability, record }) => {
      const detail = record && details.get(record.id)
      if (detail === undefined) return []
      const answer = answerOf(record as SiteRecord, detail, this.#settings.extensionsUrl)
      return [offerOf({ os, stability }, answer, detail, countOf(detail.id))]
    })
  }

  #offered(set: InstallerSet, query: string): Place[] {
    const places = this.#places(set, query)
    const asked = new URLSearchParams(query)
    if (asked.has('arch')) return places
    for (const arch of [...new Set(set.rows.map((row) => row.arch))].sort()) {
      asked.set('arch', arch)
      for (const place of this.#places(set, asked.toString())) {
        if (!places.some(({ record }) => record?.id === place.record?.id)) places.push(place)
      }
    }
    return places
  }

  /** How many extensions there are for each installer on the page, as of some seconds ago. */
  #extensionsFor(set: InstallerSet, query: string): Promise<ReadonlyMap<string, number>> {
    const { counted } = this.#worksOf(set)
    const known = counted.get(query)
    if (known !== undefined && known.until > Date.now()) return known.extensions
    const ids = this.#offered(set, query).flatMap(({ record }) => (record === undefined ? [] : [record.id]))
    const extensions = this.#installers.extensionsFor(ids)
    keep(counted, query, { until: Date.now() + COUNTED_FOR_MS, extensions })
    extensions.catch(() => counted.delete(query))
    return extensions
  }

  /** The page for people. Throws `SiteError`. */
  async page(set: InstallerSet, query: string, { path, platform, signedIn, language }: Visit): Promise<Body> {
    const { look, templates } = this.#settings
    const stamp = templates === undefined ? '' : await templates.stamp()
    const extensions = await this.#extensionsFor(set, query)
    const counts = [...extensions.values()].join()
    const key = `page ${path} ${stamp} ${counts} ${platform?.os} ${platform?.arch} ${signedIn} ${language} ${query}`
    const statisticsPath = path === '/' ? '/download-stats' : `/apps/${set.app.slug}/download-stats`
    return this.kept(set, key, 'text/html; charset=utf-8', async () => {
      const facts = {
        app: set.app,
        // The page has places for these two only; the old one had as well.
        offers: (await this.offers(set, query, extensions)).filter(({ stability }) => stability !== 'any'),
        platform,
        query: new URLSearchParams(query),
        versions: this.#worksOf(set).matcher.stableVersions(OSES, 30),
        statisticsPath,
        path,
        look: lookOf(look, path === '/'),
        signedIn,
        words: words[language],
      }
      if (templates === undefined) return downloadPage(facts)
      const { app, offers, versions } = facts
      const R = await this.all(set, query)
      const values = { R, download_stats_url: statisticsPath, app, offers, versions, platform, path, language }
      return (await templates.page(values)) ?? downloadPage(facts)
    })
  }

  /** A body made once for a set. */
  kept(set: InstallerSet, key: string, type: string, print: () => Promise<string>): Body | Promise<Body> {
    const { bodies } = this.#worksOf(set)
    return bodies.get(key) ?? printed(bodies, key, type, print)
  }

  #found(set: InstallerSet, query: string): SiteRecord {
    const { matcher } = this.#worksOf(set)
    const record = matcher.match(readFind(new URLSearchParams(query), (text) => matcher.hasRevision(text)))
    if (record === undefined) throw noMatch()
    return record
  }

  #places(set: InstallerSet, query: string): Place[] {
    const { matcher } = this.#worksOf(set)
    const { oses, stabilities, ...asked } = readFindAll(new URLSearchParams(query), (text) => matcher.hasRevision(text))
    return oses.flatMap((os) =>
      stabilities.map((stability) => ({ os, stability, record: matcher.match({ ...asked, os, stability }) })),
    )
  }

  #detailsOf(places: readonly Place[]): Promise<Map<string, InstallerDetail>> {
    return this.#installers.details([...new Set(places.flatMap(({ record }) => (record ? [record.id] : [])))])
  }

  #worksOf(set: InstallerSet): Works {
    let works = this.#works.get(set)
    if (works === undefined) {
      const matcher = new Matcher(set.rows.map(recordOf), this.#settings.defaultArch)
      works = { matcher, found: new Map(), bodies: new Map(), led: new Map(), counted: new Map() }
      this.#works.set(set, works)
    }
    return works
  }
}

async function printed(
  bodies: Map<string, Body>,
  key: string,
  type: string,
  print: () => Promise<string>,
): Promise<Body> {
  const text = await print()
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
  const body = { type, text, size: Buffer.byteLength(text), etag }
  keep(bodies, key, body)
  return body
}

const noMatch = (): SiteError => new SiteError(404, (words) => words.noMatch)

/** The oldest go first: Map keeps the order of insertion. */
function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value)
  if (map.size <= MOST_KEPT) return
  for (const oldest of map.keys()) {
    map.delete(oldest)
    break
  }
}
