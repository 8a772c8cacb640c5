/**
 * The questions of the download site, answered from the catalogue. What was made of a set of installers (the sorted
 * shelves, and answers printed once) is kept as long as the set is the same object, and goes with it.
 */
import { createHash } from 'node:crypto'
import type { Actor } from '../../modules/access/index.ts'
import type { SiteApp } from '../../modules/apps/index.ts'
import type { InstallerDetail, InstallerSet, Installers } from '../../modules/packages/index.ts'
import { type AllPackages, answerOf, type PackageAnswer, printJson, recordOf } from './answers.ts'
import { Matcher, type SiteRecord } from './matching.ts'
import { downloadPage, type PageFacts } from './page.ts'
import { OSES, readFind, readFindAll, SiteError } from './parameters.ts'
import type { Platform } from './visitor.ts'

export type SiteSettings = {
  /** what old clients get when they do not say */
  defaultArch: string
  /** where extensions are browsed: `<url>/<revision>/<os>` */
  extensionsUrl: string
}

export type Body = { type: string; bytes: Buffer; etag: string }
type Works = { matcher: Matcher; bodies: Map<string, Body>; ids: Map<string, string> }

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
    return this.#installers.of(actor, app ?? (await this.#siteApp.reference()))
  }

  /** The body of `/find`. Throws `SiteError`. */
  find(set: InstallerSet, query: string): Promise<Body> {
    return this.kept(set, `find ${query}`, 'application/json', async () => {
      const record = this.#found(set, query)
      const detail = (await this.#installers.details([record.id])).get(record.id)
      if (detail === undefined) throw noMatch()
      return printJson(answerOf(record, detail, this.#settings.extensionsUrl))
    })
  }

  /** The body of `/findall`. Throws `SiteError`. */
  findAll(set: InstallerSet, query: string): Promise<Body> {
    return this.kept(set, `findall ${query}`, 'application/json', async () => printJson(await this.all(set, query)))
  }

  /** Which package `/download` leads to. Throws `SiteError`. */
  idOf(set: InstallerSet, query: string): string {
    const { ids } = this.#worksOf(set)
    let id = ids.get(query)
    if (id === undefined) {
      id = this.#found(set, query).id
      keep(ids, query, id)
    }
    return id
  }

  /** Per system and stability the best match. Throws `SiteError`. */
  async all(set: InstallerSet, query: string): Promise<AllPackages> {
    const { matcher } = this.#worksOf(set)
    const { oses, stabilities, ...asked } = readFindAll(new URLSearchParams(query), (text) => matcher.hasRevision(text))
    const found = new Map<string, SiteRecord>()
    const records = oses.flatMap((os) =>
      stabilities.map((stability) => ({ os, stability, record: matcher.match({ ...asked, os, stability }) })),
    )
    for (const { record } of records) if (record !== undefined) found.set(record.id, record)
    const details = await this.#installers.details([...found.keys()])
    const answer = (record: SiteRecord | undefined): PackageAnswer | null => {
      const detail: InstallerDetail | undefined = record && details.get(record.id)
      return record && detail ? answerOf(record, detail, this.#settings.extensionsUrl) : null
    }
    const all: AllPackages = {}
    for (const { os, stability, record } of records) (all[os] ??= {})[stability] = answer(record)
    return all
  }

  /** The page for people; `platform` is what the visitor seems to have. Throws `SiteError`. */
  page(set: InstallerSet, query: string, path: string, platform: Platform | undefined): Promise<Body> {
    const key = `page ${path} ${platform?.os} ${platform?.arch} ${query}`
    return this.kept(set, key, 'text/html; charset=utf-8', async () => {
      const { matcher } = this.#worksOf(set)
      const packages = await this.all(set, query)
      const others: PageFacts['others'] = []
      for (const [os, arch] of targetsOf(set)) {
        const params = new URLSearchParams(query)
        if (params.has('arch') || (params.has('os') && params.get('os') !== os)) continue
        params.set('os', os)
        params.set('arch', arch)
        for (const [stability, answer] of Object.entries((await this.all(set, params.toString()))[os] ?? {})) {
          if (answer !== null && answer.arch !== packages[os]?.[stability]?.arch) others.push({ os, stability, answer })
        }
      }
      const fitting = others.find(
        ({ os, stability, answer }) => os === platform?.os && stability === 'release' && answer.arch === platform.arch,
      )
      return downloadPage({
        app: set.app,
        packages,
        others,
        yours: platform && (fitting?.answer ?? packages[platform.os]?.release ?? undefined),
        versions: matcher.stableVersions(30),
        statisticsPath: `${path === '/' || path === '/download-page' ? '' : `/apps/${set.app.slug}`}/download-stats`,
        path,
      })
    })
  }

  /** A body made once for a set. */
  async kept(set: InstallerSet, key: string, type: string, print: () => Promise<string>): Promise<Body> {
    const { bodies } = this.#worksOf(set)
    const known = bodies.get(key)
    if (known !== undefined) return known
    const bytes = Buffer.from(await print())
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
    const body = { type, bytes, etag }
    keep(bodies, key, body)
    return body
  }

  #found(set: InstallerSet, query: string): SiteRecord {
    const { matcher } = this.#worksOf(set)
    const record = matcher.match(readFind(new URLSearchParams(query), (text) => matcher.hasRevision(text)))
    if (record === undefined) throw noMatch()
    return record
  }

  #worksOf(set: InstallerSet): Works {
    let works = this.#works.get(set)
    if (works === undefined) {
      const matcher = new Matcher(set.rows.map(recordOf), this.#settings.defaultArch)
      works = { matcher, bodies: new Map(), ids: new Map() }
      this.#works.set(set, works)
    }
    return works
  }
}

/** Systems with the architectures there are installers for. */
function targetsOf(set: InstallerSet): [os: string, arch: string][] {
  const targets = new Set(set.rows.map(({ os, arch }) => `${os} ${arch}`))
  return [...targets]
    .sort()
    .map((target) => target.split(' ') as [string, string])
    .filter(([os]) => (OSES as readonly string[]).includes(os))
}

const noMatch = (): SiteError => new SiteError(404, 'no matching revision for given parameters')

/** The oldest go first: Map keeps the order of insertion. */
function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value)
  if (map.size <= MOST_KEPT) return
  for (const oldest of map.keys()) {
    map.delete(oldest)
    break
  }
}
