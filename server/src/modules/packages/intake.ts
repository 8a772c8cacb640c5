/**
 * Publishing in steps, as older clients do: first the facts, then the bytes, then other bytes in their place. A package
 * is seen by readers from its first file on; a further file waits until the current one is taken away, so that readers
 * never find two or none. Each step is one transaction.
 */
import { newId } from '../../platform/crypto/ids.ts'
import type { Database, Queryable } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, require } from '../access/index.ts'
import { type AppRow, guarded, requireNoId, takeTurn } from '../apps/index.ts'
import { record } from '../audit/index.ts'
import type { Files, Staged } from '../files/index.ts'
import { targetOf, updateReleaseRow } from '../releases/index.ts'
import { releaseContents } from './contents.ts'
import { findEntry, presentFiles } from './entries.ts'
import type { EntryRow } from './entry-filter.ts'
import * as steps from './intake-store.ts'
import { noSuch } from './model.ts'
import { nameOf } from './publish.ts'
import { index } from './search.ts'
import * as store from './store.ts'
import { keepWording } from './wordings.ts'

/** What the clients call a file that is to take the place of another, until they rename it. */
const INTERIM_NAME = 'new_file'

export type Declared = { id: string; created: boolean }
export type FileFacts = { fileName: string; contentType: string }

export class Intake {
  readonly #db: Database
  readonly #files: Files

  constructor(deps: { db: Database; files: Files }) {
    this.#db = deps.db
    this.#files = deps.files
  }

