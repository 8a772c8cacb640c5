/** A draft becomes a stable release: the same packages with the same ids, bytes and digests. */
import type { PromotionInput, PromotionItem, PromotionPreview, ReleaseDetail } from '@slipway/contract'
import { type Database, flag, type Queryable } from '../../platform/db/index.ts'
import { Problem, wrongField } from '../../platform/problem.ts'
import { type Actor, require } from '../access/index.ts'
import { type AppRow, guarded, loadApp, takeTurn } from '../apps/index.ts'
import { record } from '../audit/index.ts'
import type { ReleaseContents, Slot } from './contents.ts'
import { load, newRelease, type ReleaseDeps, type Releases, requireName } from './service.ts'
import * as store from './store.ts'

export class Promotion {
  readonly #db: Database
  readonly #contents: ReleaseContents
  readonly #releases: Releases

  constructor(deps: ReleaseDeps & { releases: Releases }) {
    this.#db = deps.db
    this.#contents = deps.contents
    this.#releases = deps.releases
  }

  /**
   * What would move, and what the stable release before had that this draft has not. With `input` it refuses what
   * `promote` would refuse.
   */
  async preview(
    actor: Actor,
    appReference: string,
    reference: string,
    input?: PromotionInput,
  ): Promise<PromotionPreview> {
    const app = await loadApp(this.#db.read, actor, appReference)
    const draft = await load(this.#db.read, actor, app, reference)
    require(actor, 'release.promote', guarded(app))
    await requirePromotable(this.#db.read, draft)
    const [before] = await store.list(this.#db.read, app.id, { stage: 'stable', onlyPublic: false }, 1, undefined)
    const items = await this.#contents.items(this.#db.read, draft.id)
    const { chosen, whole } = choose(items, input?.only)
    if (input !== undefined) {
      if (chosen.length === 0) throw new Problem('nothing_to_promote')
      await requireName(this.#db.read, app.id, input.name, whole ? draft.id : undefined)
    }
    const had = before === undefined ? [] : await this.#contents.items(this.#db.read, before.id)
    const has = new Set(chosen.map(slotKey))
    const packages = chosen.filter(({ kind }) => kind === 'package').length
    return {
      revision: draft.revision,
      comparedWith: before?.name ?? null,
      moves: [...chosen],
      missing: had
        .filter((slot) => !has.has(slotKey(slot)))
        .map(({ kind, baseName, os, arch }) => ({ kind, baseName, os, arch })),
      packages,
      extensions: chosen.length - packages,
      bytes: chosen.reduce((sum, { bytes }) => sum + bytes, 0),
    }
  }

  /**
   * Promotes all of a draft, or the packages and extensions named by `only`; then the rest stays in the draft, and
   * uploads of the revision go to the release from now on.
   */
  async promote(actor: Actor, appReference: string, reference: string, input: PromotionInput): Promise<ReleaseDetail> {
    const id = await this.#db.write(async (tx) => {
      const app = await takeTurn(tx, actor, appReference, 'release.promote')
      const draft = await load(tx, actor, app, reference)
      await requirePromotable(tx, draft)
      const items = await this.#contents.items(tx, draft.id)
      const { chosen, whole } = choose(items, input.only)
      if (chosen.length === 0) throw new Problem('nothing_to_promote')
      // A draft that becomes the release itself may keep its revision as its name.
      await requireName(tx, app.id, input.name, whole ? draft.id : undefined)
      const release = whole
        ? await this.#convert(tx, draft, input)
        : await this.#split(tx, actor, app, draft, input, chosen)
      await record(tx, actor, {
        action: 'release.promote',
        app,
        target: { kind: 'release', id: release, name: input.name },
        before: { draft: draft.revision, packages: draft.packages, extensions: draft.extensions },
        after: { name: input.name, moved: chosen.length, left: items.length - chosen.length },
      })
      return release
    })
    return this.#releases.get(actor, appReference, id)
  }

  /** Turns a promoted release back into a draft. Throws `cannot_undo` when something took the place of a part of it. */
  async undo(actor: Actor, appReference: string, reference: string): Promise<ReleaseDetail> {
    const id = await this.#db.write(async (tx) => {
      const app = await takeTurn(tx, actor, appReference, 'release.promote')
      const release = await load(tx, actor, app, reference)
      if (release.stage !== 'stable') throw new Problem('not_a_release')
      if (release.promoted_from === null) {
        throw new Problem('cannot_undo', { detail: `${release.name} was not promoted from a draft.` })
      }
      const draft = await store.draftOf(tx, app.id, release.revision)
      const target = draft === undefined ? await this.#revert(tx, release) : await this.#rejoin(tx, release, draft)
      await record(tx, actor, {
        action: 'release.undo_promotion',
        app,
        target: { kind: 'release', id: target, name: release.revision },
        before: { name: release.name },
        after: { draft: release.revision },
      })
      return target
    })
    return this.#releases.get(actor, appReference, id)
  }

  async #convert(tx: Queryable, draft: store.ReleaseRow, input: PromotionInput): Promise<string> {
    const now = Date.now()
    await store.update(tx, draft.id, {
      stage: 'stable',
      name: input.name,
      name_key: input.name.toLowerCase(),
      description: input.description ?? draft.description,
      public: input.public === undefined ? draft.public : flag(input.public),
      promoted_from: draft.id,
      released_at: now,
      listed_at: now,
      updated_at: now,
    })
    return draft.id
  }

