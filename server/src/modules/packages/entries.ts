/**
 * The catalogue row by row, for protocols that print other shapes: packages and extensions with their current file, if
 * there is one yet, and the files that wait to take its place. It filters as it is told; who may see what is asked by
 * `access` with the application and the release that come with each row.
 */
import { type SelectQueryBuilder, sql } from 'kysely'
import type { Database, Queryable, Tables } from '../../platform/db/index.ts'
import {
  type EntryFilter,
  type EntryRow,
  entries,
  filtered,
  hasIndex,
  indexedPart,
  isWhole,
  NAME_INDEX,
  type Rows,
  type SortableColumn,
} from './entry-filter.ts'
import { AT_ONCE, pieces } from './entry-pieces.ts'
import { type FoundName, findThingsWithAny } from './search.ts'
import type { FileRow, Kind, PackageTable } from './store.ts'
import { namesThatSay, says } from './wordings.ts'

/** `value`: of the column asked for. */
export type Key = { id: string; value: string | number | null }

export type EntryOrder = { column: 'created_at'; direction: 'asc' | 'desc' }
export type EntryPage = { order?: EntryOrder; limit?: number; offset?: number }

/** What is often said is found among the newest, without looking for everything that says it. */
const LOOKED_AT_FIRST = 2
const WORDED = ['package.id', 'package.base_name', 'package.description', 'package.keywords'] as const
/** More than anybody means by one word. */
const MOST_NAMES = 300

const RELEASES_AT_ONCE = 500

const idOf = ({ id }: { id: string }): string => id

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
      let looked = 0
      let isAll = true
      for await (const rows of pieces(this.#db.read, rest, direction, select, text === '' ? end : AT_ONCE)) {
        first.push(...(text === '' ? rows : rows.filter((row) => isSaid(row))))
        looked += 1
        isAll = first.length < end && (text === '' || looked < LOOKED_AT_FIRST)
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
    return pieces(this.#db.read, filter, 'desc', (query) => query)
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
      for await (const piece of pieces(this.#db.read, rest, 'desc', select)) keys.push(...piece)
      return keys
    }
    const { wholly, partly } = await namesThatSay(this.#db.read, filter.app, filter.kind, text)
    const isSaid = says(text)
    for (const baseName of wholly) {
      for await (const piece of pieces(this.#db.read, { ...rest, baseName }, 'desc', select)) keys.push(...piece)
    }
    for (const baseName of partly) {
      for await (const rows of pieces(this.#db.read, { ...rest, baseName }, 'desc', (query) => query)) {
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

  /** Bytes of the current files of one kind, by release. */
  async bytes(releases: readonly string[], kind: Kind): Promise<Map<string, number>> {
    const sums = new Map<string, number>()
    for (let start = 0; start < releases.length; start += RELEASES_AT_ONCE) {
      const rows = await this.#db.read
        .selectFrom('package')
        .innerJoin('file', 'file.id', 'package.file_id')
        .select('package.release_id')
        .select((eb) => eb.fn.sum<number>('file.size').as('bytes'))
        .where('package.release_id', 'in', releases.slice(start, start + RELEASES_AT_ONCE))
        .where('package.kind', '=', kind)
        .where('package.deleted_at', 'is', null)
        .groupBy('package.release_id')
        .execute()
      for (const row of rows) sums.set(row.release_id, Number(row.bytes))
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
