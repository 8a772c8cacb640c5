import type {
  Extension,
  ExtensionChange,
  ExtensionQuery,
  File,
  Package,
  PackageChange,
  PackageQuery,
} from '@slipway/contract'
import { isId } from '../../platform/crypto/ids.ts'
import { type Database, flag, type Page, pageOf, type Queryable, readCursor } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, seesPrivate } from '../access/index.ts'
import { type AppDirectory, type AppRow, guarded, takeTurn } from '../apps/index.ts'
import { record } from '../audit/index.ts'
import { addressesIn } from '../pictures/index.ts'
import { loadRelease, releasesOfRevision, releaseVisible, updateReleaseRow } from '../releases/index.ts'
import { releaseContents } from './contents.ts'
import { cleanDescription } from './description.ts'
import { list, listAll, type PackageFilter, SORTS, sortValues } from './list-store.ts'
import { noSuch, presentExtension, presentFile, presentPackage } from './model.ts'
import { nameOf } from './publish.ts'
import { findNames, index } from './search.ts'
import * as store from './store.ts'

const MOST_FOUND = 5000

type Query = Omit<PackageQuery, 'limit'> & Omit<ExtensionQuery, 'limit'> & { limit?: number }

export class Packages {
  readonly #db: Database
  readonly #directory: AppDirectory
  constructor(deps: { db: Database; directory: AppDirectory }) {
    this.#db = deps.db
    this.#directory = deps.directory
  }

  /** Newest first; with `q`, best matches first. */
  listPackages(actor: Actor, app: string, query: PackageQuery): Promise<Page<Package>> {
    return this.#list(actor, app, 'package', query, presentPackage)
  }

  /** By `sort`; with `q`, best matches first. */
  listExtensions(actor: Actor, app: string, query: ExtensionQuery): Promise<Page<Extension>> {
    return this.#list(actor, app, 'extension', query, presentExtension)
  }

  async getPackage(actor: Actor, app: string, id: string): Promise<Package> {
    const { row, slug } = await this.#read(actor, app, 'package', id)
    return presentPackage(row, slug)
  }

  async getExtension(actor: Actor, app: string, id: string): Promise<Extension> {
    const { row, slug } = await this.#read(actor, app, 'extension', id)
    return presentExtension(row, slug)
  }

  /** Addresses of pictures that the author of an extension gave, and whether everybody may know of it. */
  async pictures(actor: Actor, id: string): Promise<{ urls: string[]; public: boolean }> {
    const row = isId(id) ? await store.find(this.#db.read, id) : undefined
    if (row === undefined) throw new Problem('extension_not_found', { details: { extension: id } })
    const app = await this.#directory.load(actor, row.app_id)
    if (!releaseVisible(actor, app, { public: row.release_public })) {
      throw new Problem('extension_not_found', { details: { extension: id } })
    }
    return {
      urls: [...addressesIn(row.icon_url), ...addressesIn(row.screenshots)],
      public: app.public === 1 && row.release_public === 1,
    }
  }

  /** Current and earlier files, newest first. */
  async files(actor: Actor, app: string, kind: store.Kind, id: string): Promise<File[]> {
    const { row } = await this.#read(actor, app, kind, id)
    return (await store.filesOf(this.#db.read, row.id)).map(presentFile)
  }

  updatePackage(actor: Actor, app: string, id: string, change: PackageChange): Promise<Package> {
    return this.#update(actor, app, 'package', id, {
      ...(change.version !== undefined && { version: change.version }),
      ...(change.preRelease !== undefined && { pre_release: flag(change.preRelease) }),
      ...sharedChange(change),
    }).then(({ row, slug }) => presentPackage(row, slug))
  }

  updateExtension(actor: Actor, app: string, id: string, change: ExtensionChange): Promise<Extension> {
    return this.#update(actor, app, 'extension', id, { ...sharedChange(change), ...extensionChange(change) }).then(
      ({ row, slug }) => presentExtension(row, slug),
    )
  }

