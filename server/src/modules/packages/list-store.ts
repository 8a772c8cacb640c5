/** Lists of packages and extensions. Their queries are kept by what their text depends on, for building one costs as much as asking. */
import { sql } from 'kysely'
import { type CursorValue, type Flag, flag, keptByShape, type Queryable, rowCompare } from '../../platform/db/index.ts'
import { type Kind, type ListedRow, published } from './store.ts'

export type PackageFilter = {
  app: string
  kind: Kind
  /** ids of releases; undefined: all of the application */
  releases?: readonly string[]
  stage?: 'draft' | 'stable' | undefined
  onlyPublic: boolean
  os?: string | undefined
  arch?: string | undefined
  baseName?: string | undefined
  baseNames?: readonly string[]
  revision?: string | undefined
  version?: string | undefined
  preRelease?: boolean | undefined
  category?: string | undefined
  tier?: number | undefined
  license?: string | undefined
  yanked?: boolean | undefined
}

/** No tier is higher. */
const MOST_TIER = 1000

/** Facts that are compared as they are. */
const EQUAL = {
  stage: 'release.stage',
  os: 'package.os',
  arch: 'package.arch',
  baseName: 'package.base_name',
  revision: 'package.revision',
  version: 'package.version',
  category: 'package.category',
  license: 'package.license',
} as const
type EqualFact = keyof typeof EQUAL
const EQUAL_FACTS = Object.keys(EQUAL) as EqualFact[]

export const SORTS = {
  newest: { columns: ['package.created_at', 'package.id'], direction: 'desc', kinds: ['number', 'string'] },
  name: {
    columns: ['package.base_name', 'package.os', 'package.arch', 'package.id'],
    direction: 'asc',
    kinds: ['string', 'string', 'string', 'string'],
  },
} as const
export type Sort = keyof typeof SORTS

export const sortValues = (sort: Sort, row: ListedRow): CursorValue[] =>
  sort === 'newest' ? [row.created_at, row.id] : [row.base_name, row.os, row.arch, row.id]

/** What the text of a list's query depends on. */
type ListShape = {
  equal: EqualFact[]
  /** how many are named; undefined: all of the application */
  releases: number | undefined
  names: number | undefined
  tier: boolean
  preRelease: boolean
  yanked: boolean | undefined
  onlyPublic: boolean
  sort: Sort
  behind: boolean
}

const times = <T>(number: number, make: (at: number) => T): T[] =>
  Array.from({ length: number }, (_none, at) => make(at))

type ListValues = Record<string, string | number>

function listQuery(db: Queryable, shape: ListShape, values: ListValues) {
  const { columns, direction } = SORTS[shape.sort]
  const text = (name: string) => values[name] as string
  let query = published(db).where('package.kind', '=', values.kind as Kind)
  // An index serves one of the two; naming both would let the planner choose the worse one.
  if (shape.releases === undefined) query = query.where('package.app_id', '=', text('app'))
  else if (shape.releases === 1) query = query.where('package.release_id', '=', text('release0'))
  else {
    const releases = times(shape.releases, (at) => text(`release${at}`))
    query = query.where('package.release_id', 'in', releases)
  }
  for (const fact of shape.equal) query = query.where(EQUAL[fact], '=', text(fact))
  if (shape.onlyPublic) query = query.where('release.public', '=', 1)
  if (shape.names !== undefined) {
    const names = times(shape.names, (at) => text(`name${at}`))
    query = query.where('package.base_name', 'in', names)
  }
  if (shape.tier) query = query.where('package.tier', '<=', values.tier as number)
  if (shape.preRelease) {
    query = query.where((eb) => eb(eb.fn.coalesce('package.pre_release', sql<Flag>`0`), '=', values.preRelease as Flag))
  }
  if (shape.yanked !== undefined) query = query.where('package.yanked_at', shape.yanked ? 'is not' : 'is', null)
  // Of one release no two have the same name and platform; to sort by the id as well would cost a tree of its own.
  const ordered = shape.sort === 'name' && shape.releases === 1 ? columns.slice(0, -1) : columns
  for (const column of ordered) query = query.orderBy(column, direction)
  if (shape.behind) {
    const after = columns.map((_column, at) => values[`after${at}`] as CursorValue)
    query = query.where(rowCompare(columns, direction, after))
  }
  return query.limit(values.limit as number)
}
const keptList = keptByShape(listQuery)

/** `after0`, `after1`, …: several values of one kind, each with a name of its own. */
const numbered = (name: string, values: readonly CursorValue[]): ListValues =>
  Object.fromEntries(values.map((value, at) => [`${name}${at}`, value]))

export function list(
  db: Queryable,
  filter: PackageFilter,
  sort: Sort,
  limit: number,
  after: CursorValue[] | undefined,
): Promise<ListedRow[]> {
  const { app, kind, releases, onlyPublic, baseNames, tier, preRelease, yanked } = filter
  const values: ListValues = {
    kind,
    limit,
    ...(releases === undefined ? { app } : numbered('release', releases)),
    ...(baseNames !== undefined && numbered('name', baseNames)),
    ...(after !== undefined && numbered('after', after)),
    // PostgreSQL's integer ends where a caller's need not.
    ...(tier !== undefined && { tier: Math.max(-1, Math.min(tier, MOST_TIER)) }),
    ...(preRelease !== undefined && { preRelease: flag(preRelease) }),
  }
  const equal: EqualFact[] = []
  for (const fact of EQUAL_FACTS) {
    const value = filter[fact]
    if (value === undefined) continue
    equal.push(fact)
    values[fact] = value
  }
  const shape: ListShape = {
    equal,
    releases: releases?.length,
    names: baseNames?.length,
    tier: tier !== undefined,
    preRelease: preRelease !== undefined,
    yanked,
    onlyPublic,
    sort,
    behind: after !== undefined,
  }
  // Each search finds another number of names.
  return baseNames === undefined ? keptList(db, shape, values) : listQuery(db, shape, values).execute()
}

/** The newest that match, for the few names that a search has found. */
export const listAll = (db: Queryable, filter: PackageFilter, limit: number): Promise<ListedRow[]> =>
  list(db, filter, 'newest', limit, undefined)
