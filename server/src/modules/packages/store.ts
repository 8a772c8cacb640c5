import { sql } from 'kysely'
import {
  type CursorValue,
  type Flag,
  flag,
  kept,
  keptByShape,
  type Queryable,
  rowCompare,
} from '../../platform/db/index.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    package: PackageTable
    file: FileRow
  }
}

export type Kind = 'package' | 'extension'

/** What an uploader says, in columns. */
export type FactColumns = {
  base_name: string
  os: string
  arch: string
  revision: string
  app_revision: string
  version: string
  repository_type: string
  repository_url: string
  description: string
  pre_release: Flag | null
  build_date: number | null
  category: string | null
  tier: number | null
  icon_url: string | null
  homepage: string | null
  screenshots: string | null
  contributors: string | null
  dependency: string | null
  recommends: string | null
  license: string | null
  development_status: string | null
  enabled: Flag | null
  dicom_support_rule: string | null
  keywords: string | null
}

export type PackageTable = FactColumns & {
  id: string
  app_id: string
  release_id: string
  kind: Kind
  name: string
  name_key: string
  /** further facts that protocols keep for their clients, JSON */
  extra: string | null
  /** the current file; null until the first upload is complete, and until then nobody but its uploader sees it */
  file_id: string | null
  created_at: number
  updated_at: number
  created_by: string | null
  yanked_at: number | null
  yank_reason: string | null
  bytes_changed_at: number | null
  deleted_at: number | null
  deleted_by: string | null
  /** the release it was deleted with, and will be restored with */
  deleted_with: string | null
}

export type FileRow = {
  id: string
  package_id: string
  sha256: string
  sha512: string
  size: number
  name: string
  content_type: string
  created_at: number
  created_by: string | null
  replaced_at: number | null
  /** when its name or type was changed after it came */
  renamed_at: number | null
}

/** What readers see of a package. In lists of hundreds each further column is felt. */
const READ = [
  'package.id',
  'package.release_id',
  'package.name',
  'package.base_name',
  'package.os',
  'package.arch',
  'package.revision',
  'package.version',
  'package.repository_type',
  'package.repository_url',
  'package.description',
  'package.pre_release',
  'package.build_date',
  'package.category',
  'package.tier',
  'package.icon_url',
  'package.homepage',
  'package.screenshots',
  'package.contributors',
  'package.dependency',
  'package.recommends',
  'package.license',
  'package.development_status',
  'package.enabled',
  'package.dicom_support_rule',
  'package.keywords',
  'package.created_at',
  'package.updated_at',
  'package.yanked_at',
  'package.yank_reason',
  'package.bytes_changed_at',
] as const
type ReadColumn = (typeof READ)[number] extends `package.${infer Column extends keyof PackageTable}` ? Column : never

/** A published package with its current file and its release, as lists show it. */
export type ListedRow = Pick<PackageTable, ReadColumn> & {
  release_name: string
  release_stage: 'draft' | 'stable'
  release_revision: string
  file: string
  file_name: string
  file_size: number
  file_sha256: string
  file_sha512: string
  file_type: string
  file_created_at: number
}

/** One of them, with what decides who may see it. */
export type PublishedRow = ListedRow & Pick<PackageTable, 'app_id' | 'kind' | 'app_revision'> & { release_public: Flag }

const published = (db: Queryable) =>
  db
    .selectFrom('package')
    .innerJoin('file', 'file.id', 'package.file_id')
    .innerJoin('release', 'release.id', 'package.release_id')
    .select(READ)
    .select([
      'release.name as release_name',
      'release.stage as release_stage',
      'release.revision as release_revision',
      'file.id as file',
      'file.name as file_name',
      'file.size as file_size',
      'file.sha256 as file_sha256',
      'file.sha512 as file_sha512',
      'file.content_type as file_type',
      'file.created_at as file_created_at',
    ])
    .where('package.deleted_at', 'is', null)

const publishedById = kept((db, { id }: { id: string }) =>
  published(db)
    .select(['package.app_id', 'package.kind', 'package.app_revision', 'release.public as release_public'])
    .where('package.id', '=', id),
)

export const find = async (db: Queryable, id: string): Promise<PublishedRow | undefined> =>
  (await publishedById(db, { id }))[0]

/** The package of one slot of a release, published or not. */
export const findSlot = (
  db: Queryable,
  release: string,
  kind: Kind,
  slot: Pick<FactColumns, 'base_name' | 'os' | 'arch'>,
): Promise<PackageTable | undefined> =>
  db
    .selectFrom('package')
    .selectAll()
    .where('release_id', '=', release)
    .where('kind', '=', kind)
    .where('base_name', '=', slot.base_name)
    .where('os', '=', slot.os)
    .where('arch', '=', slot.arch)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()

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

