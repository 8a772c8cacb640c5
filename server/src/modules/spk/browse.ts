/** Packages as people look at them: everything but what devices get. */
import type {
  SpkBuild,
  SpkBuildEntry,
  SpkBuildQuery,
  SpkListQuery,
  SpkPackage,
  SpkPackageDetail,
  SpkRepository,
  SpkVersion,
} from '@slipway/contract'
import { canonicalArchitecture, FALLBACK_LANGUAGE, firmwareString, NOARCH, versionString } from '@slipway/spk'
import { type Database, type Page, pageOf, readCursor } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { Actor } from '../access/index.ts'
import { type Card, cardsOf } from './cards.ts'
import { Counts } from './counts.ts'
import { spkNotFound } from './not-found.ts'
import { type KnownTables, type ReferenceTables, systemOf } from './reference.ts'
import { atLeast, mayMaintain, requireRole, spkRoleOf } from './rights.ts'
import * as store from './store/index.ts'
import { keptFacts } from './version-facts.ts'

const DAY_MS = 86_400_000
const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

export class SpkBrowser {
  readonly #db: Database
  readonly #reference: ReferenceTables
  readonly #counts: Counts
  readonly #deviceUrl: string | null
  /** whether builds are signed here */
  readonly #signing: () => Promise<boolean>
  /** login of an account; the accounts are another module's */
  readonly #loginOf: (account: string) => Promise<string | null>
  /** id of an account by its login */
  readonly #idOf: (reference: string) => Promise<string>

  constructor(deps: {
    db: Database
    reference: ReferenceTables
    deviceUrl: string | null
    signing: () => Promise<boolean>
    loginOf: (account: string) => Promise<string | null>
    idOf: (reference: string) => Promise<string>
  }) {
    this.#db = deps.db
    this.#reference = deps.reference
    this.#counts = new Counts(deps.db)
    this.#deviceUrl = deps.deviceUrl
    this.#signing = deps.signing
    this.#loginOf = deps.loginOf
    this.#idOf = deps.idOf
  }

  /** What there is as a whole, and what the caller may do with it. */
  async repository(actor: Actor): Promise<SpkRepository> {
    const db = this.#db.read
    const role = await spkRoleOf(db, actor)
    return {
      url: this.#deviceUrl,
      ...(await store.activePackages(db)),
      signing: await this.#signing(),
      role,
      pending: atLeast(role, 'package_admin') ? await store.pendingPackages(db) : 0,
    }
  }

  /** By name. */
  async list(actor: Actor, query: SpkListQuery): Promise<Page<SpkPackage>> {
    const { q, category, arch, status = 'active', maintainer, language = FALLBACK_LANGUAGE, limit = 50 } = query
    const db = this.#db.read
    const account = actor.account?.id
    const role = await spkRoleOf(db, actor)
    if (maintainer === 'me' && account === undefined) throw new Problem('login_required')
    if (status === 'pending' && !atLeast(role, 'developer')) throw new Problem('forbidden')
    const filter: store.PackageFilter = {
      text: q,
      category,
      architectures: arch === undefined ? undefined : [canonicalArchitecture(arch), NOARCH],
      status,
      maintainer: maintainer === 'me' ? account : undefined,
      pendingFor: atLeast(role, 'package_admin')
        ? { all: true }
        : account !== undefined && role !== null
          ? { account }
          : null,
    }
    const after = readCursor(query.cursor, ['string'])?.[0] as string | undefined
    const rows = await store.listPackages(db, filter, limit + 1, after)
    const cards = await cardsOf(db, rows.slice(0, limit), language)
    const counts = await this.#counts.now()
    return pageOf(
      rows,
      limit,
      (row) => [row.name],
      (row) => {
        const { total, recent } = counts.of(row.id)
        return { ...(cards.get(row.id) as Card), downloads: total, recentDownloads: recent }
      },
    )
  }

