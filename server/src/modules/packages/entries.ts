/**
 * The catalogue row by row, for protocols that print other shapes: packages and extensions with their current file, if
 * there is one yet, and the files that wait to take its place. It filters as it is told; who may see what is asked by
 * `access` with the application and the release that come with each row.
 */
import { type SelectQueryBuilder, sql } from 'kysely'
import { type Database, type Flag, type Queryable, rowCompare, type Tables } from '../../platform/db/index.ts'
import type { FileRow, Kind, PackageTable } from './store.ts'

/** A package with its release, and with its current file once there is one. */
export type EntryRow = PackageTable & {
  release_name: string
  release_stage: 'draft' | 'stable'
  release_revision: string
  release_public: Flag
  file_name: string | null
  file_size: number | null
  file_sha512: string | null
}

export type EntryFilter = {
  app: string
  kind: Kind
  /** ids of releases; undefined: all of the application */
  releases?: readonly string[] | undefined
  stage?: 'draft' | 'stable' | undefined
  onlyPublic: boolean
  /** leaves out what has no file yet */
  published: boolean
  id?: string | undefined
  ids?: readonly string[] | undefined
  /** the whole name, whatever its case */
  name?: string | undefined
  /** how the name begins, whatever its case */
  namePrefix?: string | undefined
  os?: string | undefined
  arch?: string | undefined
  baseName?: string | undefined
  revision?: string | undefined
  appRevision?: string | undefined
  version?: string | undefined
  tier?: { value: number; compare: 'exact' | 'lte' | 'gte' } | undefined
  /** a part of base name, description or keywords, whatever its case */
  text?: string | undefined
  /** only what is for some os and arch */
  built?: boolean
}

/** Columns that lists are sorted by in ways the database does not know. */
export type SortableColumn = 'revision' | 'base_name' | 'name' | 'name_key' | 'version' | 'app_revision' | 'tier'

export type EntryOrder = { column: 'created_at' | 'updated_at'; direction: 'asc' | 'desc' }
export type EntryPage = { order?: EntryOrder; limit?: number; offset?: number }

type Rows = SelectQueryBuilder<Tables, 'package' | 'release' | 'file', EntryRow>

const COMPARISONS = { exact: '=', lte: '<=', gte: '>=' } as const

const entries = (db: Queryable): Rows =>
  db
    .selectFrom('package')
    .innerJoin('release', 'release.id', 'package.release_id')
    .leftJoin('file', 'file.id', 'package.file_id')
    .selectAll('package')
    .select([
      'release.name as release_name',
      'release.stage as release_stage',
      'release.revision as release_revision',
      'release.public as release_public',
      'file.name as file_name',
      'file.size as file_size',
      'file.sha512 as file_sha512',
    ])
    .where('package.deleted_at', 'is', null) as unknown as Rows

function filtered(db: Queryable, filter: EntryFilter): Rows {
  let query = entries(db).where('package.kind', '=', filter.kind)
  if (filter.id !== undefined) query = query.where('package.id', '=', filter.id)
  if (filter.ids !== undefined) query = query.where('package.id', 'in', filter.ids)
  // An index serves one of the two; naming both would let the planner choose the worse one.
  if (filter.releases === undefined) query = query.where('package.app_id', '=', filter.app)
  else query = query.where('package.release_id', 'in', filter.releases)
  if (filter.stage !== undefined) query = query.where('release.stage', '=', filter.stage)
  if (filter.onlyPublic) query = query.where('release.public', '=', 1)
  if (filter.published) query = query.where('package.file_id', 'is not', null)
  if (filter.built) query = query.where('package.os', '!=', '').where('package.arch', '!=', '')
  for (const [column, value] of [
    ['package.name_key', filter.name?.toLowerCase()],
    ['package.os', filter.os],
    ['package.arch', filter.arch],
    ['package.base_name', filter.baseName],
    ['package.revision', filter.revision],
    ['package.app_revision', filter.appRevision],
    ['package.version', filter.version],
  ] as const) {
    if (value !== undefined) query = query.where(column, '=', value)
  }
  if (filter.tier !== undefined)
    query = query.where('package.tier', COMPARISONS[filter.tier.compare], filter.tier.value)
  if (filter.namePrefix !== undefined) query = query.where(beginsWith(filter.namePrefix))
  if (filter.text !== undefined && filter.text !== '') query = query.where(holds(filter.text))
  return query
}

const escaped = (part: string): string => part.replaceAll(/[\\%_]/g, '\\$&')

const beginsWith = (text: string) =>
  sql<boolean>`package.name_key like ${`${escaped(text.toLowerCase())}%`} escape '\\'`

/** SQLite knows the case of ASCII letters only: others match as they were typed. */
function holds(text: string) {
  const pattern = (part: string) => `%${escaped(part)}%`
  const tests = ['package.base_name', 'package.description', 'package.keywords'].flatMap((column) => [
    sql`lower(${sql.ref(column)}) like ${pattern(text.toLowerCase())} escape '\\'`,
    sql`${sql.ref(column)} like ${pattern(text)} escape '\\'`,
  ])
  return sql<boolean>`(${sql.join(tests, sql` or `)})`
}

