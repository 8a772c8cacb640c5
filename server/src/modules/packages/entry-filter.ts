/** Which packages and extensions a protocol asks for, as a query that both databases answer by an index. */
import { type SelectQueryBuilder, sql } from 'kysely'
import type { Flag, Queryable, Tables } from '../../platform/db/index.ts'
import type { Kind, PackageTable } from './store.ts'

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

export type Rows = SelectQueryBuilder<Tables, 'package' | 'release' | 'file', EntryRow>

/** What the index of names knows of them (0022). */
export const NAME_INDEX = sql<string>`substr(package.name_key, 1, 100)`
export const indexedPart = (key: string): string => [...key].slice(0, 100).join('')

const COMPARISONS = { exact: '=', lte: '<=', gte: '>=' } as const

export const entries = (db: Queryable): Rows =>
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

export function filtered(db: Queryable, filter: EntryFilter): Rows {
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
export const hasIndex = ({
  ids,
  id,
  name,
  appRevision,
}: Pick<EntryFilter, 'ids' | 'id' | 'name' | 'appRevision'>): boolean =>
  [ids, id, name, appRevision].some((one) => one !== undefined)

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