  async #split(
    tx: Queryable,
    actor: Actor,
    app: AppRow,
    draft: store.ReleaseRow,
    input: PromotionInput,
    chosen: readonly PromotionItem[],
  ): Promise<string> {
    const row: store.ReleaseRow = {
      ...newRelease(actor, app, {
        stage: 'stable',
        name: input.name,
        revision: draft.revision,
        description: input.description ?? draft.description,
        public: input.public === undefined ? draft.public : flag(input.public),
      }),
      promoted_from: draft.id,
    }
    await store.insert(tx, row)
    const ids = chosen.map(({ id }) => id)
    await this.#contents.move(tx, ids, row.id)
    await this.#recount(tx, row.id)
    await this.#recount(tx, draft.id)
    return row.id
  }

  async #revert(tx: Queryable, release: store.ReleaseRow): Promise<string> {
    const namesake = await store.byName(tx, release.app_id, release.revision, release.id)
    if (namesake !== undefined) {
      throw new Problem('cannot_undo', { detail: `The release ${namesake.name} has the name the draft would get.` })
    }
    await store.update(tx, release.id, {
      stage: 'draft',
      name: release.revision,
      name_key: release.revision.toLowerCase(),
      promoted_from: null,
      released_at: null,
      listed_at: release.created_at,
      updated_at: Date.now(),
    })
    return release.id
  }

  async #rejoin(tx: Queryable, release: store.ReleaseRow, draft: store.ReleaseRow): Promise<string> {
    const moved = await this.#contents.items(tx, release.id)
    const there = new Set((await this.#contents.items(tx, draft.id)).map(slotKey))
    const clash = moved.find((item) => there.has(slotKey(item)))
    if (clash !== undefined) {
      throw new Problem('cannot_undo', {
        detail: `${clash.baseName} for ${clash.os}-${clash.arch} is in the draft as well by now.`,
        details: { id: clash.id, baseName: clash.baseName, os: clash.os, arch: clash.arch },
      })
    }
    // What is in its trash as well, or it would go with the release.
    await this.#contents.moveAll(tx, release.id, draft.id)
    await this.#recount(tx, draft.id)
    await store.purge(tx, [release.id])
    return draft.id
  }

  async #recount(tx: Queryable, release: string): Promise<void> {
    await store.update(tx, release, { ...(await this.#contents.count(tx, release)), updated_at: Date.now() })
  }
}

const slotKey = ({ kind, baseName, os, arch }: Slot): string => JSON.stringify([kind, baseName, os, arch])

/** `whole`: nothing is left behind. */
function choose(
  all: readonly PromotionItem[],
  only: readonly string[] | undefined,
): { chosen: readonly PromotionItem[]; whole: boolean } {
  if (only === undefined) return { chosen: all, whole: true }
  const known = new Set(all.map(({ id }) => id))
  const strange = only.find((id) => !known.has(id))
  if (strange !== undefined) throw wrongField('only', `${strange} is not in this draft`)
  const wanted = new Set(only)
  return { chosen: all.filter(({ id }) => wanted.has(id)), whole: wanted.size === all.length }
}

async function requirePromotable(db: Queryable, draft: store.ReleaseRow): Promise<void> {
  if (draft.stage !== 'draft') {
    throw new Problem('not_a_draft', { detail: `${draft.name} is a stable release.`, details: { release: draft.name } })
  }
  const twin = await store.byRevision(db, draft.app_id, draft.revision)
  if (twin?.stage === 'stable') {
    throw new Problem('revision_taken', {
      detail: `The revision ${draft.revision} was released as ${twin.name} already.`,
      details: { release: twin.name },
    })
  }
}
