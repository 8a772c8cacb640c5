/**
 * All installers of an application with the few columns that decide which of them somebody means, read once and kept
 * until one of them changes: `app.installers_version` tells, and extensions do not count in it.
 */
import type { ExpressionBuilder } from 'kysely'
import type { Database, Tables } from '../../platform/db/index.ts'
import { type Actor, seesPrivate } from '../access/index.ts'
import { type AppDirectory, type AppSummary, guarded } from '../apps/index.ts'
import type { ToldByMidas } from './elsewhere.ts'

export type InstallerRow = {
  id: string
  os: string
  arch: string
  revision: string
  version: string
  pre_release: number | null
  build_date: number | null
  created_at: number
  yanked_at: number | null
  release_name: string
  release_stage: 'draft' | 'stable'
  /** build date of one whose bytes another server has, as it was written there */
  built?: string
  /** what Midas told of it, as it was written there */
  checkout_date?: string | null
}

/** The same object as long as nothing has changed, so that others can keep what they made of it. */
export type InstallerSet = {
  readonly app: Pick<AppSummary, 'id' | 'slug' | 'name' | 'description' | 'homepage'>
  readonly rows: readonly InstallerRow[]
}

/** What is printed of one installer. */
export type InstallerDetail = {
  id: string
  name: string
  baseName: string
  fileName: string
  size: number
  /** null: another server has the bytes, and did not say */
  sha256: string | null
  sha512: string | null
  midas?: ToldByMidas
}

type Kept = { version: string; set: Promise<InstallerSet> }

/** Sets of this many applications are kept; each is some megabytes at most. */
const MOST_KEPT = 50

export class Installers {
  readonly #db: Database
  readonly #directory: AppDirectory
  readonly #kept = new Map<string, Kept>()

  constructor(deps: { db: Database; directory: AppDirectory }) {
    this.#db = deps.db
    this.#directory = deps.directory
  }

  /** Complete installers the actor may see, here and elsewhere, in no order. Throws `app_not_found`. */
  async of(actor: Actor, reference: string): Promise<InstallerSet> {
    return this.ofApp(actor, await this.#directory.load(actor, reference))
  }

  /** The same of an application the actor may know of, as it was found just now. */
  ofApp(actor: Actor, app: AppSummary): Promise<InstallerSet> {
    const everything = seesPrivate(actor, guarded(app))
    const key = `${app.id} ${everything ? 'all' : 'public'}`
    const version = `${app.installers_version ?? 0} ${app.updated_at}`
    const kept = this.#kept.get(key)
    if (kept?.version === version) return kept.set
    // Whoever writes meanwhile makes this set newer than its version says: then it is read once more, not too late.
    const set = this.#read(app.id, everything).then((rows) => ({ app, rows }))
    this.#keep(key, { version, set })
    set.catch(() => this.#kept.delete(key))
    return set
  }

  #keep(key: string, kept: Kept): void {
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_KEPT) break
      this.#kept.delete(oldest)
    }
  }

  /** Of installers that `of` has answered. What is gone meanwhile is left out. */
  async details(ids: readonly string[]): Promise<Map<string, InstallerDetail>> {
    if (ids.length === 0) return new Map()
    const rows: InstallerDetail[] = await this.#db.read
      .selectFrom('package')
      .innerJoin('file', 'file.id', 'package.file_id')
      .select(['package.id', 'package.name', 'package.base_name as baseName'])
      .select(['file.name as fileName', 'file.size', 'file.sha256', 'file.sha512'])
      .where('package.id', 'in', ids)
      .where('package.deleted_at', 'is', null)
      .execute()
    const found = new Map(rows.map((row) => [row.id, row]))
    const others = ids.filter((id) => !found.has(id))
    for (const row of others.length === 0 ? [] : await this.#detailsElsewhere(others)) found.set(row.id, row)
    return found
  }

  /** How many extensions are there for each installer: of its release and its platform. Those without are left out. */
  async extensionsFor(ids: readonly string[]): Promise<Map<string, number>> {
    if (ids.length === 0) return new Map()
    const rows = await this.#db.read
      .selectFrom('package as installer')
      .innerJoin('package as extension', (join) =>
        join
          .onRef('extension.release_id', '=', 'installer.release_id')
          .onRef('extension.os', '=', 'installer.os')
          .onRef('extension.arch', '=', 'installer.arch'),
      )
      .select(['installer.id'])
      .select((eb) => eb.fn.count<number>('extension.base_name').distinct().as('extensions'))
      .where('installer.id', 'in', ids)
      .where('extension.kind', '=', 'extension')
      .where('extension.deleted_at', 'is', null)
      .where('extension.yanked_at', 'is', null)
      .where('extension.file_id', 'is not', null)
      .groupBy('installer.id')
      .execute()
    return new Map(rows.map(({ id, extensions }) => [id, Number(extensions)]))
  }

  async #detailsElsewhere(ids: readonly string[]): Promise<InstallerDetail[]> {
    const rows = await this.#db.read
      .selectFrom('installer_elsewhere')
      .select(['id', 'name', 'base_name as baseName', 'size', 'sha512'])
      .select(['checkout_date', 'codebase', 'md5', 'package_type'])
      .where('id', 'in', ids)
      .execute()
    return rows.map(({ id, name, baseName, size, sha512, ...midas }) => ({
      id,
      name,
      baseName,
      fileName: name,
      size,
      sha256: null,
      sha512,
      midas,
    }))
  }

  async #read(app: string, everything: boolean): Promise<InstallerRow[]> {
    let query = this.#db.read
      .selectFrom('package')
      .innerJoin('release', 'release.id', 'package.release_id')
      .select(['package.id', 'package.os', 'package.arch', 'package.revision', 'package.version'])
      .select(['package.pre_release', 'package.build_date', 'package.created_at', 'package.yanked_at'])
      .select(['release.name as release_name', 'release.stage as release_stage'])
      .where('package.app_id', '=', app)
      .where('package.kind', '=', 'package')
      .where('package.deleted_at', 'is', null)
      .where('package.file_id', 'is not', null)
    if (!everything) query = query.where('release.public', '=', 1)
    const here: InstallerRow[] = await query.execute()
    const ids = new Set(here.map(({ id }) => id))
    for (const row of await this.#readElsewhere(app)) if (!ids.has(row.id)) here.push(row)
    return here
  }

  async #readElsewhere(app: string): Promise<InstallerRow[]> {
    const rows = await this.#db.read
      .selectFrom('installer_elsewhere')
      .select(['id', 'os', 'arch', 'revision', 'version', 'release', 'pre_release', 'build_date', 'created_at'])
      .select('checkout_date')
      .where('app_id', '=', app)
      .execute()
    return rows.map(({ release, build_date, ...row }) => ({
      ...row,
      build_date: null,
      built: build_date,
      yanked_at: null,
      release_name: release ?? row.revision,
      release_stage: release === null ? 'draft' : 'stable',
    }))
  }
}

/** Whether an application has an installer in a public, stable release. */
export const wasReleased = ({ exists, selectFrom }: ExpressionBuilder<Tables, 'app'>) =>
  exists(
    selectFrom('release')
      .innerJoin('package', 'package.release_id', 'release.id')
      .select('release.id')
      .whereRef('release.app_id', '=', 'app.id')
      .where('release.stage', '=', 'stable')
      .where('release.public', '=', 1)
      .where('release.deleted_at', 'is', null)
      .where('package.kind', '=', 'package')
      .where('package.deleted_at', 'is', null)
      .where('package.file_id', 'is not', null),
  )