  /** Marks it as not to be used; it stays downloadable for those who already refer to it. */
  async yank(actor: Actor, appReference: string, kind: store.Kind, id: string, reason: string | null): Promise<void> {
    await this.#db.write(async (tx) => {
      const app = await takeTurn(tx, actor, appReference, 'package.yank')
      const { row } = await this.#load(tx, actor, app, kind, id)
      if ((row.yank_reason ?? null) === reason) return
      const now = Date.now()
      await store.update(tx, id, { yanked_at: reason === null ? null : now, yank_reason: reason, updated_at: now })
      await record(tx, actor, {
        action: reason === null ? `${kind}.unyank` : `${kind}.yank`,
        app,
        target: { kind, id, name: row.name },
        before: row.yank_reason === null ? null : { reason: row.yank_reason },
        after: reason === null ? null : { reason },
      })
    })
  }

  /** Into the trash. */
  async delete(actor: Actor, appReference: string, kind: store.Kind, id: string): Promise<void> {
    await this.#db.write(async (tx) => {
      const app = await takeTurn(tx, actor, appReference, 'package.delete')
      const { row } = await this.#load(tx, actor, app, kind, id)
      await store.update(tx, id, { deleted_at: Date.now(), deleted_by: actor.account?.login ?? null })
      await updateReleaseRow(tx, row.release_id, await releaseContents.count(tx, row.release_id))
      await record(tx, actor, {
        action: `${kind}.delete`,
        app,
        target: { kind, id, name: row.name },
        before: { release: row.release_name, file: row.file_name, sha256: row.file_sha256 },
      })
    })
  }

  async #list<Item>(
    actor: Actor,
    reference: string,
    kind: store.Kind,
    query: Query,
    present: (row: store.ListedRow, slug: string) => Item,
  ): Promise<Page<Item>> {
    const db = this.#db.read
    const app = await this.#directory.load(actor, reference)
    const { limit = 50, cursor, release, appRevision, q, sort = 'newest', ...facts } = query
    const releases = await this.#releasesFor(actor, app, release, appRevision)
    if (releases?.length === 0) return { items: [], cursor: null }
    const filter: PackageFilter = {
      ...facts,
      app: app.id,
      kind,
      ...(releases !== undefined && { releases }),
      onlyPublic: !seesPrivate(actor, guarded(app)),
    }
    if (q !== undefined && q.trim() !== '') return this.#search(app, filter, q, limit, cursor, present)
    const after = readCursor(cursor, SORTS[sort].kinds)
    const rows = await list(db, filter, sort, limit + 1, after)
    return pageOf(
      rows,
      limit,
      (row) => sortValues(sort, row),
      (row) => present(row, app.slug),
    )
  }

  async #search<Item>(
    app: AppRow,
    filter: PackageFilter,
    q: string,
    limit: number,
    cursor: string | undefined,
    present: (row: store.ListedRow, slug: string) => Item,
  ): Promise<Page<Item>> {
    const offset = (readCursor(cursor, ['number'])?.[0] as number | undefined) ?? 0
    const names = await findNames(this.#db, app.id, filter.kind, q)
    if (names.length === 0) return { items: [], cursor: null }
    const rank = new Map(names.map((name, at) => [name, at]))
    const rows = await listAll(this.#db.read, { ...filter, baseNames: names }, MOST_FOUND)
    rows.sort(
      (a, b) =>
        (rank.get(a.base_name) ?? 0) - (rank.get(b.base_name) ?? 0) ||
        b.created_at - a.created_at ||
        (a.id < b.id ? 1 : -1),
    )
    return pageOf(
      rows.slice(offset),
      limit,
      () => [offset + limit],
      (row) => present(row, app.slug),
    )
  }

  /** Ids of the releases asked for, as far as the actor may know of them; undefined: no restriction. */
  async #releasesFor(
    actor: Actor,
    app: AppRow,
    release: string | undefined,
    revision: string | undefined,
  ): Promise<string[] | undefined> {
    if (release !== undefined) {
      const found = await loadRelease(this.#db.read, actor, app, release)
      return revision === undefined || found.revision === revision ? [found.id] : []
    }
    if (revision === undefined) return undefined
    const found = await releasesOfRevision(this.#db.read, app.id, revision)
    return found.filter((row) => releaseVisible(actor, app, row)).map((row) => row.id)
  }

  async #update(
    actor: Actor,
    appReference: string,
    kind: store.Kind,
    id: string,
    change: Partial<store.FactColumns>,
  ): Promise<{ row: store.PublishedRow; slug: string }> {
    return this.#db.write(async (tx) => {
      const app = await takeTurn(tx, actor, appReference, 'package.update')
      const { row } = await this.#load(tx, actor, app, kind, id)
      const columns = (Object.keys(change) as (keyof store.FactColumns)[]).filter(
        (column) => change[column] !== row[column],
      )
      if (columns.length === 0) return { row, slug: app.slug }
      const next = { ...row, ...change }
      const name = nameOf(app, kind, next)
      await store.update(tx, id, { ...change, name, name_key: name.toLowerCase(), updated_at: Date.now() })
      await index(tx, app.id, kind, next)
      await record(tx, actor, {
        action: `${kind}.update`,
        app,
        target: { kind, id, name },
        before: Object.fromEntries(columns.map((column) => [column, row[column]])),
        after: Object.fromEntries(columns.map((column) => [column, change[column]])),
      })
      return this.#load(tx, actor, app, kind, id)
    })
  }

  async #read(
    actor: Actor,
    reference: string,
    kind: store.Kind,
    id: string,
  ): Promise<{ row: store.PublishedRow; slug: string }> {
    return this.#load(this.#db.read, actor, await this.#directory.load(actor, reference), kind, id)
  }

  async #load(
    db: Queryable,
    actor: Actor,
    app: AppRow,
    kind: store.Kind,
    id: string,
  ): Promise<{ row: store.PublishedRow; slug: string }> {
    const row = isId(id) ? await store.find(db, id) : undefined
    const known =
      row !== undefined &&
      row.app_id === app.id &&
      row.kind === kind &&
      releaseVisible(actor, app, { public: row.release_public })
    if (!known) throw new Problem(noSuch[kind], { details: { app: app.slug, [kind]: id } })
    return { row, slug: app.slug }
  }
}

