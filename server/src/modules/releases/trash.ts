/** What was deleted and can still come back. */
import type { TrashEntry } from '@slipway/contract'
import type { Database } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, require, theServer } from '../access/index.ts'
import {
  appPlaceTaken,
  appsDeletedBefore,
  findDeletedApp,
  guarded,
  listDeletedApps,
  loadApp,
  purgeApps,
  takeTurn,
  updateAppRow,
} from '../apps/index.ts'
import { record } from '../audit/index.ts'
import type { ReleaseContents } from './contents.ts'
import type { ReleaseDeps } from './service.ts'
import * as store from './store.ts'

export class Trash {
  readonly #db: Database
  readonly #contents: ReleaseContents
  readonly #time: number

  constructor({ db, contents, trashTime }: ReleaseDeps) {
    this.#db = db
    this.#contents = contents
    this.#time = trashTime
  }

  /** Releases, drafts, packages and extensions of an application, the last deleted first. */
  async list(actor: Actor, reference: string): Promise<TrashEntry[]> {
    const app = await loadApp(this.#db.read, actor, reference)
    require(actor, 'trash.read', guarded(app))
    const releases = (await store.listDeleted(this.#db.read, app.id)).map((row) =>
      this.#entry(
        row.id,
        row.stage === 'draft' ? 'draft' : 'release',
        row.name,
        row.deleted_at,
        row.deleted_by,
        row.bytes,
      ),
    )
    const items = (await this.#contents.deletedItems(this.#db.read, app.id)).map((item) =>
      this.#entry(item.id, item.kind, item.name, item.deletedAt, item.deletedBy, item.bytes),
    )
    return [...releases, ...items].sort((a, b) => (a.deletedAt < b.deletedAt ? 1 : -1))
  }

  /** Deleted applications, for administrators. */
  async listApps(actor: Actor): Promise<TrashEntry[]> {
    require(actor, 'app.create')
    const rows = await listDeletedApps(this.#db.read)
    return rows.map((row) => this.#entry(row.id, 'app', row.name, row.deleted_at, row.deleted_by, 0))
  }

  /** Throws `cannot_restore` when the name, the revision or the place is taken by now. */
  async restore(actor: Actor, reference: string, id: string): Promise<void> {
    await this.#db.write(async (tx) => {
      const app = await takeTurn(tx, actor, reference, 'trash.restore')
      const release = await store.findDeleted(tx, app.id, id)
      if (release !== undefined) {
        const other =
          (await store.byName(tx, app.id, release.name, undefined)) ??
          (await store.allOfRevision(tx, app.id, release.revision)).find((row) => row.stage === release.stage)
        if (other !== undefined) throw taken(`${other.name} (revision ${other.revision})`)
        await store.update(tx, id, { deleted_at: null, deleted_by: null })
        await this.#contents.restore(tx, id)
        await store.update(tx, id, await this.#contents.count(tx, id))
        await record(tx, actor, {
          action: 'trash.restore',
          app,
          target: { kind: 'release', id, name: release.name },
        })
        return
      }
      const item = await this.#contents.restoreItem(tx, app.id, id)
      if (item === undefined) throw new Problem('trash_not_found', { details: { id } })
      await store.update(tx, item.release, await this.#contents.count(tx, item.release))
      await record(tx, actor, { action: 'trash.restore', app, target: { kind: item.kind, id, name: item.name } })
    })
  }

  /** For good, now. */
  async purge(actor: Actor, reference: string, id: string): Promise<void> {
    await this.#db.write(async (tx) => {
      const app = await takeTurn(tx, actor, reference, 'trash.purge')
      const release = await store.findDeleted(tx, app.id, id)
      if (release !== undefined) await store.purge(tx, [id])
      const gone =
        release === undefined ? await this.#contents.purgeItem(tx, app.id, id) : { kind: 'release', name: release.name }
      if (gone === undefined) throw new Problem('trash_not_found', { details: { id } })
      await record(tx, actor, { action: 'trash.purge', app, target: { kind: gone.kind, id, name: gone.name } })
    })
  }

  /** Throws `trash_not_found`; `cannot_restore` when the name or the slug is taken by now. */
  async restoreApp(actor: Actor, id: string): Promise<void> {
    require(actor, 'app.create')
    await this.#db.write(async (tx) => {
      const app = await findDeletedApp(tx, id)
      if (app === undefined) throw new Problem('trash_not_found', { details: { id } })
      if (await appPlaceTaken(tx, app)) {
        throw new Problem('cannot_restore', { detail: 'Another application has its name by now.' })
      }
      await updateAppRow(tx, id, { deleted_at: null, deleted_by: null })
      await record(tx, actor, { action: 'trash.restore', app, target: { kind: 'app', id, name: app.name } })
    })
  }

  /** Removes for good what has been in the trash for its time; the job does it. */
  async empty(): Promise<number> {
    const before = Date.now() - this.#time
    return this.#db.write(async (tx) => {
      const apps = await appsDeletedBefore(tx, before)
      if (apps.length > 0) await purgeApps(tx, apps)
      const releases = await store.deletedBefore(tx, before)
      if (releases.length > 0) await store.purge(tx, releases)
      const items = await this.#contents.purgeItemsBefore(tx, before)
      const count = apps.length + releases.length + items
      if (count > 0) {
        await record(tx, theServer, {
          action: 'trash.empty',
          target: { kind: 'server', id: 'trash', name: 'trash' },
          before: { apps: apps.length, releases: releases.length, items },
        })
      }
      return count
    })
  }

  #entry(
    id: string,
    kind: TrashEntry['kind'],
    name: string,
    deletedAt: number | null,
    deletedBy: string | null,
    bytes: number,
  ): TrashEntry {
    const at = deletedAt ?? 0
    return {
      id,
      kind,
      name,
      deletedAt: new Date(at).toISOString(),
      deletedBy,
      purgedAt: new Date(at + this.#time).toISOString(),
      bytes,
    }
  }
}

const taken = (by: string): Problem =>
  new Problem('cannot_restore', { detail: `${by} has taken its place. Rename or delete that first.` })
