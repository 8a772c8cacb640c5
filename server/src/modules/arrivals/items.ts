/** Packages and extensions that arrive, with all their files. */
import type { Database, Queryable } from '../../platform/db/index.ts'
import { type Actor, require } from '../access/index.ts'
import type { Files } from '../files/index.ts'
import { indexEntry, keepWording, type PackageTable } from '../packages/index.ts'
import { type ArrivedFile, type ArrivedItem, BY_IMPORT, taken } from './model.ts'
import * as store from './store.ts'
import { mark, recount } from './traces.ts'

export class ArrivedItems {
  readonly #db: Database
  readonly #files: Files

  constructor(deps: { db: Database; files: Files }) {
    this.#db = deps.db
    this.#files = deps.files
  }

  /** Files of an item that are here already, with these bytes: they need not be fetched. By id. */
  async present(item: string): Promise<Map<string, { sha512: string; size: number }>> {
    const rows = await store.filesOf(this.#db.read, item)
    return new Map(rows.map(({ id, sha512, size }) => [id, { sha512, size }]))
  }

  /**
   * A package or extension with all its files: the first is the current one, others wait. Files that are no longer
   * there stay reachable by their digest. `isThere`: whether an item is still in that release there; one that is not
   * makes room. Throws `name_taken`; staged bytes are given up then.
   */
  async item(
    actor: Actor,
    source: string,
    arrived: ArrivedItem,
    files: readonly ArrivedFile[],
    isThere: (id: string) => boolean,
  ): Promise<void> {
    require(actor, 'app.create')
    try {
      await this.#db.write((tx) => this.#putItem(tx, source, arrived, files, isThere))
    } catch (error) {
      for (const { staged } of files) if (staged !== undefined) await this.#files.discard(staged)
      throw error
    }
  }

  async #putItem(
    tx: Queryable,
    source: string,
    arrived: ArrivedItem,
    files: readonly ArrivedFile[],
    isThere: (id: string) => boolean,
  ): Promise<void> {
    const { id, kind } = arrived
    await store.turnOf(tx, arrived.app)
    await makeRoom(tx, source, arrived, isThere)
    const before = await store.packageById(tx, id)
    const backAgain = before?.deleted_by === BY_IMPORT
    const row: PackageTable = {
      yanked_at: null,
      yank_reason: null,
      bytes_changed_at: null,
      deleted_at: null,
      deleted_by: null,
      deleted_with: null,
      ...before,
      ...(backAgain && { deleted_at: null, deleted_by: null, deleted_with: null }),
      id,
      app_id: arrived.app,
      release_id: arrived.release,
      kind,
      name: arrived.name,
      name_key: arrived.name.toLowerCase(),
      ...arrived.facts,
      extra: arrived.extra,
      file_id: null,
      created_at: arrived.createdAt,
      updated_at: arrived.updatedAt,
      created_by: arrived.creator,
    }
    if (before === undefined) await store.insertPackage(tx, row)
    else await store.updatePackage(tx, id, row)
    for (const file of files) await this.#putFile(tx, id, file)
    const kept = new Set(files.map((file) => file.id))
    for (const file of await store.filesOf(tx, id)) {
      if (!kept.has(file.id) && file.replaced_at === null) {
        await store.updateFile(tx, file.id, { replaced_at: arrived.updatedAt })
      }
    }
    await store.updatePackage(tx, id, { file_id: files[0]?.id ?? null })
    if (await store.isOutdated(tx, row)) await keepWording(tx, arrived.app, kind, arrived.facts)
    else await indexEntry(tx, arrived.app, kind, arrived.facts)
    await recount(tx, arrived.release)
    if (before !== undefined && before.release_id !== arrived.release) await recount(tx, before.release_id)
    await mark(tx, source, `${kind}s`, arrived, arrived.app)
  }

  async #putFile(tx: Queryable, item: string, file: ArrivedFile): Promise<void> {
    const facts = { name: file.name, content_type: file.contentType, replaced_at: null }
    if (file.staged === undefined) return void (await store.updateFile(tx, file.id, facts))
    const { sha256, sha512, size } = file.staged
    await this.#files.adopt(tx, file.staged)
    const row = { ...facts, sha256, sha512, size, created_at: file.createdAt, created_by: file.creator }
    const known = (await store.filesOf(tx, item)).some((one) => one.id === file.id)
    if (known) await store.updateFile(tx, file.id, row)
    else await store.insertFile(tx, { id: file.id, package_id: item, renamed_at: null, ...row })
  }
}

/** The place of an item is free, or what has it is no longer there. */
async function makeRoom(
  tx: Queryable,
  source: string,
  { id, release, kind, facts }: ArrivedItem,
  isThere: (id: string) => boolean,
): Promise<void> {
  const { base_name, os, arch } = facts
  const other = await store.slotOf(tx, { release_id: release, kind, base_name, os, arch })
  if (other === undefined || other.id === id) return
  const came = await store.findMark(tx, source, `${kind}s`, other.id)
  if (came === undefined || isThere(other.id)) {
    throw taken(`${other.name} (${other.id}) has its place, for the same os and arch.`)
  }
  await store.updatePackage(tx, other.id, { deleted_at: Date.now(), deleted_by: BY_IMPORT })
}
