/** Sums over all packages, or over those one maintains. */
import { sql } from 'kysely'
import type { Queryable } from '../../../platform/db/index.ts'

/** Account whose packages are meant; null: all packages. */
export type Scope = string | null

const maintainedBy = (db: Queryable, account: string) =>
  db.selectFrom('spk_maintainer').select('package_id').where('account_id', '=', account)

export async function countThings(db: Queryable, scope: Scope) {
  const { packages } = await db
    .selectFrom('spk_package')
    .select((eb) => eb.fn.countAll<number>().as('packages'))
    .$if(scope !== null, (query) => query.where('id', 'in', maintainedBy(db, scope as string)))
    .executeTakeFirstOrThrow()
  const { builds, inactive } = await db
    .selectFrom('spk_build')
    .innerJoin('spk_version', 'spk_version.id', 'spk_build.version_id')
    .select((eb) => [
      eb.fn.countAll<number>().as('builds'),
      sql<number>`coalesce(sum(1 - spk_build.active), 0)`.as('inactive'),
    ])
    .$if(scope !== null, (query) => query.where('spk_version.package_id', 'in', maintainedBy(db, scope as string)))
    .executeTakeFirstOrThrow()
  return { packages: Number(packages), builds: Number(builds), inactive: Number(inactive) }
}

/** Newest first. `downloads` since a day; `size` in bytes, of all builds. */
export async function latestVersions(db: Queryable, scope: Scope, since: number, limit: number) {
  const versions = await db
    .selectFrom('spk_version')
    .innerJoin('spk_package', 'spk_package.id', 'spk_version.package_id')
    .select(['spk_version.id', 'spk_version.version', 'spk_version.upstream_version', 'spk_version.created_at'])
    .select('spk_package.name')
    .$if(scope !== null, (query) => query.where('spk_version.package_id', 'in', maintainedBy(db, scope as string)))
    .orderBy('spk_version.created_at', 'desc')
    .orderBy('spk_version.id', 'desc')
    .limit(limit)
    .execute()
  const found = []
  for (const version of versions) {
    const builds = await db
      .selectFrom('spk_build')
      .select(['id', 'size', 'active'])
      .where('version_id', '=', version.id)
      .execute()
    const ids = builds.map(({ id }) => id)
    const sum =
      ids.length === 0
        ? undefined
        : await db
            .selectFrom('spk_download')
            .select((eb) => eb.fn.sum<number>('count').as('downloads'))
            .where('build_id', 'in', ids)
            .where('day', '>=', since)
            .executeTakeFirst()
    found.push({
      ...version,
      size: builds.reduce((total, { size }) => total + Number(size), 0),
      active: builds.every(({ active }) => active === 1),
      downloads: Number(sum?.downloads ?? 0),
    })
  }
  return found
}

/** Downloads since a day: all, and the values that have most of them. Devices only, but for the packages. */
export async function topDownloads(db: Queryable, scope: Scope, since: number, limit: number) {
  const recent = db
    .selectFrom('spk_download')
    .where('day', '>=', since)
    .$if(scope !== null, (query) => query.where('spk_download.package_id', 'in', maintainedBy(db, scope as string)))
  const total = sql<number>`sum(spk_download.count)`
  const top = async (column: 'architecture' | 'firmware_build', unknown: '' | 0) =>
    (
      await recent
        .select([column, total.as('downloads')])
        .where(column, '!=', unknown as never)
        .groupBy(column)
        .orderBy(total, 'desc')
        .orderBy(column)
        .limit(limit)
        .execute()
    ).map((row) => ({ of: String((row as Record<string, unknown>)[column]), downloads: Number(row.downloads) }))
  const all = await recent.select(total.as('downloads')).executeTakeFirst()
  const packages = await recent
    .innerJoin('spk_package', 'spk_package.id', 'spk_download.package_id')
    .select(['spk_package.id', 'spk_package.name', total.as('downloads')])
    .groupBy(['spk_package.id', 'spk_package.name'])
    .orderBy(total, 'desc')
    .orderBy('spk_package.name')
    .limit(limit)
    .execute()
  return {
    downloads: Number(all?.downloads ?? 0),
    architectures: await top('architecture', ''),
    firmwares: await top('firmware_build', 0),
    packages: packages.map(({ name, downloads }) => ({ of: name, downloads: Number(downloads) })),
  }
}
