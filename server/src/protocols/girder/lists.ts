/** Paging and sorting of lists, by any path into a document. */
import type { EntryPage, SortableColumn } from '../../modules/packages/index.ts'
import type { Call } from './call.ts'
import type { Params } from './params.ts'
import { badRequest } from './problems.ts'

export type Paging = { limit: number | undefined; offset: number; sort: string; direction: 1 | -1 }

const DEFAULT_LIMIT = 50

/** `limit=0` is no limit; `sort` alone keeps the direction of the list. */
export function readPaging(params: Params, sort: string, direction: 1 | -1): Paging {
  const limit = readCount(params, 'limit') ?? DEFAULT_LIMIT
  return {
    limit: limit === 0 ? undefined : limit,
    offset: readCount(params, 'offset') ?? 0,
    sort: params.filled('sort') ?? sort,
    direction: readDirection(params) ?? direction,
  }
}

/** How many; none may be fewer than none. */
export function readCount(params: Params, name: string): number | undefined {
  const value = params.integer(name)
  if (value !== undefined && value < 0) throw badRequest(`Invalid value for integer parameter ${name}: ${value}.`)
  return value
}

function readDirection(params: Params): 1 | -1 | undefined {
  const text = params.optional('sortdir')
  if (text === undefined) return undefined
  if (text === '1') return 1
  if (text === '-1') return -1
  throw badRequest(`Invalid value for sortdir: "${text}". Allowed values: 1, -1.`)
}

/** How the database can make this page by itself, if it can. */
export function pageOfCreation({ sort, direction, limit, offset }: Paging): EntryPage | undefined {
  if (sort !== 'created') return undefined
  return {
    order: { column: 'created_at', direction: direction === 1 ? 'asc' : 'desc' },
    offset,
    ...(limit !== undefined && { limit }),
  }
}

const KEYS: Record<string, SortableColumn> = {
  created: 'created_at',
  updated: 'updated_at',
  name: 'name',
  lowerName: 'name_key',
  'meta.revision': 'revision',
  'meta.app_revision': 'app_revision',
  'meta.baseName': 'base_name',
  'meta.version': 'version',
  'meta.tier': 'tier',
}

/** The column that says all that this sorting needs, if there is one. */
export const keyColumnOf = ({ sort }: Paging): SortableColumn | undefined =>
  Object.hasOwn(KEYS, sort) ? KEYS[sort] : undefined

/** Sorts by keys, and answers the ids of the page. */
export function pageOfKeys(keys: readonly { id: string; value: unknown }[], paging: Paging): string[] {
  const sortable = keys.map(({ id, value }) => ({ _id: id, value }))
  const sorted = sortBy(sortable, ({ value }) => value, paging)
  return sorted.map(({ _id }) => _id)
}

type Sortable = Record<string, unknown> & { _id: string }

/** Sorts documents and cuts the page out. Ties are broken by id, so that pages stay right. */
export function pageOfDocuments<T extends Sortable>(documents: readonly T[], paging: Paging): T[] {
  return sortBy(documents, valueAt(paging), paging)
}

function sortBy<T extends { _id: string }>(things: readonly T[], valueIn: (thing: T) => unknown, paging: Paging): T[] {
  const keyed = things.map((document) => ({ document, key: keyOf(valueIn(document), paging.sort) }))
  keyed.sort(
    (a, b) =>
      (compareKeys(a.key, b.key) || (a.document._id < b.document._id ? -1 : a.document._id > b.document._id ? 1 : 0)) *
      paging.direction,
  )
  const end = paging.limit === undefined ? undefined : paging.offset + paging.limit
  return keyed.slice(paging.offset, end).map(({ document }) => document)
}

/** What the sorting looks at in a document. */
export function valueAt({ sort }: Paging): (document: unknown) => unknown {
  const path = sort.split('.')
  return (document) => {
    let value = document
    for (const step of path) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
      value = (value as Record<string, unknown>)[step]
    }
    return value
  }
}

/** What is missing sorts lowest, then numbers, then text, then truths; a revision of digits only is a number. */
type Key = readonly [rank: number, value: number | string | bigint]

function keyOf(value: unknown, sort: string): Key {
  if (value === undefined || value === null) return [0, 0]
  if (typeof value === 'number') return [1, value]
  if (typeof value === 'boolean') return [4, Number(value)]
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (/revision$/.test(sort) && /^\d{1,300}$/.test(text)) return [1, BigInt(text)]
  return [2, text]
}

function compareKeys([rankA, a]: Key, [rankB, b]: Key): number {
  if (rankA !== rankB) return rankA - rankB
  return a < b ? -1 : a > b ? 1 : 0
}

/** Girder's own lists say how many there are in all. */
export function sayTotal({ reply }: Call, total: number): void {
  reply.header('girder-total-count', total)
}
