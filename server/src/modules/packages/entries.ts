/**
 * The catalogue row by row, for protocols that print other shapes: packages and extensions with their current file, if
 * there is one yet, and the files that wait to take its place. It filters as it is told; who may see what is asked by
 * `access` with the application and the release that come with each row.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type SelectQueryBuilder, sql } from 'kysely'
import {
  type CursorValue,
  type Database,
  type Flag,
  type Queryable,
  rowCompare,
  rowUpTo,
  type Tables,
} from '../../platform/db/index.ts'
import { type FoundName, findThingsWithAny } from './search.ts'
import type { FileRow, Kind, PackageTable } from './store.ts'
import { namesThatSay, says } from './wordings.ts'

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
export type SortableColumn =
  | 'created_at'
  | 'updated_at'
  | 'revision'
  | 'base_name'
  | 'name'
  | 'name_key'
  | 'version'
  | 'app_revision'
  | 'tier'

/** `value`: of the column asked for. */
export type Key = { id: string; value: string | number | null }

export type EntryOrder = { column: 'created_at'; direction: 'asc' | 'desc' }
export type EntryPage = { order?: EntryOrder; limit?: number; offset?: number }

type Rows = SelectQueryBuilder<Tables, 'package' | 'release' | 'file', EntryRow>

/** What the index of names knows of them (0022). */
const NAME_INDEX = sql<string>`substr(package.name_key, 1, 100)`
const indexedPart = (key: string): string => [...key].slice(0, 100).join('')

const ORDER = ['package.created_at', 'package.id'] as const
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
  // An index serves one of the three; naming several would let the planner choose a worse one.
  if (filter.ids !== undefined) query = query.where('package.id', 'in', filter.ids)
  else if (filter.releases === undefined) query = query.where('package.app_id', '=', filter.app)
  else query = query.where('package.release_id', 'in', filter.releases)
  if (filter.stage !== undefined) query = query.where('release.stage', '=', filter.stage)
  if (filter.onlyPublic) query = query.where('release.public', '=', 1)
  if (filter.published) query = query.where('package.file_id', 'is not', null)
  if (filter.built) query = query.where('package.os', '!=', '').where('package.arch', '!=', '')
  for (const [column, value] of [
    ['package.os', filter.os],
    ['package.arch', filter.arch],
    ['package.base_name', filter.baseName],
    ['package.revision', filter.revision],
    ['package.app_revision', filter.appRevision],
    ['package.version', filter.version],
  ] as const) {
    if (value !== undefined) query = query.where(column, '=', value)
  }
  if (filter.name !== undefined) {
    const key = filter.name.toLowerCase()
    query = query.where(NAME_INDEX, '=', indexedPart(key)).where('package.name_key', '=', key)
  }
  if (filter.tier !== undefined)
    query = query.where('package.tier', COMPARISONS[filter.tier.compare], filter.tier.value)
  if (filter.text !== undefined && filter.text !== '') query = query.where(holds(filter.text))
  return query
}

/** Whether nothing narrows the list to few: it has to be looked through in pieces, so that others get their turns. */
export const isWhole = ({ releases, baseName, ...filter }: Omit<EntryFilter, 'onlyPublic' | 'published'>): boolean =>
  releases === undefined && baseName === undefined && !hasIndex(filter)

/** Whether an index leads to what passes, which is in no order then. */
const hasIndex = ({ ids, id, name, appRevision }: Pick<EntryFilter, 'ids' | 'id' | 'name' | 'appRevision'>): boolean =>
  [ids, id, name, appRevision].some((one) => one !== undefined)

/** Rows that are looked at before others get their turn. */
const AT_ONCE = 1000
/** What is often said is found among the newest, without looking for everything that says it. */
const LOOKED_AT_FIRST = 2
const WORDED = ['package.id', 'package.base_name', 'package.description', 'package.keywords'] as const
const MOST_NAMES = 300

const idOf = ({ id }: { id: string }): string => id

