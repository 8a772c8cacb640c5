/** Builds, what they are for, and their texts. */
import type { Queryable } from '../../../platform/db/index.ts'
import type { BuildRow } from './tables.ts'

export const findBuild = (db: Queryable, id: string): Promise<BuildRow | undefined> =>
  db.selectFrom('spk_build').selectAll().where('id', '=', id).executeTakeFirst()

/** In the order in which they came. */
export const buildsOf = (db: Queryable, versions: readonly string[]): Promise<BuildRow[]> =>
  versions.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('spk_build')
        .selectAll()
        .where('version_id', 'in', versions)
        .orderBy('version_id')
        .orderBy('created_at')
        .orderBy('id')
        .execute()

/** With the package and version each belongs to, in the order of the ids. */
export const buildsWithOwners = (db: Queryable, builds: readonly string[]) =>
  db
    .selectFrom('spk_build')
    .innerJoin('spk_version', 'spk_version.id', 'spk_build.version_id')
    .innerJoin('spk_package', 'spk_package.id', 'spk_version.package_id')
    .selectAll('spk_build')
    .select([
      'spk_package.id as package_id',
      'spk_package.name as package_name',
      'spk_package.pending as package_pending',
    ])
    .select(['spk_version.version as number'])
    .select(['spk_version.upstream_version', 'spk_version.beta'])
    .where('spk_build.id', 'in', builds)
    .orderBy('spk_build.id')
    .execute()

export const insertBuild = (db: Queryable, row: BuildRow) => db.insertInto('spk_build').values(row).execute()

export const updateBuild = (db: Queryable, id: string, change: Partial<BuildRow>) =>
  db.updateTable('spk_build').set(change).where('id', '=', id).execute()

export const deleteBuild = (db: Queryable, id: string) => db.deleteFrom('spk_build').where('id', '=', id).execute()

/** In INFO order. */
export const setArchitectures = async (
  db: Queryable,
  build: Pick<BuildRow, 'id' | 'version_id' | 'firmware_min'>,
  codes: readonly string[],
): Promise<void> => {
  await db.deleteFrom('spk_build_architecture').where('build_id', '=', build.id).execute()
  await db
    .insertInto('spk_build_architecture')
    .values(
      codes.map((architecture, position) => ({
        build_id: build.id,
        architecture,
        position,
        version_id: build.version_id,
        firmware_min: build.firmware_min,
      })),
    )
    .execute()
}

export async function setDescriptions(db: Queryable, build: string, texts: ReadonlyMap<string, string>): Promise<void> {
  await db.deleteFrom('spk_description').where('build_id', '=', build).execute()
  const rows = [...texts].map(([language, description]) => ({ build_id: build, language, description }))
  if (rows.length > 0) await db.insertInto('spk_description').values(rows).execute()
}

export const architecturesOf = (db: Queryable, builds: readonly string[]) =>
  builds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('spk_build_architecture')
        .select(['build_id', 'architecture'])
        .where('build_id', 'in', builds)
        .orderBy('build_id')
        .orderBy('position')
        .execute()

export const descriptionsOf = (db: Queryable, builds: readonly string[]) =>
  builds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('spk_description')
        .selectAll()
        .where('build_id', 'in', builds)
        .orderBy('build_id')
        .orderBy('language')
        .execute()
