/** What the catalogue asks about one extension across releases, and about the newest build of a name. */
import { type Queryable, rowCompare } from '../../platform/db/index.ts'
import type { Kind } from './store.ts'

export type VersionRow = {
  id: string
  revision: string
  os: string
  arch: string
  created_at: number
  yanked_at: number | null
  release_id: string
  release_name: string
  release_stage: 'draft' | 'stable'
  release_revision: string
  release_listed_at: number
  file_name: string
  size: number
  sha256: string
}

/** Newest first. */
export function versionsOf(
  db: Queryable,
  app: string,
  baseName: string,
  onlyPublic: boolean,
  limit: number,
  after: [number, string] | undefined,
): Promise<VersionRow[]> {
  let query = db
    .selectFrom('package')
    .innerJoin('release', 'release.id', 'package.release_id')
    .innerJoin('file', 'file.id', 'package.file_id')
    .select(['package.id', 'package.revision', 'package.os', 'package.arch', 'package.created_at', 'package.yanked_at'])
    .select([
      'release.id as release_id',
      'release.name as release_name',
      'release.stage as release_stage',
      'release.revision as release_revision',
      'release.listed_at as release_listed_at',
    ])
    .select(['file.name as file_name', 'file.size', 'file.sha256'])
    .where('package.app_id', '=', app)
    .where('package.kind', '=', 'extension')
    .where('package.base_name', '=', baseName)
    .where('package.deleted_at', 'is', null)
    .orderBy('package.created_at', 'desc')
    .orderBy('package.id', 'desc')
    .limit(limit)
  if (onlyPublic) query = query.where('release.public', '=', 1)
  if (after !== undefined) query = query.where(rowCompare(['package.created_at', 'package.id'], 'desc', after))
  return query.execute()
}

/** The stable release listed last that has the extension; without one, the draft in which it was published last. */
export async function newestReleaseWith(
  db: Queryable,
  app: string,
  baseName: string,
  onlyPublic: boolean,
): Promise<string | undefined> {
  // Stable releases are few, each is a look-up; drafts are many, but each build of the name is newer than the next.
  let stable = db
    .selectFrom('release')
    .select('release.id')
    .where('release.app_id', '=', app)
    .where('release.stage', '=', 'stable')
    .where('release.deleted_at', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('package')
          .select('package.id')
          .whereRef('package.release_id', '=', 'release.id')
          .where('package.kind', '=', 'extension')
          .where('package.base_name', '=', baseName)
          .where('package.deleted_at', 'is', null)
          .where('package.file_id', 'is not', null),
      ),
    )
    .orderBy('release.listed_at', 'desc')
    .orderBy('release.id', 'desc')
    .limit(1)
  if (onlyPublic) stable = stable.where('release.public', '=', 1)
  let draft = db
    .selectFrom('package')
    .innerJoin('release', 'release.id', 'package.release_id')
    .select('release.id')
    .where('package.app_id', '=', app)
    .where('package.kind', '=', 'extension')
    .where('package.base_name', '=', baseName)
    .where('package.deleted_at', 'is', null)
    .where('package.file_id', 'is not', null)
    .where('release.stage', '=', 'draft')
    .orderBy('package.created_at', 'desc')
    .orderBy('package.id', 'desc')
    .limit(1)
  if (onlyPublic) draft = draft.where('release.public', '=', 1)
  return ((await stable.executeTakeFirst()) ?? (await draft.executeTakeFirst()))?.id
}

export type NewestRow = {
  id: string
  base_name: string
  version: string
  os: string
  arch: string
  category: string | null
  icon_url: string | null
  release_name: string
}

/** The last published builds of a name. */
export function newestBuilds(
  db: Queryable,
  app: string,
  kind: Kind,
  baseName: string,
  onlyPublic: boolean,
  limit: number,
): Promise<NewestRow[]> {
  let query = db
    .selectFrom('package')
    .innerJoin('release', 'release.id', 'package.release_id')
    .select(['package.id', 'package.base_name', 'package.version', 'package.os', 'package.arch'])
    .select(['package.category', 'package.icon_url', 'release.name as release_name'])
    .where('package.app_id', '=', app)
    .where('package.kind', '=', kind)
    .where('package.base_name', '=', baseName)
    .where('package.deleted_at', 'is', null)
    .where('package.file_id', 'is not', null)
    .orderBy('package.created_at', 'desc')
    .orderBy('package.id', 'desc')
    .limit(limit)
  if (onlyPublic) query = query.where('release.public', '=', 1)
  return query.execute()
}
