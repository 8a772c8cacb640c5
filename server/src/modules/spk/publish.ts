/**
 * Uploading one SPK: bytes are staged and read first, then one short transaction takes the turn, asks who may, and
 * makes package, version, build, texts, icons and bytes visible together. The checks come in the order of spkrepo,
 * so that the same archive is refused with the same words.
 */
import type { Readable } from 'node:stream'
import {
  type BuildFacts,
  buildFacts,
  firmwareString,
  readSpk,
  requireLanguages,
  requireLengths,
  type Spk,
  SpkRefusal,
  spkFileName,
  type Target,
  targetOf,
  unsignedMembers,
  type VersionFacts,
  versionFacts,
  versionString,
} from '@slipway/spk'
import { newId } from '../../platform/crypto/ids.ts'
import { type Database, flag, type Queryable } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, theServer } from '../access/index.ts'
import { record } from '../audit/index.ts'
import type { Files, Staged } from '../files/index.ts'
import { cleanMarkup } from './changelog.ts'
import { type Comparable, contradiction } from './differences.ts'
import { discardIcons, type StagedIcons, setIcons, stageIcons } from './icons.ts'
import { versionPath } from './paths.ts'
import type { ReferenceTables } from './reference.ts'
import { refused } from './refused.ts'
import { atLeast, requireRole, type SpkRole } from './rights.ts'
import * as store from './store/index.ts'
import { keptFacts } from './version-facts.ts'

export type SpkUpload = {
  build: string
  /** below the device address */
  path: string
  package: string
  version: string
  /** the minimum, as it is kept */
  firmware: string
  architectures: string[]
  /** files that no signature will cover */
  unsignedFiles: string[]
}

/** A build of another repository, as its database has it. */
export type SpkArrival = {
  /** below the device address */
  path: string
  packageName: string
  version: number
  active: boolean
  /** milliseconds since 1970 */
  createdAt: number
  /** what its bytes must be, when they come over a network */
  expected?: { size?: number | undefined; md5?: string | undefined }
}

/** Written in the transaction of an upload, to have the build signed. */
export type AfterUpload = (tx: Queryable, build: string) => Promise<void>

export class SpkPublisher {
  readonly #db: Database
  readonly #files: Files
  readonly #reference: ReferenceTables
  readonly #afterUpload: AfterUpload
  readonly #moderated: boolean
  /** bytes */
  readonly maxSize: number

  constructor(deps: {
    db: Database
    files: Files
    reference: ReferenceTables
    maxSize: number
    /** whether developers may bring new packages, which then wait for approval */
    moderated: boolean
    afterUpload: AfterUpload
  }) {
    this.#db = deps.db
    this.#files = deps.files
    this.#reference = deps.reference
    this.#afterUpload = deps.afterUpload
    this.#moderated = deps.moderated
    this.maxSize = deps.maxSize
  }

