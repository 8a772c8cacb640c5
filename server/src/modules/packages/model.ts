/** How packages, extensions and files are shown, and how the facts of an uploader become columns. */
import type { Extension, ExtensionFacts, File, Package, PackageFacts } from '@slipway/contract'
import { flag } from '../../platform/db/index.ts'
import { isoTime } from '../../platform/iso-time.ts'
import type { TemplateFacts } from '../apps/index.ts'
import { cleanDescription } from './description.ts'
import type { FactColumns, FileRow, Kind, ListedRow, PackageTable } from './store.ts'

/** What only extensions have, where nothing of it is stated. */
export const NO_EXTRAS = {
  category: null,
  tier: null,
  icon_url: null,
  homepage: null,
  screenshots: null,
  contributors: null,
  dependency: null,
  recommends: null,
  license: null,
  development_status: null,
  enabled: null,
  dicom_support_rule: null,
  keywords: null,
} satisfies Partial<FactColumns>

/** Optional texts of an extension that older protocols name as their columns are. */
export const EXTENSION_TEXTS = [
  'icon_url',
  'category',
  'homepage',
  'screenshots',
  'contributors',
  'dependency',
  'recommends',
  'license',
  'development_status',
  'dicom_support_rule',
  'keywords',
] as const

/** `now` in milliseconds: the build date when none was given. */
export const packageColumns = (facts: PackageFacts, now: number): FactColumns => ({
  base_name: facts.baseName,
  os: facts.os,
  arch: facts.arch,
  revision: facts.revision,
  app_revision: facts.revision,
  version: facts.version,
  repository_type: facts.repositoryType ?? '',
  repository_url: facts.repositoryUrl ?? '',
  description: facts.description ?? '',
  pre_release: facts.preRelease === undefined ? null : flag(facts.preRelease),
  build_date: facts.buildDate === undefined ? now : Date.parse(facts.buildDate),
  ...NO_EXTRAS,
})

const text = (value: string | null | undefined): string | null => (value === undefined || value === '' ? null : value)

export const extensionColumns = (facts: ExtensionFacts): FactColumns => ({
  base_name: facts.baseName,
  os: facts.os,
  arch: facts.arch,
  revision: facts.revision,
  app_revision: facts.appRevision,
  version: '',
  repository_type: facts.repositoryType ?? '',
  repository_url: facts.repositoryUrl ?? '',
  description: cleanDescription(facts.description ?? ''),
  pre_release: null,
  build_date: null,
  category: text(facts.category),
  tier: facts.tier ?? null,
  icon_url: text(facts.iconUrl),
  homepage: text(facts.homepage),
  screenshots: text(facts.screenshots),
  contributors: text(facts.contributors),
  dependency: text(facts.dependency),
  recommends: text(facts.recommends),
  license: text(facts.license),
  development_status: text(facts.developmentStatus),
  enabled: facts.enabled === undefined ? null : flag(facts.enabled),
  dicom_support_rule: text(facts.dicomSupportRule),
  keywords: text(facts.keywords),
})

/** The keys naming templates may use; they are those of the Slicer package manager. */
export const templateFacts = (app: string, facts: FactColumns): TemplateFacts => ({
  app_id: app,
  baseName: facts.base_name,
  os: facts.os,
  arch: facts.arch,
  repository_type: facts.repository_type,
  repository_url: facts.repository_url,
  revision: facts.revision,
  app_revision: facts.app_revision,
  version: facts.version,
  pre_release: facts.pre_release === null ? null : facts.pre_release === 1,
  build_date: facts.build_date === null ? null : new Date(facts.build_date),
  description: facts.description,
  icon_url: facts.icon_url,
  category: facts.category,
  tier: facts.tier,
  homepage: facts.homepage,
  screenshots: facts.screenshots,
  contributors: facts.contributors,
  dependency: facts.dependency,
  recommends: facts.recommends,
  license: facts.license,
  development_status: facts.development_status,
  enabled: facts.enabled === null ? null : facts.enabled === 1,
  dicom_support_rule: facts.dicom_support_rule,
  keywords: facts.keywords,
})

/** Facts that differ, by column; `build_date` only if the uploader gave one. */
export function changedFacts(before: PackageTable, facts: FactColumns, dated: boolean): Partial<FactColumns> {
  const columns = (Object.keys(facts) as (keyof FactColumns)[]).filter(
    (column) => before[column] !== facts[column] && (column !== 'build_date' || dated),
  )
  return Object.fromEntries(columns.map((column) => [column, facts[column]])) as Partial<FactColumns>
}

export const byNamePath = (slug: string, release: string, fileName: string): string =>
  `/dl/${encodeURIComponent(slug)}/${encodeURIComponent(release)}/${encodeURIComponent(fileName)}`

const byDigestPath = (sha256: string, name: string): string => `/dl/sha256:${sha256}/${encodeURIComponent(name)}`

export const presentFile = (row: FileRow): File => ({
  id: row.id,
  name: row.name,
  size: row.size,
  sha256: row.sha256,
  sha512: row.sha512,
  contentType: row.content_type,
  createdAt: isoTime(row.created_at),
  replacedAt: row.replaced_at === null ? null : isoTime(row.replaced_at),
  url: byDigestPath(row.sha256, row.name),
})

const presentShared = (row: ListedRow, slug: string) => ({
  id: row.id,
  app: slug,
  release: {
    id: row.release_id,
    name: row.release_name,
    stage: row.release_stage,
    revision: row.release_revision,
  },
  name: row.name,
  baseName: row.base_name,
  os: row.os,
  arch: row.arch,
  revision: row.revision,
  repositoryType: row.repository_type,
  repositoryUrl: row.repository_url,
  description: row.description,
  file: {
    id: row.file,
    name: row.file_name,
    size: row.file_size,
    sha256: row.file_sha256,
    sha512: row.file_sha512,
    contentType: row.file_type,
    createdAt: isoTime(row.file_created_at),
    replacedAt: null,
    url: byDigestPath(row.file_sha256, row.file_name),
  },
  url: byNamePath(slug, row.release_name, row.file_name),
  createdAt: isoTime(row.created_at),
  updatedAt: isoTime(row.updated_at),
  yanked: row.yanked_at === null ? null : { at: isoTime(row.yanked_at), reason: row.yank_reason ?? '' },
  bytesChangedAt: row.bytes_changed_at === null ? null : isoTime(row.bytes_changed_at),
})

// The shared part comes last: an object that begins with a spread and then grows becomes a slow one, sixty times as dear
// to make, which with lists of hundreds was most of their cost.
export const presentPackage = (row: ListedRow, slug: string): Package => ({
  version: row.version,
  preRelease: row.pre_release === 1,
  buildDate: isoTime(row.build_date ?? row.created_at),
  ...presentShared(row, slug),
})

export const presentExtension = (row: ListedRow, slug: string): Extension => ({
  category: row.category,
  tier: row.tier,
  iconUrl: row.icon_url,
  homepage: row.homepage,
  screenshots: row.screenshots,
  contributors: row.contributors,
  dependency: row.dependency,
  recommends: row.recommends,
  license: row.license,
  developmentStatus: row.development_status,
  enabled: row.enabled === null ? null : row.enabled === 1,
  dicomSupportRule: row.dicom_support_rule,
  keywords: row.keywords,
  ...presentShared(row, slug),
})

export const noSuch: Record<Kind, 'package_not_found' | 'extension_not_found'> = {
  package: 'package_not_found',
  extension: 'extension_not_found',
}
