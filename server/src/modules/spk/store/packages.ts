/** Packages, versions and their texts. */
import type { Queryable } from '../../../platform/db/index.ts'
import { countFormer } from './counts.ts'
import type { PackageRow, VersionRow } from './tables.ts'

export const findPackage = (db: Queryable, name: string): Promise<PackageRow | undefined> =>
  db.selectFrom('spk_package').selectAll().where('name', '=', name).executeTakeFirst()

export const packageById = (db: Queryable, id: string): Promise<PackageRow | undefined> =>
  db.selectFrom('spk_package').selectAll().where('id', '=', id).executeTakeFirst()

/** With the counts of earlier downloads under its name. */
export async function insertPackage(tx: Queryable, row: PackageRow): Promise<void> {
  await tx.insertInto('spk_package').values(row).execute()
  await countFormer(tx, row.id)
}

export const updatePackage = (db: Queryable, id: string, change: Partial<PackageRow>) =>
  db.updateTable('spk_package').set(change).where('id', '=', id).execute()

export const deletePackage = (db: Queryable, id: string) => db.deleteFrom('spk_package').where('id', '=', id).execute()

export const isMaintainer = async (db: Queryable, id: string, account: string): Promise<boolean> =>
  (await db
    .selectFrom('spk_maintainer')
    .select('package_id')
    .where('package_id', '=', id)
    .where('account_id', '=', account)
    .executeTakeFirst()) !== undefined

/** Accounts that maintain a package, by login. */
export const maintainers = (db: Queryable, id: string) =>
  db
    .selectFrom('spk_maintainer')
    .innerJoin('account', 'account.id', 'spk_maintainer.account_id')
    .select(['account.id', 'account.login', 'account.name'])
    .where('package_id', '=', id)
    .orderBy('account.login_key')
    .execute()

export async function setMaintainers(db: Queryable, id: string, accounts: readonly string[]): Promise<void> {
  await db.deleteFrom('spk_maintainer').where('package_id', '=', id).execute()
  if (accounts.length === 0) return
  await db
    .insertInto('spk_maintainer')
    .values([...new Set(accounts)].map((account) => ({ package_id: id, account_id: account })))
    .execute()
}

export const findVersion = (db: Queryable, packageId: string, version: number): Promise<VersionRow | undefined> =>
  db
    .selectFrom('spk_version')
    .selectAll()
    .where('package_id', '=', packageId)
    .where('version', '=', version)
    .executeTakeFirst()

/** Highest first. */
export const versionsOf = (db: Queryable, packages: readonly string[]): Promise<VersionRow[]> =>
  packages.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('spk_version')
        .selectAll()
        .where('package_id', 'in', packages)
        .orderBy('package_id')
        .orderBy('version', 'desc')
        .execute()

export const hasVersions = async (db: Queryable, packageId: string): Promise<boolean> =>
  (await db.selectFrom('spk_version').select('id').where('package_id', '=', packageId).limit(1).execute()).length > 0

export const insertVersion = (db: Queryable, row: VersionRow) => db.insertInto('spk_version').values(row).execute()

export const updateVersion = (db: Queryable, id: string, change: Partial<VersionRow>) =>
  db.updateTable('spk_version').set(change).where('id', '=', id).execute()

export const deleteVersion = (db: Queryable, id: string) => db.deleteFrom('spk_version').where('id', '=', id).execute()

export async function setDisplayNames(
  db: Queryable,
  version: string,
  names: ReadonlyMap<string, string>,
): Promise<void> {
  await db.deleteFrom('spk_display_name').where('version_id', '=', version).execute()
  const rows = [...names].map(([language, name]) => ({ version_id: version, language, name }))
  if (rows.length > 0) await db.insertInto('spk_display_name').values(rows).execute()
}

export async function setServices(db: Queryable, version: string, services: readonly string[]): Promise<void> {
  await db.deleteFrom('spk_version_service').where('version_id', '=', version).execute()
  const rows = services.map((service) => ({ version_id: version, service }))
  if (rows.length > 0) await db.insertInto('spk_version_service').values(rows).execute()
}

export const displayNamesOf = (db: Queryable, versions: readonly string[]) =>
  versions.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('spk_display_name')
        .selectAll()
        .where('version_id', 'in', versions)
        .orderBy('version_id')
        .orderBy('language')
        .execute()

export const servicesOf = (db: Queryable, versions: readonly string[]) =>
  versions.length === 0
    ? Promise.resolve([])
    : db.selectFrom('spk_version_service').selectAll().where('version_id', 'in', versions).orderBy('service').execute()