type SharedChange = Pick<PackageChange, 'description' | 'repositoryType' | 'repositoryUrl'>
const sharedChange = (change: SharedChange): Partial<store.FactColumns> => ({
  ...(change.description !== undefined && { description: change.description }),
  ...(change.repositoryType !== undefined && { repository_type: change.repositoryType }),
  ...(change.repositoryUrl !== undefined && { repository_url: change.repositoryUrl }),
})

const EXTENSION_TEXTS = {
  category: 'category',
  iconUrl: 'icon_url',
  homepage: 'homepage',
  screenshots: 'screenshots',
  contributors: 'contributors',
  dependency: 'dependency',
  recommends: 'recommends',
  license: 'license',
  developmentStatus: 'development_status',
  dicomSupportRule: 'dicom_support_rule',
  keywords: 'keywords',
} as const

/** null and the empty text both clear a field. */
function extensionChange(change: ExtensionChange): Partial<store.FactColumns> {
  const columns: Partial<store.FactColumns> = {}
  if (change.description !== undefined) columns.description = cleanDescription(change.description)
  for (const [field, column] of Object.entries(EXTENSION_TEXTS) as [keyof typeof EXTENSION_TEXTS, 'category'][]) {
    const value = change[field]
    if (value !== undefined) columns[column] = value === '' ? null : value
  }
  if (change.tier !== undefined) columns.tier = change.tier
  if (change.enabled !== undefined) columns.enabled = change.enabled === null ? null : flag(change.enabled)
  return columns
}
