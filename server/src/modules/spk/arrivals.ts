/**
 * What comes from another repository: everything is there once, under its old path and with its old date, however often
 * it is brought. Only commands of the operator use this.
 */
import type { Readable } from 'node:stream'
import type { Database, Queryable } from '../../platform/db/index.ts'
import { wrongField } from '../../platform/problem.ts'
import { theServer } from '../access/index.ts'
import type { Files } from '../files/index.ts'
import { spkNotFound } from './not-found.ts'
import { newPackage, type SpkArrival, type SpkPublisher } from './publish.ts'
import * as store from './store/index.ts'

export class SpkArrivals {
  readonly #db: Database
  readonly #files: Files
  readonly #publisher: SpkPublisher

  constructor(deps: { db: Database; files: Files; publisher: SpkPublisher }) {
    this.#db = deps.db
    this.#files = deps.files
    this.#publisher = deps.publisher
  }

  /** Answers whether it is new; a role that somebody has here stays. */
  role(account: string, role: store.StoredRole): Promise<boolean> {
    return this.#db.write(async (tx) => {
      if ((await store.roleOf(tx, account)) !== undefined) return false
      await store.setRole(tx, account, role)
      return true
    })
  }

  /** `former`: its number there, which old addresses are made of. */
  async architecture(code: string, former: number): Promise<boolean> {
    const added = await this.#addTo(store.architectures, code, (tx) => store.addArchitecture(tx, code))
    await this.#db.write((tx) => store.rememberArchitecture(tx, former, code))
    return added
  }

  service = (code: string) => this.#addTo(store.services, code, (tx) => store.addService(tx, code))
  firmware = (firmware: { build: number; version: string; type: string }) =>
    this.#addTo(
      async (tx) => (await store.firmwares(tx)).map((row) => String(row.build)),
      String(firmware.build),
      (tx) => store.addFirmware(tx, { ...firmware, created_at: Date.now() }),
    )
  language = (code: string, name: string) =>
    this.#addTo(
      async (tx) => (await store.languages(tx)).map((row) => row.code),
      code,
      async (tx) => store.addLanguage(tx, { code, name, position: (await store.languages(tx)).length }),
    )

  /** Answers whether it is new. */
  async #addTo(
    known: (tx: Queryable) => Promise<string[]>,
    name: string,
    insert: (tx: Queryable) => Promise<unknown>,
  ): Promise<boolean> {
    return this.#db.write(async (tx) => {
      if ((await known(tx)).includes(name)) return false
      await insert(tx)
      await store.touchAll(tx)
      return true
    })
  }

  /** Answers whether it is new; of one that is here nothing is changed. */
  async package(given: {
    name: string
    author: string | null
    maintainers: readonly string[]
    createdAt: number
  }): Promise<boolean> {
    return this.#db.write(async (tx) => {
      await store.takeTurn(tx)
      if ((await store.findPackage(tx, given.name)) !== undefined) return false
      const row = { ...newPackage(given.name, theServer), author_id: given.author, created_at: given.createdAt }
      await store.insertPackage(tx, row)
      await store.setMaintainers(tx, row.id, given.maintainers)
      return true
    })
  }

  /**
   * `former`: its number there. `open`: gives the bytes; not asked when their digest is expected and they are here. `same`:
   * these bytes are here under this path; `changed`: others are, and stay. Throws `spk_invalid`, `spk_conflict` when the archive
   * is none, or is of another package or version than the database said, and `digest_mismatch`, `size_mismatch`.
   */
  async build(
    arrival: SpkArrival,
    open: () => Promise<Readable>,
    former?: number,
  ): Promise<{ id: string; outcome: 'added' | 'same' | 'changed' }> {
    const known = await store.findFile(this.#db.read, arrival.path)
    if (known === undefined) {
      const id = await this.#publisher.takeOver(arrival, await open())
      await this.#remember(former, id)
      return { id, outcome: 'added' }
    }
    const id = known.build_id ?? ''
    await this.#remember(former, id)
    const md5 = arrival.expected?.md5
    if (md5 !== undefined) {
      const build = await store.findBuild(this.#db.read, id)
      return { id, outcome: build?.md5 === md5 ? 'same' : 'changed' }
    }
    const staged = await this.#files.stage(await open(), {})
    await this.#files.discard(staged)
    return { id, outcome: staged.sha256 === known.sha256 ? 'same' : 'changed' }
  }

  async #remember(former: number | undefined, build: string): Promise<void> {
    if (former !== undefined && build !== '') await this.#db.write((tx) => store.rememberBuild(tx, former, build))
  }

  /** Answers whether it is new; only then its bytes are asked for. Throws `spk_not_found`, `invalid_input`. */
  async screenshot(packageName: string, path: string, open: () => Promise<Readable>): Promise<boolean> {
    const position = Number(/\/screenshot_(\d+)\.(?:png|jpe?g|gif|webp)$/i.exec(path)?.[1])
    if (!path.startsWith(`${packageName}/`) || Number.isNaN(position))
      throw wrongField('path', 'is none of a screenshot')
    const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase()
    if ((await store.findFile(this.#db.read, path)) !== undefined) return false
    const staged = await this.#files.stage(await open(), {})
    try {
      return await this.#db.write(async (tx) => {
        await store.takeTurn(tx)
        if ((await store.findFile(tx, path)) !== undefined) return false
        const owner = await store.findPackage(tx, packageName)
        if (owner === undefined) throw spkNotFound({ package: packageName })
        await this.#files.adopt(tx, staged)
        await store.insertFile(tx, {
          path,
          kind: 'screenshot',
          package_id: owner.id,
          version_id: null,
          build_id: null,
          position,
          sha256: staged.sha256,
          size: staged.size,
          content_type: `image/${extension === 'jpg' ? 'jpeg' : extension}`,
          created_at: Date.now(),
        })
        await store.touch(tx, [owner.id])
        return true
      })
    } finally {
      await this.#files.discard(staged)
    }
  }
}
