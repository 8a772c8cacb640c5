import { addMany, kept, type Queryable, rowCompare } from '../../platform/db/index.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    download_counter: CounterRow
  }
}

/** Counted by what a file was, not by its id: counts outlive the package and the release. */
export type CounterRow = {
  app_id: string
  app_revision: string
  kind: 'package' | 'extension'
  base_name: string
  os: string
  arch: string
  downloads: number
}

export type CounterKey = Omit<CounterRow, 'downloads'>

const COUNTER = {
  app_id: 'text',
  app_revision: 'text',
  kind: 'text',
  base_name: 'text',
  os: 'text',
  arch: 'text',
  downloads: 'integer',
} as const

/** Adds the downloads of each (they may be negative) to its counter. */
export const addAll = (tx: Queryable, counters: readonly CounterRow[]): Promise<void> =>
  addMany(
    tx,
    'download_counter',
    COUNTER,
    counters.map((row) => [row.app_id, row.app_revision, row.kind, row.base_name, row.os, row.arch, row.downloads]),
  )

const ORDER = ['app_revision', 'kind', 'base_name', 'os', 'arch'] as const

export type CounterFilter = {
  /** leave out the revisions of private releases */
  onlyPublic?: boolean
  revision?: string | undefined
  kind?: CounterRow['kind'] | undefined
  baseName?: string | undefined
}

/** By revision, kind, base name, os, arch. */
export function list(db: Queryable, app: string, filter: CounterFilter, limit: number, after: string[] | undefined) {
  let query = db.selectFrom('download_counter').selectAll().where('app_id', '=', app).where('downloads', '>', 0)
  for (const column of ORDER) query = query.orderBy(column)
  if (filter.revision !== undefined) query = query.where('app_revision', '=', filter.revision)
  if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind)
  if (filter.baseName !== undefined) query = query.where('base_name', '=', filter.baseName)
  if (filter.onlyPublic) {
    query = query.where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('release')
            .select('release.id')
            .whereRef('release.app_id', '=', 'download_counter.app_id')
            .whereRef('release.revision', '=', 'download_counter.app_revision')
            .where('release.public', '=', 0)
            .where('release.deleted_at', 'is', null),
        ),
      ),
    )
  }
  if (after !== undefined) query = query.where(rowCompare(ORDER, 'asc', after))
  return query.limit(limit).execute()
}

/** Downloads of extensions for one application revision, by base name. */
export const ofExtensions = kept((db, { app, revision }: { app: string; revision: string }) =>
  db
    .selectFrom('download_counter')
    .select('base_name')
    .select((eb) => eb.fn.sum<number>('downloads').as('downloads'))
    .where('app_id', '=', app)
    .where('app_revision', '=', revision)
    .where('kind', '=', 'extension')
    .groupBy('base_name'),
)
