/**
 * What devices can get, in memory: packages with their active builds. Read once, and then only what changed; each
 * request asks the database first which state is the present one.
 */
import { versionString } from '@slipway/spk'
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
  row: store.VersionRow
  names: ReadonlyMap<string, string>
  /** by size, smallest first */
  icons: readonly { size: number; path: string }[]
}

export type ModelBuild = Candidate & {
  row: store.BuildRow
  version: ModelVersion
  package: ModelPackage
  descriptions: ReadonlyMap<string, string>
}

export type ModelPackage = {
  id: string
  name: string
  screenshots: readonly string[]
  builds: readonly ModelBuild[]
}

export type Snapshot = {
  generation: number
  tables: KnownTables
  /** by name */
  packages: readonly ModelPackage[]
  /** firmware builds at which what a device gets may change, ascending */
  boundaries: readonly number[]
}

const PACKAGES_AT_ONCE = 400

export class SpkModel {
  readonly #db: Database
  readonly #reference: ReferenceTables
  readonly #packages = new Map<string, ModelPackage>()
  // PostgreSQL is asked each time: once for all who ask at that moment.
  readonly #states: Together<Awaited<ReturnType<typeof store.state>>>
  #snapshot: Snapshot | undefined
  #removals: number | undefined
  #seen: number | undefined
  #reading: Promise<Snapshot> | undefined

  constructor(deps: { db: Database; reference: ReferenceTables }) {
    this.#db = deps.db
    this.#states = new Together(() => store.state(deps.db.read))
    this.#reference = deps.reference
  }

  /** As it is now. */
  async now(): Promise<Snapshot> {
    const seen = this.#db.dataVersion()
    if (this.#snapshot !== undefined && seen !== undefined && seen === this.#seen) return this.#snapshot
    const { generation, removals } = await this.#states.get('')
    if (this.#snapshot?.generation !== generation) {
      // Somebody else may be reading a state that is older than what this caller has seen.
      await this.#reading?.catch(() => undefined)
      if (this.#snapshot?.generation !== generation) {
        this.#reading = this.#read(generation, removals).finally(() => (this.#reading = undefined))
        this.#snapshot = await this.#reading
      }
    }
    this.#seen = seen
    return this.#snapshot as Snapshot
  }

  async #read(generation: number, removals: number): Promise<Snapshot> {
    const all = this.#snapshot === undefined || removals !== this.#removals
    const since = all ? -1 : (this.#snapshot?.generation ?? -1)
    const rows = await store.packagesSince(this.#db.read, since)
    if (all) this.#packages.clear()
    for (let at = 0; at < rows.length; at += PACKAGES_AT_ONCE) {
      for (const one of await readPackages(this.#db.read, rows.slice(at, at + PACKAGES_AT_ONCE))) {
        if (one.builds.length > 0) this.#packages.set(one.id, one)
        else this.#packages.delete(one.id)
      }
    }
    this.#removals = removals
    const packages = [...this.#packages.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
    const boundaries = new Set<number>()
    for (const { builds } of packages) {
      for (const { min, max } of builds) {
        boundaries.add(min)
        if (max !== null) boundaries.add(max + 1)
      }
    }
    const tables = await this.#reference.all(removals)
    return { generation, tables, packages, boundaries: [...boundaries].sort((a, b) => a - b) }
  }
}

/** Packages with all they have that is active. */
async function readPackages(db: Queryable, rows: readonly store.PackageRow[]): Promise<ModelPackage[]> {
  const versions = await store.versionsOf(
    db,
    rows.map((row) => row.id),
  )
  const versionIds = versions.map((row) => row.id)
  const builds = await store.activeBuildsOf(db, versionIds)
  const buildIds = builds.map((row) => row.id)
  const architectures = grouped(await store.architecturesOf(db, buildIds), (row) => row.build_id)
  const descriptions = grouped(await store.descriptionsOf(db, buildIds), (row) => row.build_id)
  const names = grouped(await store.displayNamesOf(db, versionIds), (row) => row.version_id)
  const icons = grouped(await store.iconsOf(db, versionIds), (row) => row.version_id ?? '')
  const screenshots = grouped(
    await store.screenshotsOf(
      db,
      rows.map((row) => row.id),
    ),
    (row) => row.package_id,
  )
  const versionsById = new Map(versions.map((row) => [row.id, row]))
  const buildsByPackage = grouped(builds, (row) => versionsById.get(row.version_id)?.package_id ?? '')
  const models = new Map<string, ModelVersion>()
  const versionOf = (row: store.VersionRow): ModelVersion => {
    const known = models.get(row.id) ?? {
      number: row.version,
      text: versionString(row.upstream_version, row.version),
      beta: row.beta === 1,
      row,
      names: new Map((names.get(row.id) ?? []).map(({ language, name }) => [language, name])),
      icons: (icons.get(row.id) ?? []).map(({ position, path }) => ({ size: position, path })),
    }
    models.set(row.id, known)
    return known
  }
  return rows.map(({ id, name }) => {
    const list: ModelBuild[] = []
    const one: ModelPackage = {
      id,
      name,
      screenshots: (screenshots.get(id) ?? []).map(({ path }) => path),
      builds: list,
    }
    for (const row of buildsByPackage.get(id) ?? []) {
      const version = versionsById.get(row.version_id)
      if (version === undefined) continue
      list.push({
        row,
        active: true,
        architectures: new Set((architectures.get(row.id) ?? []).map(({ architecture }) => architecture)),
        min: row.firmware_min,
        max: row.firmware_max,
        minVersion: row.min_version,
        version: versionOf(version),
        package: one,
        descriptions: new Map((descriptions.get(row.id) ?? []).map((text) => [text.language, text.description])),
      })
    }
    return one
  })
}
