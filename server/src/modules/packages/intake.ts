/**
 * Publishing in steps, as older clients do: first the facts, here, then the bytes (`package-files.ts`). A package is seen by
 * readers from its first file on. Each step is one transaction.
 */
import { newId } from '../../platform/crypto/ids.ts'
import type { Database, Queryable } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, require } from '../access/index.ts'
import { type AppRow, guarded, requireNoId, takeTurn } from '../apps/index.ts'
import { record } from '../audit/index.ts'
import { targetOf } from '../releases/index.ts'
import { findEntry } from './entries.ts'
import type { EntryRow } from './entry-filter.ts'
import * as steps from './intake-store.ts'
import { recordStep, recount, slotTaken, turnOf } from './package-turn.ts'
import { nameOf } from './publish.ts'
import { index } from './search.ts'
import * as store from './store.ts'
import { keepWording } from './wordings.ts'

export type Declared = { id: string; created: boolean }

export class Intake {
  readonly #db: Database

  constructor(deps: { db: Database }) {
    this.#db = deps.db
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
      const { app, entry } = await turnOf(tx, actor, id, 'package.update')
      const next = { ...entry, ...change }
      const other = await store.findSlot(tx, entry.release_id, entry.kind, next)
      if (other !== undefined && other.id !== id) throw slotTaken(other)
      const name = next.name
      await store.update(tx, id, { ...change, name, name_key: name.toLowerCase(), updated_at: Date.now() })
      await (entry.file_id === null ? keepWording : index)(tx, app.id, entry.kind, next)
      await recordStep(tx, actor, app, entry, 'update', {
        before: Object.fromEntries(Object.keys(change).map((key) => [key, entry[key as keyof EntryRow]])),
        after: change,
      })
    })
  }

  /** Into the trash; what never had bytes is gone at once. */
  async remove(actor: Actor, id: string): Promise<void> {
    await this.#db.write(async (tx) => {
      const { app, entry } = await turnOf(tx, actor, id, 'package.update')
      if (entry.file_id !== null) require(actor, 'package.delete', guarded(app))
      if (entry.file_id === null) await steps.remove(tx, id)
      else await store.update(tx, id, { deleted_at: Date.now(), deleted_by: actor.account?.login ?? null })
      await recount(tx, entry.release_id)
      await recordStep(tx, actor, app, entry, 'delete', { before: { release: entry.release_name } })
    })
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
}
