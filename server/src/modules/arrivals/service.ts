/** Where things arrive: collections, applications and releases; and what was counted and granted there. Packages are in `items.ts`. */
import type { Database, Queryable } from '../../platform/db/index.ts'
import { type Actor, require, roleIn, setRole } from '../access/index.ts'
import { accountFor } from '../accounts/index.ts'
import { addAlias } from '../aliases/index.ts'
import { DEFAULT_RULES, freeSlug, requireNoId } from '../apps/index.ts'
import { record } from '../audit/index.ts'
import { addDownloads, type CounterKey } from '../downloads/index.ts'
import { type ReleaseRow, updateReleaseRow } from '../releases/index.ts'
import {
  type Arrival,
  type ArrivedApp,
  type ArrivedCollection,
  type ArrivedMember,
  type ArrivedRelease,
  BY_IMPORT,
  described,
  type Mark,
  NOUNS,
  taken,
  usableTemplates,
} from './model.ts'
import * as store from './store.ts'
import { mark, turnOf } from './traces.ts'

export class Arrivals {
  readonly #db: Database

  constructor(deps: { db: Database }) {
    this.#db = deps.db
  }

  /** What came from a server before: of an application, or what belongs to none. */
  marks(source: string, app: string | null): Promise<Mark[]> {
    return store.marksOf(this.#db.read, source, app)
  }

  /** The applications and collections that came from a server before, with how they looked. */
  marksOf(source: string, noun: 'applications' | 'collections'): Promise<Mark[]> {
    return store.marksOfNoun(this.#db.read, source, noun)
  }

  /** What something that arrived is called here, as long as it is here and not in the trash. */
  async nameOf(noun: string, id: string): Promise<string | undefined> {
    return (await store.nameOf(this.#db.read, noun, id))?.name
  }

  /** An empty collection of that name makes room. Throws `name_taken`. */
  async collection(actor: Actor, source: string, arrived: ArrivedCollection): Promise<void> {
    require(actor, 'collection.manage')
    requireNoId('name', arrived.name)
    await this.#db.write(async (tx) => {
      const key = arrived.name.toLowerCase()
      const namesake = await store.collectionNamed(tx, key)
      if (namesake !== undefined && namesake.id !== arrived.id) {
        if (await store.hasApps(tx, namesake.id)) {
          throw taken(`Another collection here is called ${namesake.name}; rename it first.`)
        }
        await store.deleteCollection(tx, namesake.id)
      }
      const row = { ...described(arrived), name_key: key, updated_at: arrived.updatedAt }
      if ((await store.collectionById(tx, arrived.id)) === undefined) {
        await store.insertCollection(tx, { id: arrived.id, created_at: arrived.createdAt, ...row })
      } else await store.updateCollection(tx, arrived.id, row)
      await store.setAlias(tx, 'packages', arrived.id, arrived.createdAt, arrived.packagesFolder, null)
      await mark(tx, source, 'collections', arrived, null)
    })
  }

  /** Throws `name_taken` when another application has its place. Answers what was changed on the way, in words. */
  async app(actor: Actor, source: string, arrived: ArrivedApp): Promise<string | undefined> {
    require(actor, 'app.create')
    requireNoId('name', arrived.name)
    const { templates, unusable } = usableTemplates(arrived.templates)
    await this.#db.write(async (tx) => {
      const key = arrived.name.toLowerCase()
      const namesake = await store.appNamed(tx, arrived.collection, key)
      if (namesake !== undefined && namesake.id !== arrived.id) {
        throw taken(`Another application here is called ${namesake.name} (${namesake.id}); rename or delete it first.`)
      }
      const row = {
        ...described(arrived),
        name_key: key,
        collection_id: arrived.collection,
        package_template: templates.package,
        extension_template: templates.extension,
        updated_at: arrived.updatedAt,
      }
      const before = await store.appById(tx, arrived.id)
      if (before === undefined) {
        await store.forgetCounters(tx, source, arrived.id)
        const slug = await freeSlug(tx, undefined, arrived.name)
        await store.insertApp(tx, {
          id: arrived.id,
          slug,
          homepage: null,
          retention: JSON.stringify(DEFAULT_RULES),
          version: 0,
          created_at: arrived.createdAt,
          created_by: arrived.creator,
          deleted_at: null,
          deleted_by: null,
          ...row,
        })
        await record(tx, actor, {
          action: 'app.import',
          app: { id: arrived.id, slug },
          target: { kind: 'app', id: arrived.id, name: arrived.name },
          after: { source },
        })
      } else {
        // What had to give way to another meanwhile gets an address of its own.
        const isBack = before.deleted_by === BY_IMPORT
        await store.updateApp(tx, arrived.id, {
          ...row,
          ...(isBack && { deleted_at: null, deleted_by: null, slug: await freeSlug(tx, undefined, before.slug) }),
        })
      }
      await setFolder(tx, 'draft', arrived, arrived.draftFolder)
      await store.turnOf(tx, arrived.id)
      await mark(tx, source, 'applications', arrived, arrived.id)
    })
    return unusable
  }

