/** Downloads by day, package, build, device architecture and device firmware: section 2.4 of the contract. */
import { sql } from 'kysely'
import type { Queryable } from '../../../platform/db/index.ts'
import type { DownloadRow } from './tables.ts'

export const dayOf = (time: number): number => Math.floor(time / 86_400_000)
/** The 90th day counts. */
export const RECENT_DAYS = 90

/** Adds `by` (it may be negative) to the count and to the sums. */
export async function addDownloads(db: Queryable, row: Omit<DownloadRow, 'count'>, by: number): Promise<void> {
  const { package_id, day } = row
  await db
    .insertInto('spk_download')
    .values({ ...row, count: by })
    .onConflict((conflict) =>
      conflict
        .columns(['package_id', 'day', 'build_id', 'architecture', 'firmware_build'])
        .doUpdateSet((eb) => ({ count: eb('spk_download.count', '+', by) })),
    )
    .execute()
  await db
    .insertInto('spk_package_day')
    .values({ day, package_id, count: by })
    .onConflict((conflict) =>
      conflict.columns(['day', 'package_id']).doUpdateSet((eb) => ({ count: eb('spk_package_day.count', '+', by) })),
    )
    .execute()
  await db
    .insertInto('spk_package_total')
    .values({ package_id, count: by })
    .onConflict((conflict) =>
      conflict.column('package_id').doUpdateSet((eb) => ({ count: eb('spk_package_total.count', '+', by) })),
    )
    .execute()
}

/** Of all packages that were downloaded. */
export const packageTotals = async (db: Queryable): Promise<Map<string, number>> => {
  const rows = await db.selectFrom('spk_package_total').select(['package_id', 'count']).execute()
  return new Map(rows.map((row) => [row.package_id, Number(row.count)]))
}

/** Of all packages that were downloaded in the last 90 days. */
export const recentCounts = async (db: Queryable, today: number): Promise<Map<string, number>> => {
  const rows = await db
    .selectFrom('spk_package_day')
    .select((eb) => ['package_id', eb.fn.sum<number>('count').as('count')])
    .where('day', '>=', today - RECENT_DAYS)
    .groupBy('package_id')
    .execute()
  return new Map(rows.map((row) => [row.package_id, Number(row.count)]))
}

/** Downloads of a package since a day: by day, version, architecture and firmware of the device; most first. */
export async function downloadsOf(db: Queryable, packageId: string, since: number) {
  const recent = db
    .selectFrom('spk_download')
    .where('spk_download.package_id', '=', packageId)
    .where('day', '>=', since)
  const total = sql<number>`sum(spk_download.count)`
  const by = async (column: 'architecture' | 'firmware_build') =>
    (
      await recent
        .select([column, total.as('downloads')])
        .groupBy(column)
        .orderBy(total, 'desc')
        .orderBy(column)
        .execute()
    ).map((row) => ({ of: String((row as Record<string, unknown>)[column]), downloads: Number(row.downloads) }))
  const days = await recent
    .select(['day', total.as('downloads')])
    .groupBy('day')
    .orderBy('day')
    .execute()
  const versions = await recent
    .innerJoin('spk_build', 'spk_build.id', 'spk_download.build_id')
    .innerJoin('spk_version', 'spk_version.id', 'spk_build.version_id')
    .select(['spk_version.upstream_version', 'spk_version.version', total.as('downloads')])
    .groupBy(['spk_version.upstream_version', 'spk_version.version'])
    .orderBy(total, 'desc')
    .orderBy('spk_version.version', 'desc')
    .execute()
  return {
    days: days.map((row) => ({ day: row.day, downloads: Number(row.downloads) })),
    versions: versions.map((row) => ({ ...row, downloads: Number(row.downloads) })),
    architectures: await by('architecture'),
    firmwares: await by('firmware_build'),
  }
}

/** The sum that one row has now; 0 when there is none. */
export const downloadsCounted = async (db: Queryable, row: Omit<DownloadRow, 'count'>): Promise<number> => {
  const known = await db
    .selectFrom('spk_download')
    .select('count')
    .where('package_id', '=', row.package_id)
    .where('day', '=', row.day)
    .where('build_id', '=', row.build_id)
    .where('architecture', '=', row.architecture)
    .where('firmware_build', '=', row.firmware_build)
    .executeTakeFirst()
  return Number(known?.count ?? 0)
}
