/** Packages and their files: the tables, and one row at a time. Lists are in `list-store.ts`, what is delivered in `served-store.ts`. */
import { type Flag, kept, type Queryable } from '../../platform/db/index.ts'

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

/** Packages with their current file and their release. */
export const published = (db: Queryable) =>
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

/** Which of these digests some file has, deleted ones in the trash included. */
export async function referenced(db: Queryable, digests: readonly string[]): Promise<Set<string>> {
  if (digests.length === 0) return new Set()
  const rows = await db.selectFrom('file').select('sha256').distinct().where('sha256', 'in', digests).execute()
  return new Set(rows.map((row) => row.sha256))
}
