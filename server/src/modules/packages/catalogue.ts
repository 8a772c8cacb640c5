/**
 * The catalogue as visitors browse it: one entry per extension, whatever it was built for; its page, its versions, and
 * how releases differ. Everything is answered from sets of a release that are kept (`release-set.ts`).
 */
import type {
  ExtensionFacets,
  ExtensionOverview,
  ExtensionSummary,
  ExtensionSummaryPage,
  ExtensionVersion,
  FacetQuery,
  Matrix,
  ReleaseComparison,
  SummaryQuery,
} from '@slipway/contract'
import { type CursorValue, type Database, type Page, pageOf, readCursor } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, seesPrivate } from '../access/index.ts'
import { type AppDirectory, type AppRow, guarded } from '../apps/index.ts'
import { addressesIn } from '../pictures/index.ts'
import { listReleaseRows, loadRelease, presentRef, type ReleaseRow } from '../releases/index.ts'
import * as store from './catalogue-store.ts'
import { comparisonOf, matrixOf } from './differences.ts'
import { list } from './list-store.ts'
import { byNamePath, presentExtension } from './model.ts'
import { type ExtensionGroup, namesIn, type PictureOf, type ReleaseSet, ReleaseSets } from './release-set.ts'
import { findNames } from './search.ts'

/** Downloads of the extensions of an application revision, by base name; the module that counts knows. */
export type CountDownloads = (app: string, revision: string) => Promise<ReadonlyMap<string, number>>

type Found = { app: AppRow; release: ReleaseRow; set: ReleaseSet }
/** Whether a group passes a filter. */
type Test = (group: ExtensionGroup) => boolean
type Facet = 'target' | 'category' | 'tier' | 'license'

export class Catalogue {
  readonly #db: Database
  readonly #directory: AppDirectory
  readonly #sets: ReleaseSets
  readonly #downloads: CountDownloads
  readonly #pictureOf: PictureOf

  constructor(deps: { db: Database; directory: AppDirectory; downloads: CountDownloads; pictureOf: PictureOf }) {
    this.#db = deps.db
    this.#directory = deps.directory
    this.#sets = new ReleaseSets(deps)
    this.#downloads = deps.downloads
    this.#pictureOf = deps.pictureOf
  }

  /** One entry per extension of a release, sorted as asked; with `q` the best matches first. */
  async browse(actor: Actor, app: string, release: string, query: SummaryQuery): Promise<ExtensionSummaryPage> {
    const found = await this.#find(actor, app, release)
    const rank = await this.#rank(found.app, query.q)
    const tests = Object.values(testsOf(query, rank))
    const groups = [...found.set.extensions.values()].filter((group) => tests.every((passes) => passes(group)))
    const downloads = await this.#downloads(found.app.id, found.release.revision)
    const order = orderOf(query.sort ?? (rank === undefined ? 'name' : 'rank'), rank, downloads)
    const keyed = groups.map((group) => ({ group, key: order.key(group) })).sort((a, b) => order.compare(a.key, b.key))
    const after = readCursor(query.cursor, order.kinds)
    const from = after === undefined ? 0 : keyed.findIndex(({ key }) => order.compare(key, after) > 0)
    const limit = query.limit ?? 50
    const page = pageOf(
      from < 0 ? [] : keyed.slice(from, from + limit + 1),
      limit,
      ({ key }) => key,
      ({ group }) => present(group, found.app.slug, downloads.get(group.baseName) ?? 0),
    )
    return { ...page, total: query.total === true ? groups.length : null }
  }

