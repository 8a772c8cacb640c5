/**
 * The files of a package one by one, as older clients handle them: the first becomes the current one, a further file waits
 * until that is taken away, so that readers never find two or none. Each step is one transaction.
 */
import { newId } from '../../platform/crypto/ids.ts'
import type { Database, Queryable } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, require } from '../access/index.ts'
import { type AppRow, guarded } from '../apps/index.ts'
import type { Files, Staged } from '../files/index.ts'
import { presentFiles } from './entries.ts'
import type { EntryRow } from './entry-filter.ts'
import * as steps from './intake-store.ts'
import { recordStep, recount, turnOf } from './package-turn.ts'
import { index } from './search.ts'
import * as store from './store.ts'

/** What the clients call a file that is to take the place of another, until they rename it. */
const INTERIM_NAME = 'new_file'

export type FileFacts = { fileName: string; contentType: string }

export class PackageFiles {
  readonly #db: Database
  readonly #files: Files

  constructor(deps: { db: Database; files: Files }) {
    this.#db = deps.db
    this.#files = deps.files
  }

  /** Asks before the bytes come whether they may come. `size`: bytes announced. */
  async requireMayAttach(actor: Actor, entry: EntryRow, app: AppRow, size: number | undefined): Promise<void> {
    require(actor, 'package.publish', guarded(app))
    if (entry.file_size !== null && entry.file_size !== size) requireMayReplace(actor, app, entry)
  }

  /** The bytes become the current file if there is none yet, else they wait. Answers the id of the file. */
  async attach(actor: Actor, id: string, staged: Staged, facts: FileFacts): Promise<string> {
    return this.#keeping(staged, async (tx) => {
      const { app, entry } = await turnOf(tx, actor, id, 'package.publish')
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
        await recount(tx, entry.release_id)
      }
      await recordStep(tx, actor, app, entry, entry.file_id === null ? 'publish' : 'add_file', {
        after: { release: entry.release_name, file: file.name, size: file.size, sha256: file.sha256 },
      })
      return file.id
    })
  }

  /** Other bytes under the same id. The bytes that were stay reachable by their digest. */
  async replaceContents(actor: Actor, fileId: string, staged: Staged): Promise<void> {
    await this.#keeping(staged, async (tx) => {
      const { app, entry, file } = await turnOfFile(tx, actor, fileId)
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
      await recount(tx, entry.release_id)
      await recordStep(tx, actor, app, entry, 'replace', {
        before: { file: file.name, size: file.size, sha256: file.sha256 },
        after: { file: file.name, size: staged.size, sha256: staged.sha256 },
      })
    })
  }

  async renameFile(actor: Actor, fileId: string, change: { name?: string; contentType?: string }): Promise<void> {
    await this.#db.write(async (tx) => {
      const { app, entry, file } = await turnOfFile(tx, actor, fileId)
      await steps.updateFile(tx, fileId, {
        name: change.name ?? file.name,
        content_type: change.contentType ?? file.content_type,
        renamed_at: Date.now(),
      })
      await store.update(tx, entry.id, { updated_at: Date.now() })
      await recordStep(tx, actor, app, entry, 'rename_file', {
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
      const { app, entry, file } = await turnOfFile(tx, actor, fileId)
      const now = Date.now()
      if (file.id !== entry.file_id) {
        await steps.deleteFile(tx, file.id)
        await store.update(tx, entry.id, { updated_at: now })
        await recordStep(tx, actor, app, entry, 'drop_file', { before: { file: file.name, sha256: file.sha256 } })
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
      await recount(tx, entry.release_id)
      await recordStep(tx, actor, app, entry, next === undefined ? 'drop_file' : 'replace', {
        before: { file: file.name, size: file.size, sha256: file.sha256 },
        after: next === undefined ? null : { size: next.size, sha256: next.sha256 },
      })
    })
  }

  async #keeping<T>(staged: Staged, story: (tx: Queryable) => Promise<T>): Promise<T> {
    try {
      return await this.#db.write(story)
    } catch (error) {
      await this.#files.discard(staged)
      throw error
    }
  }
}

/** People rely on the bytes of an installer of a stable release; an extension is superseded by its next build. */
const isInstaller = (entry: EntryRow): boolean => entry.kind === 'package' && entry.release_stage === 'stable'

function requireMayReplace(actor: Actor, app: AppRow, entry: EntryRow): void {
  if (isInstaller(entry)) require(actor, 'package.replace', guarded(app))
}

async function turnOfFile(tx: Queryable, actor: Actor, fileId: string) {
  const gone = new Problem('file_not_found', { details: { id: fileId } })
  const found = await store.findFile(tx, fileId)
  if (found === undefined) throw gone
  const turn = await turnOf(tx, actor, found.package_id, 'package.update')
  const file = await store.findFile(tx, fileId)
  if (file === undefined || file.replaced_at !== null) throw gone
  return { ...turn, file }
}
