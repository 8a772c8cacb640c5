/** Releases and drafts: finding, making, changing and deleting them. */
import type {
  DeletionPreview,
  LatestReleases,
  ListedRelease,
  Notes,
  ReleaseChange,
  ReleaseDetail,
  ReleaseInput,
} from '@slipway/contract'
import { newId } from '../../platform/crypto/ids.ts'
import { type Database, flag, type Page, pageOf, type Queryable, readCursor } from '../../platform/db/index.ts'
import { Problem, wrongField } from '../../platform/problem.ts'
import { type Actor, require, seesPrivate } from '../access/index.ts'
import { type AppRow, guarded, loadApp, requireNoId, takeTurn } from '../apps/index.ts'
import { difference, record } from '../audit/index.ts'
import type { ReleaseContents } from './contents.ts'
import { presentRef, presentRelease } from './model.ts'
import { notesHtml } from './notes.ts'
import * as store from './store.ts'

export type ReleaseDeps = {
  db: Database
  contents: ReleaseContents
  /** milliseconds that deleted things stay restorable */
  trashTime: number
}

export class Releases {
  readonly #db: Database
  readonly #contents: ReleaseContents
  readonly #trashTime: number

  constructor({ db, contents, trashTime }: ReleaseDeps) {
    this.#db = db
    this.#contents = contents
    this.#trashTime = trashTime
  }

  /** Newest first. */
  async list(
    actor: Actor,
    reference: string,
    filter: { stage?: store.Stage | undefined },
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<ListedRelease>> {
    const app = await loadApp(this.#db.read, actor, reference)
    const after = readCursor(cursor, ['number', 'string']) as [number, string] | undefined
    const onlyPublic = !seesPrivate(actor, guarded(app))
    const rows = await store.list(this.#db.read, app.id, { ...filter, onlyPublic }, limit + 1, after)
    const platforms = await this.#contents.platforms(
      this.#db.read,
      rows.map(({ id }) => id),
    )
    return pageOf(
      rows,
      limit,
      (row) => [row.listed_at, row.id],
      (row) => ({ ...presentRelease(row, app.slug), platforms: platforms.get(row.id) ?? [] }),
    )
  }

  /** The newest of each stage, by application: as far as the actor may see them. */
  async latest(actor: Actor, apps: readonly AppRow[]): Promise<Map<string, LatestReleases>> {
    const found = new Map<string, LatestReleases>()
    if (apps.length === 0) return found
    const ids = apps.map(({ id }) => id)
    const mine = apps.filter((app) => seesPrivate(actor, guarded(app))).map(({ id }) => id)
    for (const id of ids) found.set(id, { stable: null, draft: null })
    for (const stage of ['stable', 'draft'] as const) {
      for (const row of await store.newestOf(this.#db.read, stage, ids, mine)) {
        const latest = found.get(row.app_id)
        if (latest !== undefined) {
          latest[stage] = { ...presentRef(row), packages: row.packages, extensions: row.extensions }
        }
      }
    }
    return found
  }

  /** `reference`, here as everywhere: name, revision or id. Throws `release_not_found`. */
  async get(actor: Actor, appReference: string, reference: string): Promise<ReleaseDetail> {
    const app = await loadApp(this.#db.read, actor, appReference)
    const row = await load(this.#db.read, actor, app, reference)
    return this.#detail(this.#db.read, app, row)
  }

  /** What notes would look like on a page. Keeps nothing. */
  async previewNotes(actor: Actor, appReference: string, text: string): Promise<Notes> {
    const app = await loadApp(this.#db.read, actor, appReference)
    require(actor, 'release.update', guarded(app))
    return { html: notesHtml(text) }
  }

  /** A stable release made by hand; uploads of its revision go to it from then on. Throws `name_taken`, `revision_taken`. */
  async create(actor: Actor, appReference: string, input: ReleaseInput): Promise<ReleaseDetail> {
    return this.#db.write(async (tx) => {
      const app = await takeTurn(tx, actor, appReference, 'release.create')
      await requireName(tx, app.id, input.name, undefined)
      requireNoId('revision', input.revision)
      await requireRevision(tx, app.id, input.revision)
      const row = newRelease(actor, app, {
        stage: 'stable',
        name: input.name,
        revision: input.revision,
        description: input.description ?? '',
        public: flag(input.public ?? app.public === 1),
      })
      await store.insert(tx, row)
      await record(tx, actor, {
        action: 'release.create',
        app,
        target: { kind: 'release', id: row.id, name: row.name },
        after: { name: row.name, revision: row.revision, public: row.public === 1 },
      })
      return this.#detail(tx, app, row)
    })
  }

  /** The draft of a revision, before anything was uploaded for it. Throws `revision_taken`, `name_taken`. */
  async createDraft(actor: Actor, appReference: string, revision: string): Promise<ReleaseDetail> {
    return this.#db.write(async (tx) => {
      const app = await takeTurn(tx, actor, appReference, 'release.create')
      await requireRevision(tx, app.id, revision)
      return this.#detail(tx, app, await targetOf(tx, actor, app, revision))
    })
  }

  /** A draft keeps its name, which is its revision. Throws `name_taken`, `invalid_input`. */
  async update(actor: Actor, appReference: string, reference: string, change: ReleaseChange): Promise<ReleaseDetail> {
    return this.#db.write(async (tx) => {
      const app = await takeTurn(tx, actor, appReference, 'release.update')
      const row = await load(tx, actor, app, reference)
      if (change.name !== undefined && change.name !== row.name) {
        if (row.stage === 'draft') throw wrongField('name', 'a draft is named by its revision; promote it to name it')
        await requireName(tx, app.id, change.name, row.id)
      }
      const changed = difference<Record<string, unknown>>(presentRelease(row, app.slug), change)
      if (changed === undefined) return this.#detail(tx, app, row)
      const name = change.name ?? row.name
      const next: store.ReleaseRow = {
        ...row,
        name,
        name_key: name.toLowerCase(),
        description: change.description ?? row.description,
        public: change.public === undefined ? row.public : flag(change.public),
        pinned: change.pinned === undefined ? row.pinned : flag(change.pinned),
        updated_at: Date.now(),
      }
      await store.update(tx, row.id, next)
      await record(tx, actor, {
        action: 'release.update',
        app,
        target: { kind: 'release', id: row.id, name },
        ...changed,
      })
      return this.#detail(tx, app, next)
    })
  }