  /**
   * Says what will be uploaded. Where there is such a package already, only what is in `merged` is changed. `release`:
   * where to, instead of where its revision belongs; `name`: instead of what the template says.
   */
  async declare(
    actor: Actor,
    appReference: string,
    kind: store.Kind,
    facts: store.FactColumns,
    merged: Partial<store.FactColumns>,
    { release: given, name: givenName }: { release?: string; name?: string } = {},
  ): Promise<Declared> {
    requireNoId('baseName', facts.base_name)
    return this.#db.write(async (tx) => {
      const app = await takeTurn(tx, actor, appReference, 'package.publish')
      const name = givenName ?? nameOf(app, kind, facts)
      if (given !== undefined && (await steps.findReleaseOf(tx, given)) !== app.id) {
        throw new Problem('release_not_found', { details: { release: given } })
      }
      const release = given ?? (await targetOf(tx, actor, app, facts.app_revision)).id
      const before = await store.findSlot(tx, release, kind, facts)
      if (before !== undefined) {
        // One that is named by hand is found again by that name, and has nothing to be changed.
        if (givenName === undefined) await this.#change(tx, actor, app, before, merged)
        return { id: before.id, created: false }
      }
      const now = Date.now()
      const row: store.PackageTable = {
        id: newId(),
        app_id: app.id,
        release_id: release,
        kind,
        name,
        name_key: name.toLowerCase(),
        ...facts,
        extra: null,
        file_id: null,
        created_at: now,
        updated_at: now,
        created_by: actor.account?.id ?? null,
        yanked_at: null,
        yank_reason: null,
        bytes_changed_at: null,
        deleted_at: null,
        deleted_by: null,
        deleted_with: null,
      }
      await store.insert(tx, row)
      // Whoever may write finds it before it has a file.
      await keepWording(tx, app.id, kind, row)
      await record(tx, actor, { action: `${kind}.declare`, app, target: { kind, id: row.id, name } })
      return { id: row.id, created: true }
    })
  }

  /** Changes facts by hand; `extra` are further ones that only protocols know. The name stays unless one is given. */
  async setFacts(
    actor: Actor,
    id: string,
    change: Partial<store.FactColumns> & { name?: string; extra?: string | null },
  ): Promise<void> {
    await this.#db.write(async (tx) => {
      const { app, entry } = await this.#turn(tx, actor, id, 'package.update')
      const next = { ...entry, ...change }
      const other = await store.findSlot(tx, entry.release_id, entry.kind, next)
      if (other !== undefined && other.id !== id) throw slotTaken(other)
      const name = next.name
      await store.update(tx, id, { ...change, name, name_key: name.toLowerCase(), updated_at: Date.now() })
      await (entry.file_id === null ? keepWording : index)(tx, app.id, entry.kind, next)
      await this.#record(tx, actor, app, entry, 'update', {
        before: Object.fromEntries(Object.keys(change).map((key) => [key, entry[key as keyof EntryRow]])),
        after: change,
      })
    })
  }

  /** Asks before the bytes come whether they may come. `size`: bytes announced. */
  async requireMayAttach(actor: Actor, entry: EntryRow, app: AppRow, size: number | undefined): Promise<void> {
    require(actor, 'package.publish', guarded(app))
    if (entry.file_size !== null && entry.file_size !== size) requireMayReplace(actor, app, entry)
  }

  /** The bytes become the current file if there is none yet, else they wait. Answers the id of the file. */
  async attach(actor: Actor, id: string, staged: Staged, facts: FileFacts): Promise<string> {
    return this.#keeping(staged, async (tx) => {
      const { app, entry } = await this.#turn(tx, actor, id, 'package.publish')
      await this.#files.adopt(tx, staged)
      const file: store.FileRow = {
        id: newId(),
        package_id: id,
        sha256: staged.sha256,
        sha512: staged.sha512,
        size: staged.size,
        name: facts.fileName,
        content_type: facts.contentType,
        created_at: Date.now(),
        created_by: actor.account?.id ?? null,
        replaced_at: null,
        renamed_at: null,
      }
      await store.insertFile(tx, file)
      await store.update(tx, id, {
        updated_at: Date.now(),
        ...(entry.file_id === null && { file_id: file.id }),
      })
      if (entry.file_id === null) {
        await index(tx, app.id, entry.kind, entry)
        await this.#recount(tx, entry.release_id)
      }
      await this.#record(tx, actor, app, entry, entry.file_id === null ? 'publish' : 'add_file', {
        after: { release: entry.release_name, file: file.name, size: file.size, sha256: file.sha256 },
      })
      return file.id
    })
  }

  /** Other bytes under the same id. The bytes that were stay reachable by their digest. */
  async replaceContents(actor: Actor, fileId: string, staged: Staged): Promise<void> {
    await this.#keeping(staged, async (tx) => {
      const { app, entry, file } = await this.#turnOfFile(tx, actor, fileId)
      const now = Date.now()
      if (file.id === entry.file_id && file.sha256 !== staged.sha256) {
        requireMayReplace(actor, app, entry)
        await store.insertFile(tx, { ...file, id: newId(), replaced_at: now })
        if (isInstaller(entry)) await store.update(tx, entry.id, { bytes_changed_at: now })
      }
      await this.#files.adopt(tx, staged)
      await steps.updateFile(tx, file.id, {
        sha256: staged.sha256,
        sha512: staged.sha512,
        size: staged.size,
        created_at: now,
      })
      await store.update(tx, entry.id, { updated_at: now })
      await this.#recount(tx, entry.release_id)
      await this.#record(tx, actor, app, entry, 'replace', {
        before: { file: file.name, size: file.size, sha256: file.sha256 },
        after: { file: file.name, size: staged.size, sha256: staged.sha256 },
      })
    })
  }

  async renameFile(actor: Actor, fileId: string, change: { name?: string; contentType?: string }): Promise<void> {
    await this.#db.write(async (tx) => {
      const { app, entry, file } = await this.#turnOfFile(tx, actor, fileId)
      await steps.updateFile(tx, fileId, {
        name: change.name ?? file.name,
        content_type: change.contentType ?? file.content_type,
        renamed_at: Date.now(),
      })
      await store.update(tx, entry.id, { updated_at: Date.now() })
      await this.#record(tx, actor, app, entry, 'rename_file', {
        before: { name: file.name, contentType: file.content_type },
        after: change,
      })
    })
  }

  /**
   * Takes a file away. Of the current one, the one that waits longest takes the place; it inherits the name as long as
   * it has none of its own. Without any, the package is one that has no file yet.
   */
  async dropFile(actor: Actor, fileId: string): Promise<void> {
    await this.#db.write(async (tx) => {
      const { app, entry, file } = await this.#turnOfFile(tx, actor, fileId)
      const now = Date.now()
      if (file.id !== entry.file_id) {
        await steps.deleteFile(tx, file.id)
        await store.update(tx, entry.id, { updated_at: now })
        await this.#record(tx, actor, app, entry, 'drop_file', { before: { file: file.name, sha256: file.sha256 } })
        return
      }
      const next = (await presentFiles(tx, entry.id)).find((one) => one.id !== file.id)
      if (next === undefined) require(actor, 'package.delete', guarded(app))
      else if (next.sha256 !== file.sha256) requireMayReplace(actor, app, entry)
      const changed = next !== undefined && next.sha256 !== file.sha256 && isInstaller(entry)
      await store.markReplaced(tx, file.id, now)
      if (next?.name === INTERIM_NAME) await steps.updateFile(tx, next.id, { name: file.name })
      await store.update(tx, entry.id, {
        file_id: next?.id ?? null,
        updated_at: now,
        ...(changed && { bytes_changed_at: now }),
      })
      await this.#recount(tx, entry.release_id)
      await this.#record(tx, actor, app, entry, next === undefined ? 'drop_file' : 'replace', {
        before: { file: file.name, size: file.size, sha256: file.sha256 },
        after: next === undefined ? null : { size: next.size, sha256: next.sha256 },
      })
    })
  }

  /** Into the trash; what never had bytes is gone at once. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.#db.write(async (tx) => {
      const { app, entry } = await this.#turn(tx, actor, id, 'package.update')
      if (entry.file_id !== null) require(actor, 'package.delete', guarded(app))
      if (entry.file_id === null) await steps.remove(tx, id)
      else await store.update(tx, id, { deleted_at: Date.now(), deleted_by: actor.account?.login ?? null })
      await this.#recount(tx, entry.release_id)
      await this.#record(tx, actor, app, entry, 'delete', { before: { release: entry.release_name } })
    })
  }

  /** To another release or draft of the same application: all of them or none. */
  async move(actor: Actor, ids: readonly string[], release: string): Promise<void> {
    await this.#db.write(async (tx) => {
      for (const id of ids) {
        const { app, entry } = await this.#turn(tx, actor, id, 'release.promote')
        if (entry.release_id === release) continue
        await requirePlace(tx, app, entry, release, entry.id)
        await store.update(tx, id, { release_id: release, updated_at: Date.now() })
        await this.#recount(tx, entry.release_id)
        await this.#recount(tx, release)
        await this.#record(tx, actor, app, entry, 'move', {
          before: { release: entry.release_name },
          after: { release },
        })
      }
    })
  }

  /**
   * The same bytes and facts once more, in another release or draft of the same application: all of them or none.
   * `change`: what is different in a copy. Answers the ids of the copies.
   */
  async copy(
    actor: Actor,
    ids: readonly string[],
    release: string,
    change: (entry: EntryRow) => { name?: string; description?: string; extra: string | null },
  ): Promise<string[]> {
    return this.#db.write(async (tx) => {
      const copies: string[] = []
      for (const id of ids) copies.push(await this.#copy(tx, actor, id, release, change))
      if (copies.length > 0) await this.#recount(tx, release)
      return copies
    })
  }

  async #copy(
    tx: Queryable,
    actor: Actor,
    id: string,
    release: string,
    change: (entry: EntryRow) => { name?: string; description?: string; extra: string | null },
  ): Promise<string> {
    const { app, entry } = await this.#turn(tx, actor, id, 'release.promote')
    await requirePlace(tx, app, entry, release, undefined)
    const now = Date.now()
    const original = await steps.findPackage(tx, id)
    if (original === undefined) throw new Problem(noSuch[entry.kind], { details: { id } })
    const copy = { id: newId(), file: newId() }
    const changed = { ...original, ...change(entry) }
    await store.insert(tx, {
      ...changed,
      id: copy.id,
      name_key: changed.name.toLowerCase(),
      release_id: release,
      file_id: null,
      created_at: now,
      updated_at: now,
      created_by: actor.account?.id ?? null,
    })
    await keepWording(tx, app.id, entry.kind, changed)
    const file = entry.file_id === null ? undefined : await store.findFile(tx, entry.file_id)
    if (file !== undefined) {
      await store.insertFile(tx, { ...file, id: copy.file, package_id: copy.id, created_at: now, renamed_at: null })
      await store.update(tx, copy.id, { file_id: copy.file })
    }
    await this.#record(tx, actor, app, { ...entry, id: copy.id }, 'copy', {
      before: { id, release: entry.release_name },
      after: { release },
    })
    return copy.id
  }

  /**
   * Removes what was declared and never got its bytes: `grace` milliseconds after the last touch, unless an upload for
   * it is still alive. Otherwise a client that tries again would take it for published.
   */
  async sweep(grace: number, isAwaited: (id: string) => Promise<boolean>): Promise<number> {
    let removed = 0
    for (const { id } of await steps.declaredBefore(this.#db.read, Date.now() - grace)) {
      if (await isAwaited(id)) continue
      removed += await this.#db.write(async (tx) => {
        const entry = await findEntry(tx, id)
        if (entry === undefined || entry.file_id !== null || entry.updated_at >= Date.now() - grace) return 0
        await steps.remove(tx, id)
        return 1
      })
    }
    return removed
  }

  async #keeping<T>(staged: Staged, story: (tx: Queryable) => Promise<T>): Promise<T> {
    try {
      return await this.#db.write(story)
    } catch (error) {
      await this.#files.discard(staged)
      throw error
    }
  }

  async #change(
    tx: Queryable,
    actor: Actor,
    app: AppRow,
    before: store.PackageTable,
    merged: Partial<store.FactColumns>,
  ): Promise<void> {
    const next = { ...before, ...merged }
    const name = nameOf(app, before.kind, next)
    await store.update(tx, before.id, {
      ...merged,
      name,
      name_key: name.toLowerCase(),
      updated_at: Date.now(),
      // A yank speaks of the build that was.
      ...(next.revision !== before.revision && { yanked_at: null, yank_reason: null, bytes_changed_at: null }),
    })
    await (before.file_id === null ? keepWording : index)(tx, app.id, before.kind, next)
    await record(tx, actor, {
      action: `${before.kind}.update`,
      app,
      target: { kind: before.kind, id: before.id, name },
      before: { revision: before.revision },
      after: { revision: next.revision },
    })
  }

  async #turn(tx: Queryable, actor: Actor, id: string, action: Parameters<typeof takeTurn>[3]) {
    const found = await findEntry(tx, id)
    if (found === undefined) throw new Problem('package_not_found', { details: { id } })
    const app = await takeTurn(tx, actor, found.app_id, action)
    const entry = await findEntry(tx, id)
    if (entry === undefined) throw new Problem(noSuch[found.kind], { details: { id } })
    return { app, entry }
  }

  async #turnOfFile(tx: Queryable, actor: Actor, fileId: string) {
    const gone = new Problem('file_not_found', { details: { id: fileId } })
    const found = await store.findFile(tx, fileId)
    if (found === undefined) throw gone
    const turn = await this.#turn(tx, actor, found.package_id, 'package.update')
    const file = await store.findFile(tx, fileId)
    if (file === undefined || file.replaced_at !== null) throw gone
    return { ...turn, file }
  }

  async #recount(tx: Queryable, release: string): Promise<void> {
    await updateReleaseRow(tx, release, { ...(await releaseContents.count(tx, release)), updated_at: Date.now() })
  }

  #record(
    tx: Queryable,
    actor: Actor,
    app: AppRow,
    entry: Pick<EntryRow, 'id' | 'kind' | 'name'>,
    verb: string,
    facts: { before?: Record<string, unknown> | null; after?: Record<string, unknown> | null },
  ) {
    const { id, kind, name } = entry
    return record(tx, actor, { action: `${kind}.${verb}`, app, target: { kind, id, name }, ...facts })
  }
}

/** People rely on the bytes of an installer of a stable release; an extension is superseded by its next build. */
const isInstaller = (entry: EntryRow): boolean => entry.kind === 'package' && entry.release_stage === 'stable'

function requireMayReplace(actor: Actor, app: AppRow, entry: EntryRow): void {
  if (isInstaller(entry)) require(actor, 'package.replace', guarded(app))
}

async function requirePlace(
  tx: Queryable,
  app: AppRow,
  entry: EntryRow,
  release: string,
  except: string | undefined,
): Promise<void> {
  const to = await steps.findReleaseOf(tx, release)
  if (to !== app.id) throw new Problem('release_not_found', { details: { release } })
  const other = await store.findSlot(tx, release, entry.kind, entry)
  if (other !== undefined && other.id !== except) throw slotTaken(other)
}

const slotTaken = (other: store.PackageTable): Problem =>
  new Problem('name_taken', {
    detail: `There is ${other.name} already, for the same os and arch.`,
    errors: [{ field: 'name', message: 'must be new there' }],
    details: { id: other.id },
  })