  /** Asks before the bytes come whether they may come at all. Throws `login_required`, `forbidden`. */
  async requireMayUpload(actor: Actor): Promise<void> {
    await requireRole(this.#db.read, actor, 'developer')
  }

  /** Throws `spk_invalid`, `spk_conflict`, `forbidden`, `too_large`; whatever happens, unused bytes do not stay. */
  async upload(actor: Actor, body: Readable): Promise<SpkUpload> {
    const role = await requireRole(this.#db.read, actor, 'developer')
    const staged = await this.#files.stage(body, {}, { limit: this.maxSize, md5: true })
    let icons: StagedIcons = new Map()
    try {
      if (staged.size === 0) throw new Problem('invalid_input', { detail: 'No data to process' })
      const spk = await readSpk(await this.#files.openStaged(staged))
      if (spk.signature !== null) throw new SpkRefusal('Package contains a signature', 'syno_signature.asc')
      const target = targetOf(spk, await this.#reference.all())
      requireLengths(spk)
      icons = await stageIcons(this.#files, spk)
      return await this.#db.write((tx) => this.#publish(tx, actor, role, spk, target, staged, icons))
    } catch (error) {
      throw refused(error)
    } finally {
      // What was adopted stays.
      await this.#files.discard(staged)
      await discardIcons(this.#files, icons)
    }
  }

  /**
   * A build of another repository, as its archive says, under its old path and signed or not as it is. Builds that
   * contradict the version they belong to were taken there, so they are here. Throws as `upload` does.
   */
  async takeOver(arrival: SpkArrival, body: Readable): Promise<string> {
    const { size, md5 } = arrival.expected ?? {}
    const staged = await this.#files.stage(body, { size }, { md5: true })
    let icons: StagedIcons = new Map()
    try {
      if (md5 !== undefined && staged.md5 !== md5) {
        throw new Problem('digest_mismatch', { detail: `Its MD5 is ${staged.md5}, and must be ${md5}.` })
      }
      const spk = await readSpk(await this.#files.openStaged(staged))
      const target = targetOf(spk, await this.#reference.all())
      requireArrival(spk, arrival)
      icons = await stageIcons(this.#files, spk)
      const { build } = await this.#db.write((tx) =>
        this.#publish(tx, theServer, 'admin', spk, target, staged, icons, arrival),
      )
      return build
    } catch (error) {
      throw refused(error)
    } finally {
      await this.#files.discard(staged)
      await discardIcons(this.#files, icons)
    }
  }

  async #publish(
    tx: Queryable,
    actor: Actor,
    role: SpkRole,
    spk: Spk,
    target: Target,
    staged: Staged,
    icons: StagedIcons,
    arrival?: SpkArrival,
  ): Promise<SpkUpload> {
    await store.takeTurn(tx)
    const name = spk.info.get('package') ?? ''
    const owner = await packageFor(tx, actor, role, name, this.#moderated)
    const facts = versionFacts(spk)
    const version = await this.#versionFor(tx, owner, facts, target, icons, arrival)
    await requireFreeTarget(tx, version.id, target)
    const texts = buildFacts(spk)
    requireLanguages(texts.descriptions, (await this.#reference.all()).languages, 'description')
    const build = await this.#addBuild(tx, actor, owner, version, target, texts, spk, staged, arrival)
    if (arrival === undefined) await this.#afterUpload(tx, build.id)
    else if (arrival.active) await store.touch(tx, [owner.id])
    await record(tx, actor, {
      action: arrival === undefined ? 'spk.upload' : 'spk.import',
      target: { kind: 'spk_build', id: build.id, name: build.path },
      after: { size: staged.size, sha256: staged.sha256, md5: build.md5 },
    })
    return {
      build: build.id,
      path: build.path,
      package: owner.name,
      version: versionString(facts.upstreamVersion, facts.version),
      firmware: firmwareString(target.min),
      architectures: target.architectures,
      unsignedFiles: unsignedMembers(spk.members),
    }
  }

  async #versionFor(
    tx: Queryable,
    owner: store.PackageRow,
    facts: VersionFacts,
    target: Target,
    icons: StagedIcons,
    arrival: SpkArrival | undefined,
  ): Promise<store.VersionRow> {
    const known = await store.findVersion(tx, owner.id, facts.version)
    if (known !== undefined && arrival !== undefined) return known
    if (known !== undefined) {
      const message = contradiction({ ...facts, services: target.services }, await comparable(tx, known))
      if (message !== undefined) throw new SpkRefusal(message, 'version')
      return known
    }
    requireLanguages(facts.displayNames, (await this.#reference.all()).languages, 'displayname')
    const row: store.VersionRow = {
      id: newId(),
      package_id: owner.id,
      ...versionColumns(facts),
      created_at: arrival?.createdAt ?? Date.now(),
    }
    await store.insertVersion(tx, row)
    await store.setDisplayNames(tx, row.id, facts.displayNames)
    await store.setServices(tx, row.id, target.services)
    const own = { packageId: owner.id, packageName: owner.name, versionId: row.id, version: facts.version }
    await setIcons(tx, this.#files, own, icons)
    return row
  }

  async #addBuild(
    tx: Queryable,
    actor: Actor,
    owner: store.PackageRow,
    version: store.VersionRow,
    target: Target,
    facts: BuildFacts,
    spk: Spk,
    staged: Staged,
    arrival: SpkArrival | undefined,
  ): Promise<store.BuildRow> {
    const file = spkFileName(owner.name, version.version, target.min.build, target.architectures)
    const row: store.BuildRow = {
      id: newId(),
      version_id: version.id,
      firmware_min: target.min.build,
      firmware_max: target.max?.build ?? null,
      publisher_id: actor.account?.id ?? null,
      path: arrival?.path ?? `${versionPath(owner.name, version.version)}/${file}`,
      sha256: staged.sha256,
      md5: staged.md5 ?? '',
      size: staged.size,
      signed: flag(spk.signature !== null),
      signed_by: null,
      sign_error: null,
      active: flag(arrival?.active === true),
      ...buildColumns(spk, facts),
      created_at: arrival?.createdAt ?? Date.now(),
    }
    await this.#files.adopt(tx, staged)
    await store.insertBuild(tx, row)
    await store.setArchitectures(tx, row, target.architectures)
    await store.setDescriptions(tx, row.id, facts.descriptions)
    await store.insertFile(tx, {
      path: row.path,
      kind: 'build',
      package_id: owner.id,
      version_id: version.id,
      build_id: row.id,
      position: 0,
      sha256: staged.sha256,
      size: staged.size,
      content_type: 'application/octet-stream',
      created_at: row.created_at,
    })
    return row
  }
}

/** What the database of the other repository says must be what the archive says. */
function requireArrival({ info }: Spk, { packageName, version }: SpkArrival): void {
  if (info.get('package') !== packageName) {
    throw new SpkRefusal(`The archive is of ${info.get('package')}, not of ${packageName}`, 'package')
  }
  if (info.get('version')?.endsWith(`-${version}`) !== true) {
    throw new SpkRefusal(`The archive is of version ${info.get('version')}, not of ${version}`, 'version')
  }
}

/** A package that needs no approval, not yet written. */
export const newPackage = (name: string, actor: Actor): store.PackageRow => ({
  id: newId(),
  name,
  author_id: actor.account?.id ?? null,
  category: null,
  pending: 0,
  generation: 0,
  created_at: Date.now(),
})

/**
 * The package, made if it is new. Where packages are moderated, a developer can bring a new one, which then waits for
 * approval, with the developer as its maintainer.
 */
async function packageFor(
  tx: Queryable,
  actor: Actor,
  role: SpkRole,
  name: string,
  moderated: boolean,
): Promise<store.PackageRow> {
  const known = await store.findPackage(tx, name)
  if (known === undefined) {
    const waits = !atLeast(role, 'package_admin')
    if (waits && !moderated) {
      throw new Problem('forbidden', { detail: 'Insufficient permissions to create new packages' })
    }
    const row = { ...newPackage(name, actor), pending: flag(waits) }
    await store.insertPackage(tx, row)
    if (waits && actor.account !== null) await store.setMaintainers(tx, row.id, [actor.account.id])
    return row
  }
  const maintains = actor.account !== null && (await store.isMaintainer(tx, known.id, actor.account.id))
  if (!atLeast(role, 'package_admin') && !maintains) {
    throw new Problem('forbidden', { detail: 'Insufficient permissions on this package' })
  }
  return known
}

/** No build of this version, active or not, may be for the same devices. Throws the refusal. */
export async function requireFreeTarget(
  tx: Queryable,
  version: string,
  target: Target,
  except?: string,
): Promise<void> {
  const builds = (await store.buildsOf(tx, [version])).filter((build) => build.id !== except)
  const codes = await store.architecturesOf(
    tx,
    builds.map((build) => build.id),
  )
  const [low, high] = [target.min.build, target.max?.build ?? target.min.build]
  const touching = new Set(
    builds
      .filter((build) => build.firmware_min <= high && low <= (build.firmware_max ?? build.firmware_min))
      .map((build) => build.id),
  )
  const wanted = new Set(target.architectures)
  const clash = codes.filter((row) => touching.has(row.build_id) && wanted.has(row.architecture))
  if (clash.length === 0) return
  const names = [...new Set(clash.map((row) => row.architecture))].sort()
  throw new Problem('spk_conflict', {
    detail: `Conflicting architectures: ${names.join(', ')}`,
    details: { architectures: names, builds: [...new Set(clash.map((row) => row.build_id))] },
  })
}

async function comparable(tx: Queryable, row: store.VersionRow): Promise<Comparable> {
  const names = await store.displayNamesOf(tx, [row.id])
  const services = await store.servicesOf(tx, [row.id])
  return {
    ...keptFacts(row),
    services: services.map(({ service }) => service),
    displayNames: new Map(names.map(({ language, name }) => [language, name])),
  }
}

export const versionColumns = (facts: VersionFacts) => ({
  version: facts.version,
  upstream_version: facts.upstreamVersion,
  beta: flag(facts.beta),
  report_url: facts.reportUrl,
  distributor: facts.distributor,
  distributor_url: facts.distributorUrl,
  maintainer: facts.maintainer,
  maintainer_url: facts.maintainerUrl,
  install_wizard: flag(facts.installWizard),
  upgrade_wizard: flag(facts.upgradeWizard),
  startable: flag(facts.startable),
  license: facts.license,
})

export const buildColumns = ({ members }: Spk, facts: BuildFacts) => ({
  unsigned_files: JSON.stringify(unsignedMembers(members)),
  checksum: facts.checksum,
  changelog: cleanMarkup(facts.changelog),
  dependencies: facts.dependencies,
  conflicts: facts.conflicts,
  conf_dependencies: facts.conf.dependencies,
  conf_conflicts: facts.conf.conflicts,
  conf_privilege: facts.conf.privilege,
  conf_resource: facts.conf.resource,
})
