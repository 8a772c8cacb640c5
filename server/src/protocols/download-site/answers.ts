/** How a package is shown as JSON: 18 keys, always all of them. */
import { type InstallerDetail, type InstallerRow, UNLISTED } from '../../modules/packages/index.ts'
import type { SiteRecord } from './matching.ts'
import { versionOf } from './version.ts'

export type PackageAnswer = {
  arch: string
  build_date: string
  build_date_ymd: string
  /** this and `codebase`, `md5`, `package`: of records of Midas only */
  checkout_date: string | null
  checkout_date_ymd: string | null
  codebase: string | null
  download_url: string
  extensions_browse_url: string
  md5: string | null
  name: string
  os: string
  package: string | null
  product_name: string
  revision: string
  sha512: string | null
  size: number
  stability: 'release' | 'nightly'
  version: string | null
}

/** By system and stability. */
export type AllPackages = Record<string, Record<string, PackageAnswer | null>>

export const recordOf = (row: InstallerRow): SiteRecord => {
  const release = row.release_stage === 'stable' ? row.release_name : null
  return {
    id: row.id,
    os: row.os,
    arch: row.arch,
    revision: row.revision,
    buildDate: buildDateOf(row),
    createdAt: row.created_at,
    release,
    preRelease: row.pre_release === 1,
    unlisted: row.pre_release === UNLISTED,
    version: versionOf(release, row.version),
    yanked: row.yanked_at !== null,
  }
}

/** As it is printed, in ISO 8601. */
export const buildDateOf = (row: Pick<InstallerRow, 'built' | 'build_date' | 'created_at'>): string =>
  row.built ?? isoTime(row.build_date ?? row.created_at)

/** `extensionsUrl`: where a catalogue of extensions can be browsed by revision and system. */
export const answerOf = (record: SiteRecord, detail: InstallerDetail, extensionsUrl: string): PackageAnswer => ({
  arch: record.arch,
  build_date: record.buildDate,
  build_date_ymd: record.buildDate.slice(0, 10),
  checkout_date: detail.midas?.checkout_date ?? null,
  checkout_date_ymd: detail.midas?.checkout_date?.slice(0, 10) ?? null,
  codebase: detail.midas?.codebase ?? null,
  download_url: bitstreamPath(record.id),
  extensions_browse_url: `${extensionsUrl}/${encodeURIComponent(record.revision)}/${record.os}`,
  md5: detail.midas?.md5 ?? null,
  name: detail.name,
  os: record.os,
  package: detail.midas?.package_type ?? null,
  product_name: detail.baseName,
  revision: record.revision,
  sha512: detail.sha512,
  size: detail.size,
  stability: record.release === null ? 'nightly' : 'release',
  version: record.version,
})

export const bitstreamPath = (id: string): string => `/bitstream/${id}`

/** As Python prints a time in UTC: microseconds unless there are none, and the offset. */
export function isoTime(ms: number): string {
  const text = new Date(ms).toISOString()
  const fraction = text.slice(20, 23)
  return `${text.slice(0, 19)}${fraction === '000' ? '' : `.${fraction}000`}+00:00`
}

/** JSON as the old site printed it: compact, keys in order, everything but ASCII escaped, a line feed at the end. */
export function printJson(value: unknown): string {
  const text = JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
  return `${text.replaceAll(/[\u0080-\uffff]/g, escapeUnit)}\n`
}

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