export const insert = (db: Queryable, row: PackageTable) => db.insertInto('package').values(row).execute()

export const update = (db: Queryable, id: string, change: Partial<PackageTable>) =>
  db.updateTable('package').set(change).where('id', '=', id).execute()

export const insertFile = (db: Queryable, row: FileRow) => db.insertInto('file').values(row).execute()

export const findFile = (db: Queryable, id: string) =>
  db.selectFrom('file').selectAll().where('id', '=', id).executeTakeFirst()

export const markReplaced = (db: Queryable, id: string, at: number) =>
  db.updateTable('file').set({ replaced_at: at }).where('id', '=', id).execute()

/** Current and earlier files of a package, newest first. */
export const filesOf = (db: Queryable, id: string): Promise<FileRow[]> =>
  db
    .selectFrom('file')
    .selectAll()
    .where('package_id', '=', id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()

/** A file with what decides who may have it and how it is counted. */
export type ServedRow = FileRow & {
  app_id: string
  kind: Kind
  base_name: string
  os: string
  arch: string
  app_revision: string
  version: string
  release_name: string
  release_stage: 'draft' | 'stable'
  release_public: Flag
  app_public: Flag
  current: string | null
}

const served = (db: Queryable) =>
  db
    .selectFrom('file')
    .innerJoin('package', 'package.id', 'file.package_id')
    .innerJoin('release', 'release.id', 'package.release_id')
    .innerJoin('app', 'app.id', 'package.app_id')
    .selectAll('file')
    .select([
      'package.app_id',
      'package.kind',
      'package.base_name',
      'package.os',
      'package.arch',
      'package.app_revision',
      'package.version',
      'package.file_id as current',
      'release.name as release_name',
      'release.stage as release_stage',
      'release.public as release_public',
      'app.public as app_public',
    ])
    .where('package.deleted_at', 'is', null)
    .where('app.deleted_at', 'is', null)

const servedByEitherId = kept((db, { id }: { id: string }) =>
  served(db)
    .where('file.id', '=', id)
    .unionAll(served(db).where('package.id', '=', id).whereRef('file.id', '=', 'package.file_id')),
)

/** By the id of the file, or the current file by the id of the package. */
export const servedById = async (db: Queryable, id: string): Promise<ServedRow | undefined> =>
  (await servedByEitherId(db, { id }))[0]

const servedByEachId = kept((db, { ids }: { ids: readonly string[] }) => {
  const isOne = (column: string) => sql<boolean>`${sql.ref(column)} = any(${ids}::text[])`
  return served(db)
    .where(isOne('file.id'))
    .unionAll(served(db).where(isOne('package.id')).whereRef('file.id', '=', 'package.file_id'))
})

/** The same for many ids at once, by id. PostgreSQL only: SQLite answers each as fast alone. */
export async function servedByIds(db: Queryable, ids: readonly string[]): Promise<Map<string, ServedRow>> {
  const found = new Map<string, ServedRow>()
  for (const row of await servedByEachId(db, { ids })) {
    found.set(row.id, row)
    if (row.current === row.id) found.set(row.package_id, row)
  }
  return found
}

/** The current file of that name in one of these releases; the newest if there are several. */
export const servedByName = (
  db: Queryable,
  releases: readonly string[],
  name: string,
): Promise<ServedRow | undefined> =>
  served(db)
    .where('file.name', '=', name)
    .whereRef('file.id', '=', 'package.file_id')
    .where('package.release_id', 'in', releases)
    .orderBy('file.created_at', 'desc')
    .executeTakeFirst()

/** All files with these bytes, newest first: current or replaced. */
export const servedByDigest = (db: Queryable, algorithm: 'sha256' | 'sha512', digest: string): Promise<ServedRow[]> =>
  served(db).where(`file.${algorithm}`, '=', digest).orderBy('file.created_at', 'desc').limit(100).execute()

/** Digests and names of what a release has, by file name. */
export const digestsOf = (db: Queryable, release: string) =>
  db
    .selectFrom('package')
    .innerJoin('file', 'file.id', 'package.file_id')
    .select(['file.name', 'file.sha256', 'file.sha512'])
    .where('package.release_id', '=', release)
    .where('package.deleted_at', 'is', null)
    .orderBy('file.name')
    .orderBy('file.id')
    .execute()

/** Which of these digests some file has, deleted ones in the trash included. */
export async function referenced(db: Queryable, digests: readonly string[]): Promise<Set<string>> {
  if (digests.length === 0) return new Set()
  const rows = await db.selectFrom('file').select('sha256').distinct().where('sha256', 'in', digests).execute()
  return new Set(rows.map((row) => row.sha256))
}