  /**
   * A second release of a revision keeps it with its own name behind it; uploads go to the older one, as they did
   * there. Throws `name_taken`. Answers what was changed on the way, in words.
   */
  async release(actor: Actor, source: string, arrived: ArrivedRelease): Promise<string | undefined> {
    require(actor, 'app.create')
    return this.#db.write(async (tx) => {
      await store.turnOf(tx, arrived.app)
      const before = await store.releaseById(tx, arrived.id)
      const row: ReleaseRow = {
        id: arrived.id,
        app_id: arrived.app,
        stage: arrived.stage,
        ...described(arrived),
        name_key: arrived.name.toLowerCase(),
        revision: arrived.revision,
        pinned: before?.pinned ?? 0,
        packages: before?.packages ?? 0,
        extensions: before?.extensions ?? 0,
        bytes: before?.bytes ?? 0,
        promoted_from: before?.promoted_from ?? null,
        created_at: arrived.createdAt,
        updated_at: arrived.updatedAt,
        released_at: arrived.stage === 'stable' ? (before?.released_at ?? arrived.createdAt) : null,
        listed_at: before?.listed_at ?? arrived.createdAt,
        created_by: arrived.creator,
        deleted_at: before?.deleted_at ?? null,
        deleted_by: before?.deleted_by ?? null,
        ...(before?.deleted_by === BY_IMPORT && { deleted_at: null, deleted_by: null }),
      }
      const namesake = await store.releaseInTheWay(tx, row, { name_key: row.name_key })
      if (namesake !== undefined) throw taken(`Another release is called ${namesake.name} (${namesake.id}).`)
      const twin = await store.releaseInTheWay(tx, row, { revision: row.revision })
      if (twin !== undefined) row.revision = `${row.revision} (${arrived.name})`
      if (before === undefined) await store.insertRelease(tx, row)
      else await updateReleaseRow(tx, row.id, row)
      await setFolder(tx, 'extensions', arrived, arrived.extensionsFolder)
      await mark(tx, source, NOUNS[arrived.stage], arrived, arrived.app)
      return twin && `its revision belongs to ${twin.name} as well; it is ${JSON.stringify(row.revision)} here`
    })
  }

  /**
   * A role of somebody in an application. Whoever has one here keeps it as it was set here, unless it came from there.
   * Throws `name_taken` when the login is somebody else's here.
   */
  async member(actor: Actor, source: string, { id, app, account, role }: ArrivedMember): Promise<void> {
    require(actor, 'account.manage')
    await this.#db.write(async (tx) => {
      const slug = await turnOf(tx, app)
      const who = await accountFor(tx, account)
      const held = await roleIn(tx, app, who.id)
      const came = (await store.findMark(tx, source, MEMBERS, id))?.fingerprint
      if (held === undefined || held === came) {
        await setRole(tx, app, who.id, role)
        await record(tx, actor, {
          action: 'member.import',
          app: { id: app, slug },
          target: { kind: 'account', id: who.id, name: who.login },
          before: held === undefined ? null : { role: held },
          after: { role, source },
        })
      }
      await store.mark(tx, { source, noun: MEMBERS, id, app_id: app, fingerprint: role })
    })
  }

  /**
   * What was counted there since the last time is added to what is counted here. `total`: all that was counted there;
   * `ours`: how many downloads it will count because of this import. Answers how much was added.
   */
  async downloads(actor: Actor, source: string, key: CounterKey, total: number, ours: number): Promise<number> {
    require(actor, 'app.create')
    const id = JSON.stringify([key.app_id, key.app_revision, key.kind, key.base_name, key.os, key.arch])
    return this.#db.write(async (tx) => {
      const known = Number((await store.findMark(tx, source, 'counters', id))?.fingerprint ?? 0)
      const added = Math.max(0, total - known)
      if (added === 0 && ours === 0) return 0
      if (added > 0) await addDownloads(tx, [{ ...key, downloads: added }])
      const fingerprint = String(Math.max(total, known) + ours)
      await store.mark(tx, { source, noun: 'counters', id, app_id: key.app_id, fingerprint })
      return added
    })
  }
}

const MEMBERS = 'members'
async function setFolder(
  tx: Queryable,
  kind: 'draft' | 'extensions',
  owner: Arrival,
  folder: string | undefined,
): Promise<void> {
  if (folder !== undefined) await store.setAlias(tx, kind, owner.id, owner.createdAt, folder, null)
  else if (!(await store.hasAlias(tx, kind, owner.id))) await addAlias(tx, kind, owner.id, owner.createdAt)
}