export class Entries {
  readonly #db: Database
  constructor(deps: { db: Database }) {
    this.#db = deps.db
  }

  find(id: string): Promise<EntryRow | undefined> {
    return findEntry(this.#db.read, id)
  }

  list(filter: EntryFilter, { order, limit, offset }: EntryPage = {}): Promise<EntryRow[]> {
    if (filter.releases?.length === 0 || filter.ids?.length === 0) return Promise.resolve([])
    let query = filtered(this.#db.read, filter)
    if (order !== undefined) {
      query = query.orderBy(`package.${order.column}`, order.direction).orderBy('package.id', order.direction)
    }
    if (limit !== undefined) query = query.limit(limit)
    // SQLite takes no offset without a limit.
    else if (offset) query = query.limit(Number.MAX_SAFE_INTEGER)
    if (offset) query = query.offset(offset)
    return query.execute()
  }

  /**
   * All of a list, the newest first, in runs: lists of a whole application can be longer than memory. What is published
   * meanwhile is not in it.
   */
  async *runs(filter: EntryFilter, size = 1000): AsyncGenerator<EntryRow[], undefined> {
    let after: [number, string] | undefined
    for (;;) {
      let query = filtered(this.#db.read, filter)
        .orderBy('package.created_at', 'desc')
        .orderBy('package.id', 'desc')
        .limit(size)
      if (after !== undefined) query = query.where(rowCompare(['package.created_at', 'package.id'], 'desc', after))
      const rows = await query.execute()
      if (rows.length > 0) yield rows
      const last = rows.at(-1)
      if (last === undefined || rows.length < size) return
      after = [last.created_at, last.id]
    }
  }

  /** Ids of all of a list, each with what one column says: for sorting where only a page is shown. */
  async keys(filter: EntryFilter, column: SortableColumn): Promise<{ id: string; value: string | number | null }[]> {
    if (filter.releases?.length === 0) return []
    return filtered(this.#db.read, filter)
      .clearSelect()
      .select(['package.id', `package.${column} as value`])
      .execute()
  }

  /** What is there of a package: its current file first, then those that wait, the oldest first. */
  async files(entry: Pick<PackageTable, 'id' | 'file_id'>): Promise<FileRow[]> {
    const rows = await presentFiles(this.#db.read, entry.id)
    return rows.sort((a, b) => Number(b.id === entry.file_id) - Number(a.id === entry.file_id))
  }

  /** Whether there were files that are gone now. */
  async hadFiles(entry: Pick<PackageTable, 'id'>): Promise<boolean> {
    const row = await this.#db.read
      .selectFrom('file')
      .select('id')
      .where('package_id', '=', entry.id)
      .where('replaced_at', 'is not', null)
      .limit(1)
      .executeTakeFirst()
    return row !== undefined
  }

  /** A file, current, waiting or replaced, with what it belongs to. */
  async file(id: string): Promise<{ file: FileRow; entry: EntryRow } | undefined> {
    const file = await this.#db.read.selectFrom('file').selectAll().where('id', '=', id).executeTakeFirst()
    const entry = file && (await this.find(file.package_id))
    return file && entry && { file, entry }
  }

  /** Files with these bytes, replaced ones as well: current ones first, then the newest first. */
  async filesWithDigest(sha512: string): Promise<{ file: FileRow; entry: EntryRow }[]> {
    const files = await this.#db.read
      .selectFrom('file')
      .selectAll()
      .where('sha512', '=', sha512)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(100)
      .execute()
    const found: { file: FileRow; entry: EntryRow }[] = []
    for (const file of files) {
      const entry = await this.find(file.package_id)
      if (entry !== undefined) found.push({ file, entry })
    }
    const rank = ({ file }: { file: FileRow }) => (file.replaced_at === null ? 0 : 1)
    return found.sort((a, b) => rank(a) - rank(b))
  }

  /** Bytes of the current files of each release, by kind. */
  async bytes(releases: readonly string[]): Promise<Map<string, Record<Kind, number>>> {
    const sums = new Map<string, Record<Kind, number>>()
    for (let start = 0; start < releases.length; start += 500) {
      const rows = await this.#db.read
        .selectFrom('package')
        .innerJoin('file', 'file.id', 'package.file_id')
        .select(['package.release_id', 'package.kind'])
        .select((eb) => eb.fn.sum<number>('file.size').as('bytes'))
        .where('package.release_id', 'in', releases.slice(start, start + 500))
        .where('package.deleted_at', 'is', null)
        .groupBy(['package.release_id', 'package.kind'])
        .execute()
      for (const row of rows) {
        const sum = sums.get(row.release_id) ?? { package: 0, extension: 0 }
        sum[row.kind] = Number(row.bytes)
        sums.set(row.release_id, sum)
      }
    }
    return sums
  }
}

export const findEntry = (db: Queryable, id: string): Promise<EntryRow | undefined> =>
  entries(db).where('package.id', '=', id).executeTakeFirst()

/** Files that were not replaced: the current one and those that wait, the oldest first. */
export const presentFiles = (db: Queryable, packageId: string): Promise<FileRow[]> =>
  db
    .selectFrom('file')
    .selectAll()
    .where('package_id', '=', packageId)
    .where('replaced_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
