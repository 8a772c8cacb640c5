/** Which drafts go, and when. What the preview says is what the run does: both ask the same function. */
import type { RetentionPreview, RetentionRules } from '@slipway/contract'
import type { Database, Queryable } from '../../platform/db/index.ts'
import { type Actor, require } from '../access/index.ts'
import { type AppRow, guarded, loadApp, rulesOf, takeTurn, updateAppRow } from '../apps/index.ts'
import { difference, record } from '../audit/index.ts'
import type { ReleaseContents } from './contents.ts'
import { keptDrafts } from './model.ts'
import type { ReleaseDeps, Releases } from './service.ts'
import * as store from './store.ts'

const DAY_MS = 86_400_000

export class Retention {
  readonly #db: Database
  readonly #releases: Releases
  readonly #contents: ReleaseContents

  constructor(deps: ReleaseDeps & { releases: Releases }) {
    this.#db = deps.db
    this.#releases = deps.releases
    this.#contents = deps.contents
  }

  async rules(actor: Actor, reference: string): Promise<RetentionRules> {
    const app = await loadApp(this.#db.read, actor, reference)
    require(actor, 'retention.read', guarded(app))
    return rulesOf(app)
  }

  async setRules(actor: Actor, reference: string, rules: RetentionRules): Promise<RetentionRules> {
    await this.#db.write(async (tx) => {
      const app = await takeTurn(tx, actor, reference, 'retention.manage')
      const changed = difference<Record<string, unknown>>(rulesOf(app), rules)
      if (changed === undefined) return
      await updateAppRow(tx, app.id, { retention: JSON.stringify(rules) })
      await record(tx, actor, {
        action: 'retention.set',
        app,
        target: { kind: 'app', id: app.id, name: app.name },
        ...changed,
      })
    })
    return rules
  }

  /** What a run would delete now, by the stored rules or by `rules` that somebody is thinking of. */
  async preview(actor: Actor, reference: string, rules?: RetentionRules): Promise<RetentionPreview> {
    const app = await loadApp(this.#db.read, actor, reference)
    require(actor, 'retention.read', guarded(app))
    return plan(this.#db.read, app, rules ?? rulesOf(app))
  }

  /**
   * Moves to the trash what the rules do not keep, the stored ones or for once `given`; forgets replaced files that are old
   * enough.
   */
  async run(actor: Actor, reference: string, given?: RetentionRules): Promise<RetentionPreview> {
    return this.#db.write(async (tx) => {
      const app = await takeTurn(tx, actor, reference, 'retention.manage')
      const rules = given ?? rulesOf(app)
      const done = await plan(tx, app, rules)
      const drafts = new Map((await store.allDrafts(tx, app.id)).map((row) => [row.id, row]))
      for (const { id } of done.deletes) {
        const draft = drafts.get(id)
        if (draft !== undefined) await this.#releases.trash(tx, actor, app, draft)
      }
      await this.#contents.purgeReplaced(tx, app.id, Date.now() - rules.keepReplacedDays * DAY_MS)
      return done
    })
  }
}

async function plan(db: Queryable, app: AppRow, rules: RetentionRules): Promise<RetentionPreview> {
  const drafts = await store.allDrafts(db, app.id)
  const kept = keptDrafts(drafts, rules, Date.now())
  const preview: RetentionPreview = { deletes: [], keeps: [], bytes: 0 }
  for (const draft of drafts) {
    const row = { id: draft.id, revision: draft.revision, createdAt: new Date(draft.created_at).toISOString() }
    const why = kept.get(draft.id)
    if (why !== undefined) {
      preview.keeps.push({ ...row, why })
      continue
    }
    preview.bytes += draft.bytes
    const { packages, extensions, bytes } = draft
    preview.deletes.push({ ...row, packages, extensions, bytes })
  }
  return preview
}
