/** Packages as people look at them: everything but what devices get. */
import type { SpkBuild, SpkPackage, SpkPackageDetail, SpkVersion } from '@slipway/contract'
import { firmwareString, versionString } from '@slipway/spk'
import { type Database, type Page, pageOf, readCursor } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { Actor } from '../access/index.ts'
import { Counts } from './counts.ts'
import type { KnownTables, ReferenceTables } from './reference.ts'
import { mayMaintain } from './rights.ts'
import * as store from './store/index.ts'

export class SpkBrowser {
  readonly #db: Database
  readonly #reference: ReferenceTables
  readonly #counts: Counts
  /** login of an account; the accounts are another module's */
  readonly #loginOf: (account: string) => Promise<string | null>

  constructor(deps: {
    db: Database
    reference: ReferenceTables
    loginOf: (account: string) => Promise<string | null>
  }) {
    this.#db = deps.db
    this.#reference = deps.reference
    this.#counts = new Counts(deps.db)
    this.#loginOf = deps.loginOf
  }

  /** By name. */
  async list(text: string | undefined, limit: number, cursor: string | undefined): Promise<Page<SpkPackage>> {
    const after = readCursor(cursor, ['string'])?.[0] as string | undefined
    const rows = await store.listPackages(this.#db.read, text, limit + 1, after)
    const counts = await this.#counts.now()
    return pageOf(
      rows,
      limit,
      (row) => [row.name],
      (row) => {
        const { total, recent } = counts.of(row.id)
        return {
          id: row.id,
          name: row.name,
          createdAt: time(row.created_at),
          downloads: total,
          recentDownloads: recent,
        }
      },
    )
  }

  /** With all versions and builds, active or not. Throws `spk_not_found`. */
  async get(actor: Actor, name: string): Promise<SpkPackageDetail> {
    const db = this.#db.read
    const row = await store.findPackage(db, name)
    if (row === undefined) throw new Problem('spk_not_found', { details: { package: name } })
    const { total, recent } = (await this.#counts.now()).of(row.id)
    return {
      id: row.id,
      name: row.name,
      author: row.author_id === null ? null : await this.#loginOf(row.author_id),
      maintainers: await store.maintainers(db, row.id),
      screenshots: (await store.screenshotsOf(db, [row.id])).map(({ path }) => path),
      versions: await this.#versions(row.id),
      downloads: total,
      recentDownloads: recent,
      mayMaintain: await mayMaintain(db, actor, row.id),
      createdAt: time(row.created_at),
    }
  }

  async #versions(packageId: string): Promise<SpkVersion[]> {
    const db = this.#db.read
    const tables = await this.#reference.all()
    const versions: SpkVersion[] = []
    for (const row of await store.versionsOf(db, [packageId])) {
      const builds = await store.buildsOf(db, [row.id])
      const ids = builds.map((build) => build.id)
      const codes = await store.architecturesOf(db, ids)
      const texts = await store.descriptionsOf(db, ids)
      const names = await store.displayNamesOf(db, [row.id])
      versions.push({
        ...presentVersion(row),
        displayNames: Object.fromEntries(names.map(({ language, name }) => [language, name])),
        services: (await store.servicesOf(db, [row.id])).map(({ service }) => service),
        icons: (await store.iconsOf(db, [row.id])).map(({ path }) => path),
        builds: builds.map((build) => ({
          ...presentBuild(build, tables),
          architectures: codes.filter((one) => one.build_id === build.id).map((one) => one.architecture),
          descriptions: Object.fromEntries(
            texts.filter((one) => one.build_id === build.id).map((one) => [one.language, one.description]),
          ),
        })),
      })
    }
    return versions
  }
}

const time = (ms: number): string => new Date(ms).toISOString()
const truth = (value: number | null): boolean | null => (value === null ? null : value === 1)

const presentVersion = (row: store.VersionRow) => ({
  id: row.id,
  version: row.version,
  text: versionString(row.upstream_version, row.version),
  upstreamVersion: row.upstream_version,
  beta: row.beta === 1,
  reportUrl: row.report_url,
  distributor: row.distributor,
  distributorUrl: row.distributor_url,
  maintainer: row.maintainer,
  maintainerUrl: row.maintainer_url,
  installWizard: truth(row.install_wizard),
  upgradeWizard: truth(row.upgrade_wizard),
  startable: truth(row.startable),
  license: row.license,
  createdAt: time(row.created_at),
})

function presentBuild(
  row: store.BuildRow,
  { firmwares }: KnownTables,
): Omit<SpkBuild, 'architectures' | 'descriptions'> {
  const firmware = (build: number) => {
    const known = firmwares.get(build)
    return known === undefined ? String(build) : firmwareString(known)
  }
  return {
    id: row.id,
    firmware: firmware(row.firmware_min),
    firmwareMax: row.firmware_max === null ? null : firmware(row.firmware_max),
    active: row.active === 1,
    signed: row.signed === 1,
    signError: row.sign_error,
    path: row.path,
    size: row.size,
    md5: row.md5,
    sha256: row.sha256,
    changelog: row.changelog,
    dependencies: row.dependencies,
    conflicts: row.conflicts,
    createdAt: time(row.created_at),
  }
}