  /** Of all packages, or for developers of those they maintain; newest first. Throws `forbidden`. */
  async builds(actor: Actor, query: SpkBuildQuery): Promise<Page<SpkBuildEntry>> {
    const { q, arch, publisher, limit = 50, cursor: _cursor, ...filter } = query
    const db = this.#db.read
    const role = await requireRole(db, actor, 'developer')
    const after = readCursor(query.cursor, ['number', 'string']) as [number, string] | undefined
    const wanted: store.BuildFilter = {
      firmware: undefined,
      active: undefined,
      signed: undefined,
      beta: undefined,
      ...filter,
      text: q,
      architecture: arch === undefined ? undefined : canonicalArchitecture(arch),
      publisher: publisher === undefined ? undefined : await this.#idOf(publisher),
      scope: role === 'developer' ? (actor.account?.id ?? '') : null,
    }
    const rows = await store.listBuilds(db, wanted, limit + 1, after)
    const tables = await this.#reference.all()
    const codes = await store.architecturesOf(
      db,
      rows.map((row) => row.id),
    )
    const logins = new Map<string, string | null>()
    for (const { publisher_id: id } of rows) {
      if (id !== null && !logins.has(id)) logins.set(id, await this.#loginOf(id))
    }
    return pageOf(
      rows,
      limit,
      (row) => [row.created_at, row.id],
      (row) => {
        const { id, firmware, firmwareMax, active, signed, signError, size, path, createdAt } = presentBuild(
          row,
          tables,
        )
        return {
          id,
          package: row.package_name,
          version: versionString(row.upstream_version, row.version),
          beta: row.beta === 1,
          architectures: codes.filter((one) => one.build_id === row.id).map((one) => one.architecture),
          ...{ firmware, firmwareMax, active, signed, signError, size, path, createdAt },
          publisher: row.publisher_id === null ? null : (logins.get(row.publisher_id) ?? null),
        }
      },
    )
  }

  /** With all versions and builds, active or not. Throws `spk_not_found`. */
  async get(actor: Actor, name: string): Promise<SpkPackageDetail> {
    const db = this.#db.read
    const row = await this.#visible(actor, name)
    const { total, recent } = (await this.#counts.now()).of(row.id)
    const last = await store.lastDownload(db, row.id)
    return {
      id: row.id,
      name: row.name,
      author: row.author_id === null ? null : await this.#loginOf(row.author_id),
      maintainers: await store.maintainers(db, row.id),
      category: row.category,
      pending: row.pending === 1,
      screenshots: (await store.screenshotsOf(db, [row.id])).map(({ path }) => path),
      versions: await this.#versions(row.id),
      downloads: total,
      recentDownloads: recent,
      lastDownload: last === null ? null : dayText(last),
      mayMaintain: await mayMaintain(db, actor, row.id),
      createdAt: time(row.created_at),
    }
  }

  /** Of the last 90 days. Throws `spk_not_found`. */
  async statistics(actor: Actor, name: string) {
    const row = await this.#visible(actor, name)
    const since = store.dayOf(Date.now()) - store.RECENT_DAYS
    const { days, versions, architectures, firmwares } = await store.downloadsOf(this.#db.read, row.id, since)
    const tables = await this.#reference.all()
    const stated = (share: { of: string }) => share.of !== '' && share.of !== '0'
    return {
      days: days.map(({ day, downloads }) => ({ day: dayText(day), downloads })),
      versions: versions.map((one) => ({
        version: versionString(one.upstream_version, one.version),
        downloads: one.downloads,
      })),
      architectures: architectures.filter(stated).map(({ of, downloads }) => ({ architecture: of, downloads })),
      firmwares: firmwares.filter(stated).map(({ of, downloads }) => ({ firmware: systemOf(tables, of), downloads })),
    }
  }

  /** What waits for approval, and what has nothing yet, is there only for those who can do something about it. */
  async #visible(actor: Actor, name: string): Promise<store.PackageRow> {
    const db = this.#db.read
    const row = await store.findPackage(db, name)
    const open = row?.pending === 0 && (await store.hasVersions(db, row.id))
    if (row !== undefined && (open || (await mayMaintain(db, actor, row.id)))) return row
    throw spkNotFound({ package: name })
  }

  async #versions(packageId: string): Promise<SpkVersion[]> {
    const db = this.#db.read
    const tables = await this.#reference.all()
    const versions: SpkVersion[] = []
    const logins = new Map<string | null, string | null>()
    for (const row of await store.versionsOf(db, [packageId])) {
      const builds = await store.buildsOf(db, [row.id])
      const ids = builds.map((build) => build.id)
      for (const { publisher_id: id } of builds) {
        if (id !== null && !logins.has(id)) logins.set(id, await this.#loginOf(id))
      }
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
          publisher: logins.get(build.publisher_id) ?? null,
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

const presentVersion = (row: store.VersionRow) => ({
  id: row.id,
  version: row.version,
  text: versionString(row.upstream_version, row.version),
  beta: row.beta === 1,
  ...keptFacts(row),
  createdAt: time(row.created_at),
})

function presentBuild(
  row: store.BuildRow,
  { firmwares }: KnownTables,
): Omit<SpkBuild, 'architectures' | 'descriptions' | 'publisher'> {
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
    signedBy: row.signed_by,
    signError: row.sign_error,
    path: row.path,
    size: row.size,
    md5: row.md5,
    sha256: row.sha256,
    changelog: row.changelog,
    dependencies: row.dependencies,
    conflicts: row.conflicts,
    checksum: row.checksum,
    confDependencies: row.conf_dependencies,
    confConflicts: row.conf_conflicts,
    confPrivilege: row.conf_privilege,
    confResource: row.conf_resource,
    unsignedFiles: JSON.parse(row.unsigned_files) as string[],
    createdAt: time(row.created_at),
  }
}
