/**
 * 5,000 Synology packages with three versions of four builds each, written row by row into an empty database: each build
 * is for two of fifty architectures. Everything follows from fixed numbers.
 */
import { createHash } from 'node:crypto'
import { migrations } from '../../server/src/migrations/index.ts'
import type {} from '../../server/src/modules/spk/index.ts'
import { newId } from '../../server/src/platform/crypto/ids.ts'
import { type Database, gatherStatistics, migrate, openDatabase } from '../../server/src/platform/db/index.ts'

const PACKAGES = 5000
const PACKAGES_QUICK = 500
const VERSIONS = 3
const BUILDS = 4
const AT_ONCE = 50
const FIRMWARES = [15047, 42661, 63134]

/** Fills a new database. */
export async function fillSpks(url: string, quick: boolean): Promise<void> {
  const db = await openDatabase(url)
  try {
    await migrate(db, migrations)
    const rows = await db.read.selectFrom('spk_architecture').select('code').orderBy('code').execute()
    const codes = rows.map(({ code }) => code).filter((code) => code !== 'noarch')
    const packages = quick ? PACKAGES_QUICK : PACKAGES
    for (let from = 0; from < packages; from += AT_ONCE) await db.write((tx) => fill(tx, codes, from))
    await gatherStatistics(db)
  } finally {
    await db.close()
  }
}

async function fill(tx: Database['direct'], codes: readonly string[], from: number): Promise<void> {
  const packages = Array.from({ length: AT_ONCE }, (_none, at) => ({
    id: newId(),
    name: `package-${String(from + at).padStart(4, '0')}`,
    author_id: null,
    category: null,
    pending: 0 as const,
    generation: 0,
    created_at: 0,
  }))
  const versions = packages.flatMap((one, at) =>
    Array.from({ length: VERSIONS }, (_none, number) => ({ of: one, at: from + at, id: newId(), number: number + 1 })),
  )
  const builds = versions.flatMap((version) =>
    Array.from({ length: BUILDS }, (_none, number) => ({ version, id: newId(), number })),
  )
  await tx.insertInto('spk_package').values(packages).execute()
  await tx
    .insertInto('spk_version')
    .values(
      versions.map(({ id, of, number }) => ({
        id,
        package_id: of.id,
        version: number,
        upstream_version: `2.${number}.0`,
        beta: 0 as const,
        report_url: null,
        distributor: 'Some Packagers',
        distributor_url: 'https://packages.example.org',
        maintainer: 'Some Packagers',
        maintainer_url: 'https://packages.example.org/people',
        install_wizard: 0 as const,
        upgrade_wizard: 0 as const,
        startable: 1 as const,
        license: null,
        created_at: 0,
      })),
    )
    .execute()
  await tx
    .insertInto('spk_display_name')
    .values(versions.map(({ id, at }) => ({ version_id: id, language: 'enu', name: `Package ${at}` })))
    .execute()
  await tx
    .insertInto('spk_file')
    .values(
      versions.map(({ id, of, number }) => ({
        path: `${of.name}/${number}/icon_72.png`,
        kind: 'icon' as const,
        package_id: of.id,
        version_id: id,
        build_id: null,
        position: 72,
        sha256: createHash('sha256').update(id).digest('hex'),
        size: 1000,
        content_type: 'image/png',
        created_at: 0,
      })),
    )
    .execute()
  const targets = builds.map(({ version, number }) => [
    codes[(version.at * 7 + number * 13) % codes.length] as string,
    codes[(version.at * 7 + number * 13 + 5) % codes.length] as string,
  ])
  await tx
    .insertInto('spk_build')
    .values(
      builds.map(({ id, version, number }, at) => ({
        id,
        version_id: version.id,
        firmware_min: FIRMWARES[version.number - 1] as number,
        firmware_max: null,
        publisher_id: null,
        checksum: null,
        changelog: 'Update to a newer version',
        path: `${version.of.name}/${version.number}/${version.of.name}.v${version.number}.f${number}[${targets[at]?.join('-')}].spk`,
        sha256: createHash('sha256').update(id).digest('hex'),
        md5: createHash('md5').update(id).digest('hex'),
        size: 5_000_000 + version.at,
        signed: 0 as const,
        sign_error: null,
        unsigned_files: '[]',
        active: 1 as const,
        dependencies: version.at % 3 === 0 ? 'package-0001' : null,
        conflicts: null,
        conf_dependencies: null,
        conf_conflicts: null,
        conf_privilege: null,
        conf_resource: null,
        created_at: 0,
      })),
    )
    .execute()
  const sentence = 'Keeps what you have safe and finds it again, on every device in the house and on the way. '
  await tx
    .insertInto('spk_description')
    .values(
      builds.flatMap(({ id, version }) => [
        { build_id: id, language: 'enu', description: sentence + version.at },
        { build_id: id, language: 'ger', description: `Sicher verwahrt und wiedergefunden, überall. ${version.at}` },
      ]),
    )
    .execute()
  await tx
    .insertInto('spk_build_architecture')
    .values(
      builds.flatMap(({ id, version }, at) =>
        (targets[at] ?? []).map((architecture, position) => ({
          build_id: id,
          architecture,
          position,
          version_id: version.id,
          firmware_min: FIRMWARES[version.number - 1] as number,
        })),
      ),
    )
    .execute()
}