const escaped = (part: string): string => part.replaceAll(/[\\%_]/g, '\\$&')

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

  /** All, or a page of them. Of a whole application, only what is asked for in the order of its making. */
  async list(filter: EntryFilter, { order, limit, offset = 0 }: EntryPage = {}): Promise<EntryRow[]> {
    if (filter.releases?.length === 0 || filter.ids?.length === 0) return []
    if (isWhole(filter) && order !== undefined) return this.#wholePage(filter, order.direction, limit, offset)
    let query = filtered(this.#db.read, filter)
    if (order !== undefined) {
      const column = sql.ref<number>(`package.${order.column}`)
      // Of the few that a filter leaves, the index to use is that of the filter. SQLite would rather walk through the whole
      // application in the order asked for; by a sum it cannot.
      const key = hasIndex(filter) ? sql<number>`${column} + 0` : column
      query = query.orderBy(key, order.direction).orderBy('package.id', order.direction)
    }
    if (limit !== undefined) query = query.limit(limit)
    // SQLite takes no offset without a limit.
    else if (offset > 0) query = query.limit(Number.MAX_SAFE_INTEGER)
    if (offset > 0) query = query.offset(offset)
    return query.execute()
  }

  /** A page in the order of making: mostly it is among the first, and else what it is sorted by is looked at alone. */
  async #wholePage(
    filter: EntryFilter,
    direction: 'asc' | 'desc',
    limit: number | undefined,
    offset: number,
  ): Promise<EntryRow[]> {
    const { text = '', ...rest } = filter
    const end = limit === undefined ? undefined : offset + limit
    if (end !== undefined && end <= AT_ONCE) {
      // Where words are looked for, only they and what leads to the rest.
      const select = (rows: Rows) => (text === '' ? rows : (rows.clearSelect().select(WORDED) as unknown as Rows))
      const isSaid = says(text)
      const first: EntryRow[] = []
      let pieces = 0
      let isAll = true
      for await (const rows of this.#pieces(rest, direction, select, text === '' ? end : AT_ONCE)) {
        first.push(...(text === '' ? rows : rows.filter((row) => isSaid(row))))
        pieces += 1
        isAll = first.length < end && (text === '' || pieces < LOOKED_AT_FIRST)
        if (!isAll) break
      }
      if (isAll || first.length >= end) {
        const page = first.slice(offset, end)
        return text === '' ? page : this.inOrder(filter, page.map(idOf))
      }
    }
    const keys = await this.keys(filter, 'created_at')
    const sign = direction === 'asc' ? 1 : -1
    keys.sort((a, b) => (Number(a.value) - Number(b.value) || (a.id < b.id ? -1 : 1)) * sign)
    const page = keys.slice(offset, end).map(idOf)
    const rows: EntryRow[] = []
    for (let start = 0; start < page.length; start += AT_ONCE) {
      rows.push(...(await this.inOrder(filter, page.slice(start, start + AT_ONCE))))
    }
    return rows
  }

  /**
   * All of a list, the newest first, in runs: lists of a whole application can be longer than memory. What is published
   * meanwhile is not in it.
   */
  runs(filter: EntryFilter): AsyncGenerator<EntryRow[], undefined> {
    return this.#pieces(filter, 'desc', (query) => query)
  }

  /** Ids of all of a list, each with what one column says: for sorting where only a page is shown. */
  async keys(filter: EntryFilter, column: SortableColumn): Promise<Key[]> {
    if (filter.releases?.length === 0) return []
    const select = (query: Rows) =>
      query.clearSelect().select(['package.id', `package.${column} as value`]) as unknown as SelectQueryBuilder<
        Tables,
        'package',
        Key
      >
    if (!isWhole(filter)) return select(filtered(this.#db.read, filter)).execute()
    const keys: Key[] = []
    const { text, ...rest } = filter
    if (text === undefined || text === '') {
      for await (const piece of this.#pieces(rest, 'desc', select)) keys.push(...piece)
      return keys
    }
    const { wholly, partly } = await namesThatSay(this.#db.read, filter.app, filter.kind, text)
    const isSaid = says(text)
    for (const baseName of wholly) {
      for await (const piece of this.#pieces({ ...rest, baseName }, 'desc', select)) keys.push(...piece)
    }
    for (const baseName of partly) {
      for await (const rows of this.#pieces({ ...rest, baseName }, 'desc', (query) => query)) {
        for (const row of rows) if (isSaid(row)) keys.push({ id: row.id, value: row[column] })
      }
    }
    return keys
  }

  /** Rows of these, in this order. */
  async inOrder(filter: EntryFilter, ids: readonly string[]): Promise<EntryRow[]> {
    const rows = await this.list({ ...filter, ids, text: undefined })
    const byId = new Map(rows.filter((row) => row.app_id === filter.app).map((row) => [row.id, row]))
    return ids.flatMap((id) => byId.get(id) ?? [])
  }

  /** Those whose name begins so, whatever the case, by name. */
  beginning(filter: EntryFilter, text: string, limit: number): Promise<EntryRow[]> {
    const key = text.toLowerCase()
    return filtered(this.#db.read, filter)
      .where(NAME_INDEX, '>=', indexedPart(key))
      .where(NAME_INDEX, '<', `${indexedPart(key)}\u{10ffff}`)
      .where('package.name_key', '>=', key)
      .where('package.name_key', '<', `${key}\u{10ffff}`)
      .orderBy(NAME_INDEX)
      .orderBy('package.id')
      .limit(limit)
      .execute()
  }

  /** Base names in these applications that have one of the words, each as the beginning of one; the best first. */
  namesWithAny(apps: readonly string[], kind: Kind, words: readonly string[]): Promise<FoundName[]> {
    return findThingsWithAny(this.#db, apps, kind, words, MOST_NAMES)
  }

  /**
   * Rows in the order of their making, looked at in pieces of what an index has in that order, whatever passes of it:
   * nothing else runs while SQLite answers. `most`: how many a piece need have.
   */
  async *#pieces<Row extends object>(
    filter: EntryFilter,
    direction: 'asc' | 'desc',
    select: (rows: Rows) => SelectQueryBuilder<Tables, 'package', Row>,
    most = AT_ONCE,
  ): AsyncGenerator<Row[], undefined> {
    let after: CursorValue[] | undefined
    for (;;) {
      const last = await this.#endOfPiece(filter, direction, after)
      let query = filtered(this.#db.read, filter)
        .orderBy('package.created_at', direction)
        .orderBy('package.id', direction)
        .limit(Math.min(most, AT_ONCE))
      if (after !== undefined) query = query.where(rowCompare(ORDER, direction, after))
      if (last !== undefined) query = query.where(rowUpTo(ORDER, direction, last))
      const rows = await select(query).execute()
      if (rows.length > 0) yield rows
      if (last === undefined) return
      after = last
      await nextTurn()
    }
  }

  /** Where a piece ends that begins behind `after`; undefined: with the last of all. */
  async #endOfPiece(
    { app, kind, releases, baseName }: EntryFilter,
    direction: 'asc' | 'desc',
    after: CursorValue[] | undefined,
  ): Promise<CursorValue[] | undefined> {
    let query = this.#db.read
      .selectFrom('package')
      .select(['package.created_at', 'package.id'])
      .where('package.deleted_at', 'is', null)
      .where('package.kind', '=', kind)
      .orderBy('package.created_at', direction)
      .orderBy('package.id', direction)
      .limit(1)
      .offset(AT_ONCE - 1)
    query =
      releases === undefined
        ? query.where('package.app_id', '=', app)
        : query.where('package.release_id', 'in', releases)
    if (baseName !== undefined) query = query.where('package.base_name', '=', baseName)
    if (after !== undefined) query = query.where(rowCompare(ORDER, direction, after))
    const row = await query.executeTakeFirst()
    return row && [row.created_at, row.id]
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
