/**
 * What devices can get, in memory: packages with their active builds. Read once, and then only what changed; each
 * request asks the database first which state is the present one.
 */

import { setImmediate as immediate } from 'node:timers/promises'
import { NOARCH, versionString } from '@slipway/spk'
import type { Database, Queryable } from '../../platform/db/index.ts'
import { Together } from '../../platform/together.ts'
import { grouped } from './grouped.ts'
import type { KnownTables, ReferenceTables } from './reference.ts'
import type { Candidate } from './selection.ts'
import * as store from './store/index.ts'

export type ModelVersion = {
  number: number
  /** as devices see it */
  text: string
  beta: boolean
  row: store.ActiveVersionRow
  names: ReadonlyMap<string, string>
  /** by size, smallest first */
  icons: readonly { size: number; path: string }[]
}

export type ModelBuild = Candidate & {
  row: store.ActiveBuildRow
  version: ModelVersion
  package: ModelPackage
  descriptions: ReadonlyMap<string, string>
  /** only where devices are told of them */
  former: store.FormerMembers | undefined
}

export type ModelPackage = {
  id: string
  name: string
  /** the state of the repository in which something public of it changed last */
  generation: number
  screenshots: readonly string[]
  /** in the order in which they came; at least one */
  builds: readonly ModelBuild[]
}

/** One state of the repository. */
export class Snapshot {
  readonly generation: number
  /** of the tables and keys */
  readonly removals: number
  readonly tables: KnownTables
  /** by name */
  readonly packages: readonly ModelPackage[]
  /** firmware builds at which what a device gets may change, ascending */
  readonly boundaries: readonly number[]
  readonly #byArchitecture = new Map<string, readonly ModelPackage[]>()

  constructor(
    { generation, removals }: { generation: number; removals: number },
    tables: KnownTables,
    packages: readonly ModelPackage[],
  ) {
    this.generation = generation
    this.removals = removals
    this.tables = tables
    this.packages = packages
    const boundaries = new Set<number>()
    for (const { builds } of packages) {
      for (const { min, max } of builds) {
        boundaries.add(min)
        if (max !== null) boundaries.add(max + 1)
      }
    }
    this.boundaries = [...boundaries].sort((a, b) => a - b)
  }

  /** Packages that have something for devices of this architecture, by name. */
  packagesFor(architecture: string): readonly ModelPackage[] {
    let found = this.#byArchitecture.get(architecture)
    if (found === undefined) {
      found = this.packages.filter(({ builds }) =>
        builds.some(({ architectures }) => architectures.has(architecture) || architectures.has(NOARCH)),
      )
      this.#byArchitecture.set(architecture, found)
    }
    return found
  }
}

/** Few enough that nobody waits long for a piece. */
const PACKAGES_AT_ONCE = 100

export class SpkModel {
  readonly #db: Database
  readonly #reference: ReferenceTables
  readonly #formerMembers: boolean
  // One asking and reading for all who ask at that moment.
  readonly #fresh = new Together(() => this.#refresh())
  #snapshot: Snapshot | undefined
  #removals: number | undefined
  #seen: number | undefined

  constructor(deps: { db: Database; reference: ReferenceTables; formerMembers: boolean }) {
    this.#db = deps.db
    this.#reference = deps.reference
    this.#formerMembers = deps.formerMembers
  }

  /** As it is now. */
  async now(): Promise<Snapshot> {
    const seen = this.#db.dataVersion()
    if (this.#snapshot !== undefined && seen !== undefined && seen === this.#seen) return this.#snapshot
    return this.#fresh.get('')
  }

  async #refresh(): Promise<Snapshot> {
    const seen = this.#db.dataVersion()
    const { generation, removals } = await store.state(this.#db.read)
    if (this.#snapshot?.generation !== generation) this.#snapshot = await this.#read(generation, removals)
    this.#seen = seen
    return this.#snapshot
  }

  async #read(generation: number, removals: number): Promise<Snapshot> {
    const known = this.#snapshot
    const rows = await store.packagesSince(this.#db.read, known?.generation ?? -1)
    const packages = new Map(known?.packages.map((one) => [one.id, one]))
    for (let at = 0; at < rows.length; at += PACKAGES_AT_ONCE) {
      // SQLite answers without letting go: others get their turn between the pieces.
      if (at > 0) await immediate()
      const some = rows.slice(at, at + PACKAGES_AT_ONCE)
      for (const { id } of some) packages.delete(id)
      for (const one of await readPackages(this.#db.read, some, this.#formerMembers)) packages.set(one.id, one)
    }
    if (known !== undefined && removals !== this.#removals) {
      const there = new Set(await store.packageIds(this.#db.read))
      for (const id of packages.keys()) if (!there.has(id)) packages.delete(id)
    }
    const tables = await this.#reference.all(removals)
    this.#removals = removals
    return new Snapshot(
      { generation, removals },
      tables,
      [...packages.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    )
  }
}

/** Packages with all they have that is active; those that have nothing active are left out. */
async function readPackages(
  db: Queryable,
  rows: readonly Pick<ModelPackage, 'id' | 'name' | 'generation'>[],
  formerMembers: boolean,
): Promise<ModelPackage[]> {
  const ids = rows.map((row) => row.id)
  const builds = grouped(await store.activeBuildsOf(db, ids), (row) => row.package_id)
  const architectures = grouped(await store.activeArchitecturesOf(db, ids), (row) => row.build_id)
  const descriptions = grouped(await store.activeDescriptionsOf(db, ids), (row) => row.build_id)
  const names = grouped(await store.allDisplayNamesOf(db, ids), (row) => row.version_id)
  const pictures = grouped(await store.picturesOf(db, ids), (row) => row.version_id ?? row.package_id)
  const former = formerMembers ? await store.formerMembersOf(db, ids) : undefined
  const versions = new Map<string, ModelVersion>()
  for (const row of await store.versionFactsOf(db, ids)) {
    versions.set(row.id, {
      number: row.version,
      text: versionString(row.upstream_version, row.version),
      beta: row.beta === 1,
      row,
      names: new Map((names.get(row.id) ?? []).map(({ language, name }) => [language, name])),
      icons: (pictures.get(row.id) ?? []).map(({ position, path }) => ({ size: position, path })),
    })
  }
  return rows.flatMap(({ id, name, generation }) => {
    const list: ModelBuild[] = []
    const screenshots = (pictures.get(id) ?? []).map(({ path }) => path)
    const one: ModelPackage = { id, name, generation, screenshots, builds: list }
    for (const row of builds.get(id) ?? []) {
      const version = versions.get(row.version_id)
      // Deleted between the two questions: its package is read again for the next state.
      if (version === undefined) continue
      list.push({
        row,
        active: true,
        architectures: new Set((architectures.get(row.id) ?? []).map(({ architecture }) => architecture)),
        min: row.firmware_min,
        max: row.firmware_max,
        minVersion: row.min_version,
        version,
        package: one,
        former: former?.get(row.id),
        descriptions: new Map((descriptions.get(row.id) ?? []).map((text) => [text.language, text.description])),
      })
    }
    return list.length === 0 ? [] : [one]
  })
}
