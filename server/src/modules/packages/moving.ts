/** Packages and extensions in another release or draft of their application: moved there, or there once more. */
import { newId } from '../../platform/crypto/ids.ts'
import type { Database, Queryable } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { Actor } from '../access/index.ts'
import type { AppRow } from '../apps/index.ts'
import type { EntryRow } from './entry-filter.ts'
import * as steps from './intake-store.ts'
import { noSuch } from './model.ts'
import { recordStep, recount, slotTaken, turnOf } from './package-turn.ts'
import * as store from './store.ts'
import { keepWording } from './wordings.ts'

export class Moving {
  readonly #db: Database

  constructor(deps: { db: Database }) {
    this.#db = deps.db
  }

  /** To another release or draft of the same application: all of them or none. */
  async move(actor: Actor, ids: readonly string[], release: string): Promise<void> {
    await this.#db.write(async (tx) => {
      for (const id of ids) {
        const { app, entry } = await turnOf(tx, actor, id, 'release.promote')
        if (entry.release_id === release) continue
        await requirePlace(tx, app, entry, release, entry.id)
        await store.update(tx, id, { release_id: release, updated_at: Date.now() })
        await recount(tx, entry.release_id)
        await recount(tx, release)
        await recordStep(tx, actor, app, entry, 'move', {
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
      if (copies.length > 0) await recount(tx, release)
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
    const { app, entry } = await turnOf(tx, actor, id, 'release.promote')
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
    await recordStep(tx, actor, app, { ...entry, id: copy.id }, 'copy', {
      before: { id, release: entry.release_name },
      after: { release },
    })
    return copy.id
  }
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
