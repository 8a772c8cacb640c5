/**
 * Downloads by day, package, build, device architecture and device firmware. They are sums of the
 * facts that statistics keep, written in the same transaction as these, and can be made anew from them.
 */
import { NOARCH } from '@slipway/spk'
import { type RawBuilder, sql } from 'kysely'
import { isPostgres, type Queryable } from '../../../platform/db/index.ts'
import { SPK_SUBJECTS } from '../../downloads/index.ts'
import type { DownloadRow } from './tables.ts'

const DAY_MS = 86_400_000
export const dayOf = (time: number): number => Math.floor(time / DAY_MS)
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

/** The last day on which a package was downloaded; null: it never was. */
export async function lastDownload(db: Queryable, packageId: string): Promise<number | null> {
  const row = await db
    .selectFrom('spk_package_day')
    .select((eb) => eb.fn.max('day').as('day'))
    .where('package_id', '=', packageId)
    .where('count', '>', 0)
    .executeTakeFirst()
  return row?.day ?? null
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

/**
 * Makes all counters anew from the facts that statistics keep, without those of bots, whatever older system counted them.
 * Whoever counts meanwhile waits.
 */
export async function recount(tx: Queryable): Promise<void> {
  if (isPostgres(tx)) await sql`lock table spk_download in share row exclusive mode`.execute(tx)
  for (const table of ['spk_download', 'spk_package_day', 'spk_package_total'] as const) {
    await tx.deleteFrom(table).execute()
  }
  await countFacts(tx, sql``)
}

/**
 * Makes the counters of a package that has none. Devices, people and statistics know packages by name: one that was deleted
 * and comes again was downloaded as often as before.
 */
export const countFormer = (tx: Queryable, packageId: string): Promise<void> =>
  countFacts(tx, sql`and p.id = ${packageId}`)

/** `which`: condition on the package `p`. */
async function countFacts(tx: Queryable, which: RawBuilder<unknown>): Promise<void> {
  await sql`
    insert into spk_download (package_id, day, build_id, architecture, firmware_build, target_firmware, target_noarch, source, count)
    select d.package_id, d.day, d.build_id, d.architecture, d.firmware_build,
      case when n.build_id is null then coalesce(b.firmware_min, 0) else 0 end,
      case when n.build_id is null then 0 else 1 end,
      case when d.firmware_build > 0 then 'catalog' else 'manual' end,
      d.count
    from (
      select p.id as package_id, f.at / ${sql.lit(DAY_MS)} as day, s.file_id as build_id, s.arch as architecture,
        case when s.app_revision = '' then 0 else cast(s.app_revision as integer) end as firmware_build,
        sum(f.downloads) as count
      from download_subject s
      inner join spk_package p on p.name = s.base_name ${which}
      inner join download_fact f on f.subject_id = s.id
      inner join user_agent a on a.id = f.agent_id
      where s.app_id = ${SPK_SUBJECTS} and s.kind = 'spk' and a.client <> 'bot'
      group by 1, 2, 3, 4, 5
    ) d
    left join spk_build b on b.id = d.build_id
    left join spk_build_architecture n on n.build_id = d.build_id and n.architecture = ${NOARCH}
    where d.count <> 0`.execute(tx)
  const of = sql`exists (select 1 from spk_package p where p.id = spk_download.package_id ${which})`
  await sql`
    insert into spk_package_day (day, package_id, count)
    select day, package_id, sum(count) from spk_download where ${of} group by day, package_id`.execute(tx)
  await sql`
    insert into spk_package_total (package_id, count)
    select package_id, sum(count) from spk_download where ${of} group by package_id`.execute(tx)
}
