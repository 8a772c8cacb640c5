/** What devices can get of packages: their active builds with all that is printed of them, and no more of it. */
import { sql } from 'kysely'
import type { Queryable } from '../../../platform/db/index.ts'
import { servicesOf } from './packages.ts'
import type { BuildRow, VersionRow } from './tables.ts'

/** Packages of which something public changed after this state of the repository. */
export const packagesSince = (db: Queryable, generation: number) =>
  db
    .selectFrom('spk_package')
    .select(['id', 'name', 'generation'])
    .where('generation', '>', generation)
    .orderBy('name')
    .execute()

export const packageIds = async (db: Queryable): Promise<string[]> =>
  (await db.selectFrom('spk_package').select('id').execute()).map((row) => row.id)

const active = (db: Queryable, packages: readonly string[]) =>
  db
    .selectFrom('spk_version')
    .innerJoin('spk_build', 'spk_build.version_id', 'spk_version.id')
    .where('spk_version.package_id', 'in', packages)
    .where('spk_build.active', '=', 1)

export type ActiveBuildRow = Pick<
  BuildRow,
  | 'id'
  | 'version_id'
  | 'firmware_min'
  | 'firmware_max'
  | 'path'
  | 'md5'
  | 'size'
  | 'changelog'
  | 'dependencies'
  | 'conflicts'
> & {
  package_id: string
  /** version text of the minimum firmware */
  min_version: string
}

/** In the order in which they came. */
export const activeBuildsOf = (db: Queryable, packages: readonly string[]): Promise<ActiveBuildRow[]> =>
  active(db, packages)
    .innerJoin('spk_firmware', 'spk_firmware.build', 'spk_build.firmware_min')
    .select(['spk_version.package_id', 'spk_firmware.version as min_version'])
    .select(['spk_build.id', 'spk_build.version_id', 'spk_build.firmware_min', 'spk_build.firmware_max'])
    .select(['spk_build.path', 'spk_build.md5', 'spk_build.size'])
    .select(['spk_build.changelog', 'spk_build.dependencies', 'spk_build.conflicts'])
    .orderBy('spk_build.created_at')
    .orderBy('spk_build.id')
    .execute()

/** With whether there is a licence instead of its text, which may be long. */
export type ActiveVersionRow = Omit<VersionRow, 'license' | 'created_at'> & { licensed: number }

/** All versions, whether they have active builds or not. */
export const versionFactsOf = (db: Queryable, packages: readonly string[]): Promise<ActiveVersionRow[]> =>
  db
    .selectFrom('spk_version')
    .select(['id', 'package_id', 'version', 'upstream_version', 'beta', 'report_url'])
    .select(['distributor', 'distributor_url', 'maintainer', 'maintainer_url'])
    .select(['install_wizard', 'upgrade_wizard', 'startable'])
    .select(sql<number>`case when license is null then 0 else 1 end`.as('licensed'))
    .where('package_id', 'in', packages)
    .execute()

/** In INFO order. */
export const activeArchitecturesOf = (db: Queryable, packages: readonly string[]) =>
  active(db, packages)
    .innerJoin('spk_build_architecture', 'spk_build_architecture.build_id', 'spk_build.id')
    .select(['spk_build_architecture.build_id', 'spk_build_architecture.architecture'])
    .orderBy('spk_build_architecture.build_id')
    .orderBy('spk_build_architecture.position')
    .execute()

export type FormerMembers = Pick<
  BuildRow,
  'conf_dependencies' | 'conf_conflicts' | 'conf_privilege' | 'conf_resource'
> & { services: readonly string[] }

/** What devices were told until 2026, by build. */
export async function formerMembersOf(db: Queryable, packages: readonly string[]): Promise<Map<string, FormerMembers>> {
  const builds = await active(db, packages)
    .select(['spk_build.id', 'spk_build.version_id'])
    .select(['conf_dependencies', 'conf_conflicts', 'conf_privilege', 'conf_resource'])
    .execute()
  const services = await servicesOf(db, [...new Set(builds.map((row) => row.version_id))])
  return new Map(
    builds.map(({ id, version_id, ...conf }) => [
      id,
      { ...conf, services: services.filter((row) => row.version_id === version_id).map((row) => row.service) },
    ]),
  )
}

export const activeDescriptionsOf = (db: Queryable, packages: readonly string[]) =>
  active(db, packages)
    .innerJoin('spk_description', 'spk_description.build_id', 'spk_build.id')
    .select(['spk_description.build_id', 'spk_description.language', 'spk_description.description'])
    .execute()

export const allDisplayNamesOf = (db: Queryable, packages: readonly string[]) =>
  db
    .selectFrom('spk_version')
    .innerJoin('spk_display_name', 'spk_display_name.version_id', 'spk_version.id')
    .select(['spk_display_name.version_id', 'spk_display_name.language', 'spk_display_name.name'])
    .where('spk_version.package_id', 'in', packages)
    .execute()

/** Icons of all versions, and screenshots: smallest, or first, first. */
export const picturesOf = (db: Queryable, packages: readonly string[]) =>
  db
    .selectFrom('spk_file')
    .select(['package_id', 'version_id', 'kind', 'path', 'position'])
    .where('package_id', 'in', packages)
    .where('kind', 'in', ['icon', 'screenshot'])
    .orderBy('package_id')
    .orderBy('position')
    .execute()