  /**
   * Gives a release another revision, which decides where uploads go from now on; what is in it stays as it is. `extra`
   * are facts that only protocols know, JSON.
   */
  async amend(
    actor: Actor,
    appReference: string,
    reference: string,
    change: { revision?: string | undefined; extra?: string | null | undefined },
  ): Promise<void> {
    await this.#db.write(async (tx) => {
      const app = await takeTurn(tx, actor, appReference, 'release.update')
      const row = await load(tx, actor, app, reference)
      const revision = change.revision ?? row.revision
      if (revision !== row.revision) {
        if (row.stage === 'draft') throw wrongField('revision', 'a draft is its revision; it cannot get another')
        await requireRevision(tx, app.id, revision)
      }
      const extra = change.extra === undefined ? row.extra : change.extra
      if (revision === row.revision && extra === row.extra) return
      await store.update(tx, row.id, { revision, extra, updated_at: Date.now() })
      await record(tx, actor, {
        action: 'release.update',
        app,
        target: { kind: 'release', id: row.id, name: row.name },
        before: { revision: row.revision, extra: row.extra },
        after: { revision, extra },
      })
    })
  }

  /** What goes when it is deleted. */
  async previewDeletion(actor: Actor, appReference: string, reference: string): Promise<DeletionPreview> {
    const app = await loadApp(this.#db.read, actor, appReference)
    const row = await load(this.#db.read, actor, app, reference)
    require(actor, 'release.delete', guarded(app))
    return this.#deletion(this.#db.read, row)
  }

  /** Into the trash, with its packages and extensions. */
  async delete(actor: Actor, appReference: string, reference: string): Promise<DeletionPreview> {
    return this.#db.write(async (tx) => {
      const app = await takeTurn(tx, actor, appReference, 'release.delete')
      const row = await load(tx, actor, app, reference)
      const preview = await this.#deletion(tx, row)
      await this.trash(tx, actor, app, row)
      return preview
    })
  }

  /** The same within the transaction of something else, such as retention. */
  async trash(tx: Queryable, actor: Actor, app: AppRow, row: store.ReleaseRow): Promise<void> {
    const now = Date.now()
    await this.#contents.trash(tx, row.id, now, actor.account?.login ?? null)
    await store.update(tx, row.id, { deleted_at: now, deleted_by: actor.account?.login ?? null })
    await record(tx, actor, {
      action: row.stage === 'draft' ? 'draft.delete' : 'release.delete',
      app,
      target: { kind: 'release', id: row.id, name: row.name },
      before: { revision: row.revision, packages: row.packages, extensions: row.extensions, bytes: row.bytes },
    })
  }

  async #deletion(db: Queryable, row: store.ReleaseRow): Promise<DeletionPreview> {
    const counts = await this.#contents.count(db, row.id)
    return {
      releases: row.stage === 'stable' ? 1 : 0,
      drafts: row.stage === 'draft' ? 1 : 0,
      ...counts,
      files: counts.packages + counts.extensions,
      restorableUntil: new Date(Date.now() + this.#trashTime).toISOString(),
    }
  }

  async #detail(db: Queryable, app: AppRow, row: store.ReleaseRow): Promise<ReleaseDetail> {
    return {
      ...presentRelease(row, app.slug),
      descriptionHtml: notesHtml(row.description),
      targets: await this.#contents.targets(db, row.id),
      promotedFrom: row.promoted_from === null ? null : row.revision,
    }
  }
}