  /** How many extensions there are for each value, of those that match all other filters. */
  async facets(actor: Actor, app: string, release: string, query: FacetQuery): Promise<ExtensionFacets> {
    const found = await this.#find(actor, app, release)
    const tests = testsOf(query, await this.#rank(found.app, query.q))
    const groups = [...found.set.extensions.values()]
    const without = (facet: Facet) => {
      const others = Object.entries(tests).filter(([name]) => name !== facet)
      return groups.filter((group) => others.every(([, passes]) => passes(group)))
    }
    return {
      categories: tally(without('category'), (group) => [group.category]),
      tiers: tally(without('tier'), (group) => [group.tier?.toString() ?? null]),
      licenses: tally(without('license'), (group) => [group.license]),
      targets: tally(without('target'), (group) => group.builds.map(({ os, arch }) => `${os}-${arch}`)),
      total: groups.filter((group) => Object.values(tests).every((passes) => passes(group))).length,
    }
  }

  /** An extension by name, in the release asked for, or else the newest stable one that has it, or else a draft. */
  async overview(actor: Actor, app: string, baseName: string, release?: string): Promise<ExtensionOverview> {
    const row = await this.#directory.load(actor, app)
    const within = release === undefined ? await this.#newestWith(actor, row, baseName) : release
    const { set, ...found } = await this.#findIn(actor, row, within)
    const group = set.extensions.get(baseName)
    if (group === undefined) throw noExtension(row, baseName, found.release.name)
    const filter = {
      app: row.id,
      kind: 'extension',
      releases: [found.release.id],
      baseName,
      onlyPublic: false,
    } as const
    const builds = await list(this.#db.read, filter, 'name', group.builds.length, undefined)
    const latest = builds.reduce((a, b) => (b.updated_at > a.updated_at ? b : a))
    const here = (name: string) => ({ baseName: name, here: set.extensions.has(name) })
    const downloads = await this.#downloads(row.id, found.release.revision)
    return {
      release: presentRef(found.release),
      summary: present(group, row.slug, downloads.get(baseName) ?? 0),
      screenshots: addressesIn(latest.screenshots)
        .map((url) => this.#pictureOf(latest.id, url))
        .filter((address) => address !== null),
      builds: builds.map((build) => presentExtension(build, row.slug)),
      needs: namesIn(latest.dependency).map(here),
      recommends: namesIn(latest.recommends).map(here),
      neededBy: [...set.extensions.values()].filter(({ needs }) => needs.includes(baseName)).map((it) => it.baseName),
    }
  }

  /** Builds of an extension in all releases, newest first. */
  async versions(
    actor: Actor,
    reference: string,
    baseName: string,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<ExtensionVersion>> {
    const app = await this.#directory.load(actor, reference)
    const after = readCursor(cursor, ['number', 'string']) as [number, string] | undefined
    const onlyPublic = !seesPrivate(actor, guarded(app))
    const rows = await store.versionsOf(this.#db.read, app.id, baseName, onlyPublic, limit + 1, after)
    if (rows.length === 0 && after === undefined) throw noExtension(app, baseName)
    return pageOf(
      rows,
      limit,
      (row) => [row.created_at, row.id],
      (row) => presentVersion(row, app.slug),
    )
  }

  /** What of which extension there is for which platform, compared with a release before. */
  async matrix(actor: Actor, app: string, release: string, compareWith?: string): Promise<Matrix> {
    const now = await this.#find(actor, app, release)
    const before =
      compareWith === undefined
        ? await this.#before(actor, now)
        : (await this.#findIn(actor, now.app, compareWith)).release
    const set = before === undefined ? undefined : await this.#setOf(now.app, before)
    return {
      release: presentRef(now.release),
      comparedWith: before === undefined ? null : presentRef(before),
      ...matrixOf(now.set, set),
    }
  }

  /** What `to` has that `from` has not, or has otherwise. */
  async compare(actor: Actor, app: string, from: string, to: string): Promise<ReleaseComparison> {
    const first = await this.#find(actor, app, from)
    const second = await this.#findIn(actor, first.app, to)
    return { from: presentRef(first.release), to: presentRef(second.release), ...comparisonOf(first.set, second.set) }
  }

  async #find(actor: Actor, app: string, release: string): Promise<Found> {
    return this.#findIn(actor, await this.#directory.load(actor, app), release)
  }

  async #findIn(actor: Actor, app: AppRow, reference: string): Promise<Found> {
    const release = await loadRelease(this.#db.read, actor, app, reference)
    return { app, release, set: await this.#setOf(app, release) }
  }

  #setOf(app: AppRow, release: ReleaseRow): Promise<ReleaseSet> {
    return this.#sets.of(release.id, `${app.version}`)
  }

  async #rank(app: AppRow, q: string | undefined): Promise<ReadonlyMap<string, number> | undefined> {
    if (q === undefined || q.trim() === '') return undefined
    const names = await findNames(this.#db, app.id, 'extension', q)
    return new Map(names.map((name, at) => [name, at]))
  }

  async #newestWith(actor: Actor, app: AppRow, baseName: string): Promise<string> {
    const onlyPublic = !seesPrivate(actor, guarded(app))
    const id = await store.newestReleaseWith(this.#db.read, app.id, baseName, onlyPublic)
    if (id === undefined) throw noExtension(app, baseName)
    return id
  }

  async #before(actor: Actor, { app, release }: Found): Promise<ReleaseRow | undefined> {
    const filter = { onlyPublic: !seesPrivate(actor, guarded(app)), before: release.listed_at }
    for (const stage of ['stable', 'draft'] as const) {
      const [found] = await listReleaseRows(this.#db.read, app.id, { ...filter, stage }, 1, undefined)
      if (found !== undefined) return found
    }
    return undefined
  }
}

const noExtension = (app: AppRow, extension: string, release?: string): Problem =>
  new Problem('extension_not_found', {
    detail: `${release === undefined ? app.name : `${app.name} ${release}`} has no extension ${JSON.stringify(extension)}.`,
    details: { app: app.slug, extension, ...(release !== undefined && { release }) },
  })

const present = (group: ExtensionGroup, app: string, downloads: number): ExtensionSummary => ({
  app,
  baseName: group.baseName,
  line: group.line,
  iconUrl: group.iconUrl,
  icon: group.icon,
  category: group.category,
  tier: group.tier,
  license: group.license,
  builds: group.builds.map(({ id, os, arch, yanked_at }) => ({ id, os, arch, yanked: yanked_at !== null })),
  downloads,
  createdAt: new Date(group.createdAt).toISOString(),
  updatedAt: new Date(group.updatedAt).toISOString(),
})

const presentVersion = (row: store.VersionRow, app: string): ExtensionVersion => ({
  id: row.id,
  release: presentRef({
    id: row.release_id,
    name: row.release_name,
    stage: row.release_stage,
    revision: row.release_revision,
    listed_at: row.release_listed_at,
  }),
  revision: row.revision,
  os: row.os,
  arch: row.arch,
  fileName: row.file_name,
  size: row.size,
  sha256: row.sha256,
  url: byNamePath(app, row.release_name, row.file_name),
  createdAt: new Date(row.created_at).toISOString(),
  yanked: row.yanked_at !== null,
})

/** The filters that are in force, by facet. */
function testsOf(query: FacetQuery, rank: ReadonlyMap<string, number> | undefined): Partial<Record<Facet | 'q', Test>> {
  const { os, arch, category, tier, license } = query
  const tests: Partial<Record<Facet | 'q', Test>> = {}
  if (rank !== undefined) tests.q = (group) => rank.has(group.baseName)
  if (os !== undefined || arch !== undefined) {
    tests.target = (group) =>
      group.builds.some((build) => (os === undefined || build.os === os) && (arch === undefined || build.arch === arch))
  }
  if (category !== undefined) tests.category = (group) => group.category === category
  if (tier !== undefined) tests.tier = (group) => group.tier !== null && group.tier <= tier
  if (license !== undefined) tests.license = (group) => group.license === license
  return tests
}

type Order = {
  key: (group: ExtensionGroup) => CursorValue[]
  kinds: readonly ('string' | 'number')[]
  compare: (a: readonly CursorValue[], b: readonly CursorValue[]) => number
}

/** Numbers with the greatest first, except ranks; the name decides between equals. */
function orderOf(
  sort: NonNullable<SummaryQuery['sort']> | 'rank',
  rank: ReadonlyMap<string, number> | undefined,
  downloads: ReadonlyMap<string, number>,
): Order {
  if (sort === 'name') return { key: (group) => [folded(group), group.baseName], kinds: ['string', 'string'], compare }
  const number = {
    rank: (group: ExtensionGroup) => rank?.get(group.baseName) ?? 0,
    newest: (group: ExtensionGroup) => -group.createdAt,
    updated: (group: ExtensionGroup) => -group.updatedAt,
    downloads: (group: ExtensionGroup) => -(downloads.get(group.baseName) ?? 0),
  }[sort]
  return {
    key: (group) => [number(group), folded(group), group.baseName],
    kinds: ['number', 'string', 'string'],
    compare,
  }
}

const folded = ({ baseName }: ExtensionGroup): string => baseName.toLowerCase()

function compare(a: readonly CursorValue[], b: readonly CursorValue[]): number {
  for (const [at, value] of a.entries()) {
    const other = b[at] as CursorValue
    if (value !== other) return value < other ? -1 : 1
  }
  return 0
}

/** Most frequent first. */
function tally(
  groups: readonly ExtensionGroup[],
  valuesOf: (group: ExtensionGroup) => readonly (string | null)[],
): { value: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const group of groups) {
    for (const value of new Set(valuesOf(group))) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}
