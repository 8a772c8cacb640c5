/** What administrators look after: packages, people's roles, screenshots, and the tables. */
import type { Readable } from 'node:stream'
import type { SpkPackageChange, SpkPackageInput } from '@slipway/contract'
import { PACKAGE_NAME } from '@slipway/spk'
import type { Database, Queryable } from '../../platform/db/index.ts'
import { Problem, wrongField } from '../../platform/problem.ts'
import type { Actor } from '../access/index.ts'
import { record } from '../audit/index.ts'
import type { Files } from '../files/index.ts'
import { spkNotFound } from './not-found.ts'
import { newPackage } from './publish.ts'
import { requireRole } from './rights.ts'
import * as store from './store/index.ts'

/** Finds an account by id or login; the accounts are another module's. */
export type FindAccount = (reference: string) => Promise<{ id: string; login: string }>

const pictures: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
}
const LARGEST_PICTURE = 10 * 1024 ** 2
const FALLBACK = 'enu'

export class SpkAdmin {
  readonly #db: Database
  readonly #files: Files
  readonly #findAccount: FindAccount

  constructor(deps: { db: Database; files: Files; findAccount: FindAccount }) {
    this.#db = deps.db
    this.#files = deps.files
    this.#findAccount = deps.findAccount
  }

  async createPackage(actor: Actor, { name, maintainers = [], category = null }: SpkPackageInput): Promise<void> {
    await requireRole(this.#db.read, actor, 'package_admin')
    if (!PACKAGE_NAME.test(name)) throw wrongField('name', 'has letters, digits, dashes and underscores')
    const accounts = await this.#accounts('maintainers', maintainers)
    await this.#db.write(async (tx) => {
      await store.takeTurn(tx)
      if ((await store.findPackage(tx, name)) !== undefined) {
        throw new Problem('name_taken', { detail: `There is a package ${name} already.` })
      }
      const row = { ...newPackage(name, actor), category }
      await store.insertPackage(tx, row)
      await store.setMaintainers(tx, row.id, accounts)
      await this.#record(tx, actor, 'spk.create', row, { maintainers, category })
    })
  }

  /** `pending: false` approves a package that waits. */
  async updatePackage(actor: Actor, name: string, change: SpkPackageChange): Promise<void> {
    await requireRole(this.#db.read, actor, 'package_admin')
    const accounts =
      change.maintainers === undefined ? undefined : await this.#accounts('maintainers', change.maintainers)
    const author = change.author == null ? change.author : (await this.#accounts('author', [change.author]))[0]
    const columns: Partial<store.PackageRow> = {
      ...(author !== undefined && { author_id: author }),
      ...(change.category !== undefined && { category: change.category }),
      ...(change.pending === false && { pending: 0 }),
    }
    await this.#db.write(async (tx) => {
      const row = await this.#load(tx, name)
      if (accounts !== undefined) await store.setMaintainers(tx, row.id, accounts)
      if (Object.keys(columns).length > 0) await store.updatePackage(tx, row.id, columns)
      await this.#record(tx, actor, 'spk.update', row, change)
    })
  }

  /** With all it has. */
  async deletePackage(actor: Actor, name: string): Promise<void> {
    await requireRole(this.#db.read, actor, 'admin')
    await this.#db.write(async (tx) => {
      await store.takeTurn(tx)
      const row = await this.#load(tx, name)
      await store.deletePackage(tx, row.id)
      await store.touchAll(tx)
      await this.#record(tx, actor, 'spk.delete', row)
    })
  }

  async deleteVersion(actor: Actor, name: string, version: number): Promise<void> {
    await requireRole(this.#db.read, actor, 'admin')
    await this.#db.write(async (tx) => {
      await store.takeTurn(tx)
      const row = await this.#load(tx, name)
      const known = await store.findVersion(tx, row.id, version)
      if (known === undefined) throw spkNotFound({ package: name, version })
      await store.deleteVersion(tx, known.id)
      await store.touch(tx, [row.id])
      await this.#record(tx, actor, 'spk.delete', row, { version })
    })
  }

  /** `fileName` says what kind of picture it is. Answers its path. */
  async addScreenshot(actor: Actor, name: string, fileName: string, body: Readable): Promise<string> {
    await requireRole(this.#db.read, actor, 'package_admin')
    const extension = /\.[a-z]+$/i.exec(fileName)?.[0].toLowerCase() ?? ''
    const contentType = Object.hasOwn(pictures, extension) ? pictures[extension] : undefined
    if (contentType === undefined) {
      throw wrongField('fileName', `must end in one of ${Object.keys(pictures).join(', ')}`)
    }
    const staged = await this.#files.stage(body, {}, { limit: LARGEST_PICTURE })
    try {
      return await this.#db.write(async (tx) => {
        await store.takeTurn(tx)
        const row = await this.#load(tx, name)
        const taken = new Set((await store.screenshotsOf(tx, [row.id])).map((one) => one.position))
        let position = 1
        while (taken.has(position)) position += 1
        const path = `${name}/screenshot_${position}${extension}`
        const { sha256, size } = staged
        await this.#files.adopt(tx, staged)
        const owner = { package_id: row.id, version_id: null, build_id: null }
        const facts = { sha256, size, content_type: contentType, created_at: Date.now() }
        await store.insertFile(tx, { path, kind: 'screenshot', ...owner, position, ...facts })
        await store.touch(tx, [row.id])
        await this.#record(tx, actor, 'spk.add_screenshot', row, { path })
        return path
      })
    } finally {
      await this.#files.discard(staged)
    }
  }

  async removeScreenshot(actor: Actor, name: string, number: number): Promise<void> {
    await requireRole(this.#db.read, actor, 'package_admin')
    await this.#db.write(async (tx) => {
      const row = await this.#load(tx, name)
      const picture = (await store.screenshotsOf(tx, [row.id])).find((one) => one.position === number)
      if (picture === undefined) throw spkNotFound({ package: name, screenshot: number })
      await store.deleteFile(tx, picture.path)
      await store.touch(tx, [row.id])
      await this.#record(tx, actor, 'spk.remove_screenshot', row, { path: picture.path })
    })
  }

  /** Who has a role, by login. */
  async roles(actor: Actor) {
    await requireRole(this.#db.read, actor, 'package_admin')
    const rows = await store.roles(this.#db.read)
    return rows.map(({ id, login, name, role }) => ({ id, login, name, role }))
  }

  /** `null` takes the role away. Only administrators give roles. */
  async setRole(actor: Actor, account: string, role: store.StoredRole | null): Promise<void> {
    await requireRole(this.#db.read, actor, 'admin')
    const { id, login } = await this.#findAccount(account)
    await this.#db.write(async (tx) => {
      if (role === null) await store.clearRole(tx, id)
      else await store.setRole(tx, id, role)
      await record(tx, actor, { action: 'spk.set_role', target: { kind: 'account', id, name: login }, after: { role } })
    })
  }

  readonly tables = {
    architectures: () => store.architectures(this.#db.read),
    firmwares: () => store.firmwares(this.#db.read),
    languages: () => store.languages(this.#db.read),
    services: () => store.services(this.#db.read),
  }

  addArchitecture = (actor: Actor, code: string) =>
    this.#add(actor, 'architecture', code, store.architectures, (tx) => store.addArchitecture(tx, code))
  addService = (actor: Actor, code: string) =>
    this.#add(actor, 'service', code, store.services, (tx) => store.addService(tx, code))
  addLanguage = (actor: Actor, code: string, name: string) =>
    this.#add(
      actor,
      'language',
      code,
      async (tx) => (await store.languages(tx)).map((row) => row.code),
      async (tx) => store.addLanguage(tx, { code, name, position: (await store.languages(tx)).length }),
    )
  addFirmware = (actor: Actor, firmware: { build: number; version: string; type: string }) =>
    this.#add(
      actor,
      'firmware',
      String(firmware.build),
      async (tx) => (await store.firmwares(tx)).map((row) => String(row.build)),
      (tx) => store.addFirmware(tx, { ...firmware, created_at: Date.now() }),
    )

  removeArchitecture = (actor: Actor, code: string) =>
    this.#remove(actor, 'architecture', code, store.uses.architecture, store.removeArchitecture, code)
  removeService = (actor: Actor, code: string) =>
    this.#remove(actor, 'service', code, store.uses.service, store.removeService, code)
  removeFirmware = (actor: Actor, build: number) =>
    this.#remove(actor, 'firmware', String(build), store.uses.firmware, store.removeFirmware, build)
  removeLanguage = (actor: Actor, code: string) => {
    if (code === FALLBACK) throw new Problem('spk_state', { detail: 'Every text falls back to this language.' })
    return this.#remove(actor, 'language', code, store.uses.language, store.removeLanguage, code)
  }

  async #add(
    actor: Actor,
    kind: string,
    name: string,
    known: (tx: Queryable) => Promise<string[]>,
    insert: (tx: Queryable) => Promise<unknown>,
  ): Promise<void> {
    await requireRole(this.#db.read, actor, 'package_admin')
    await this.#db.write(async (tx) => {
      if ((await known(tx)).includes(name)) throw new Problem('name_taken', { detail: `${name} is there already.` })
      await insert(tx)
      await store.touchAll(tx)
      await record(tx, actor, { action: `spk.add_${kind}`, target: { kind: `spk_${kind}`, id: name, name } })
    })
  }

  async #remove<K>(
    actor: Actor,
    kind: string,
    name: string,
    isUsed: (tx: Queryable, key: K) => Promise<boolean>,
    remove: (tx: Queryable, key: K) => Promise<boolean>,
    key: K,
  ): Promise<void> {
    await requireRole(this.#db.read, actor, 'package_admin')
    await this.#db.write(async (tx) => {
      if (await isUsed(tx, key)) throw new Problem('spk_state', { detail: `Builds refer to ${name}.` })
      if (!(await remove(tx, key))) throw spkNotFound({ [kind]: name })
      await store.touchAll(tx)
      await record(tx, actor, { action: `spk.remove_${kind}`, target: { kind: `spk_${kind}`, id: name, name } })
    })
  }

  /** Ids of accounts, and which is none, by the field that names them. */
  async #accounts(field: string, references: readonly string[]): Promise<string[]> {
    const found: string[] = []
    for (const reference of references) {
      const account = await this.#findAccount(reference).catch((error: unknown) => {
        if (!(error instanceof Problem) || error.code !== 'account_not_found') throw error
        throw wrongField(field, `must be accounts that there are, and ${reference.slice(0, 64)} is none`)
      })
      found.push(account.id)
    }
    return found
  }

  async #load(db: Queryable, name: string): Promise<store.PackageRow> {
    const row = await store.findPackage(db, name)
    if (row === undefined) throw spkNotFound({ package: name })
    return row
  }

  #record(
    tx: Queryable,
    actor: Actor,
    action: string,
    row: store.PackageRow,
    after?: Record<string, unknown>,
  ): Promise<unknown> {
    const target = { kind: 'spk_package', id: row.id, name: row.name }
    return record(tx, actor, { action, target, ...(after && { after }) })
  }
}