/** A release the actor may know of: otherwise there is none. By name, revision or id. */
export async function load(db: Queryable, actor: Actor, app: AppRow, reference: string): Promise<store.ReleaseRow> {
  const row = await store.find(db, app.id, reference)
  if (row === undefined || !visible(actor, app, row)) {
    throw new Problem('release_not_found', {
      detail: `${app.name} has no release or draft ${JSON.stringify(reference)}.`,
      details: { app: app.slug, release: reference },
    })
  }
  return row
}

export const visible = (actor: Actor, app: AppRow, row: Pick<store.ReleaseRow, 'public'>): boolean =>
  row.public === 1 || seesPrivate(actor, guarded(app))

/**
 * Where an upload of a revision goes: to the stable release that has it, else to its draft, which is made when there
 * is none. Within the application's turn, so that no second draft of a revision can come into being.
 */
export async function targetOf(tx: Queryable, actor: Actor, app: AppRow, revision: string): Promise<store.ReleaseRow> {
  const found = await store.byRevision(tx, app.id, revision)
  if (found !== undefined) return found
  requireNoId('revision', revision)
  if (revision.toLowerCase() === 'draft') throw wrongField('revision', 'must not be `draft`')
  const namesake = await store.byName(tx, app.id, revision, undefined)
  if (namesake !== undefined) {
    throw new Problem('name_taken', {
      detail: `A draft of the revision ${revision} would hide behind the release of that name.`,
      details: { release: namesake.name, revision: namesake.revision },
    })
  }
  const row = newRelease(actor, app, { stage: 'draft', name: revision, revision, description: '', public: app.public })
  await store.insert(tx, row)
  await record(tx, actor, {
    action: 'draft.create',
    app,
    target: { kind: 'release', id: row.id, name: row.name },
  })
  return row
}

type NewRelease = Pick<store.ReleaseRow, 'stage' | 'name' | 'revision' | 'description' | 'public'>

export function newRelease(actor: Actor, app: AppRow, facts: NewRelease): store.ReleaseRow {
  const now = Date.now()
  return {
    id: newId(),
    app_id: app.id,
    ...facts,
    name_key: facts.name.toLowerCase(),
    pinned: 0,
    packages: 0,
    extensions: 0,
    bytes: 0,
    promoted_from: null,
    created_at: now,
    updated_at: now,
    released_at: facts.stage === 'stable' ? now : null,
    listed_at: now,
    created_by: actor.account?.id ?? null,
    deleted_at: null,
    deleted_by: null,
    extra: null,
  }
}

/** A name must lead to one thing only: not to an id, not to the drafts, not to two releases. */
export async function requireName(tx: Queryable, app: string, name: string, except: string | undefined): Promise<void> {
  requireNoId('name', name)
  if (name.toLowerCase() === 'draft') throw wrongField('name', 'must not be `draft`, which means all drafts')
  const other = await store.byName(tx, app, name, except)
  if (other !== undefined) {
    throw new Problem('name_taken', {
      detail: `There is a ${other.stage === 'draft' ? 'draft' : 'release'} ${other.name} already.`,
      errors: [{ field: 'name', message: 'must differ, case aside, from the names of all releases and drafts' }],
    })
  }
}

async function requireRevision(tx: Queryable, app: string, revision: string): Promise<void> {
  const other = await store.byRevision(tx, app, revision)
  if (other?.stage === 'stable') {
    throw new Problem('revision_taken', {
      detail: `The release ${other.name} has the revision ${revision}.`,
      errors: [{ field: 'revision', message: 'must not be the revision of another release' }],
      details: { release: other.name },
    })
  }
}
