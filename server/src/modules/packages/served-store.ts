/** Files as those see them who want their bytes: by id, name or digest, with what decides who may have them. */
import { sql } from 'kysely'
import { type Flag, kept, type Queryable } from '../../platform/db/index.ts'
import type { FileRow, Kind } from './store.ts'

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
