/** Applications: making, changing and deleting them, their further ids, and who has which role in them. */
import type { App, AppChange, AppInput, DeletionPreview, LatestReleases, Member, RoleName } from '@slipway/contract'
import { newId } from '../../platform/crypto/ids.ts'
import { type Database, flag, type Page, pageOf, type Queryable, readCursor } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, membersOf, removeRole, require, roleIn, setRole } from '../access/index.ts'
import { addAlias, aliasTaken } from '../aliases/index.ts'
import { difference, record } from '../audit/index.ts'
import { makeCollection } from './collections.ts'
import { DEFAULT_COLLECTION, DEFAULT_RULES, guarded, knownTo, presentApp, requireNoId, slugOf } from './model.ts'
import * as store from './store.ts'
import { checkTemplate, DEFAULT_TEMPLATES } from './templates.ts'

/** What an application holds; the module of the packages knows. */
export type CountContents = (db: Queryable, app: string) => Promise<Omit<DeletionPreview, 'restorableUntil'>>

/** Finds an account by id or login; the module of the accounts knows. */
export type FindAccount = (actor: Actor, reference: string) => Promise<{ id: string; login: string; name: string }>

/** The newest releases by application, as far as the actor may see them; the module of the releases knows. */
export type FindLatest = (actor: Actor, apps: readonly store.AppRow[]) => Promise<Map<string, LatestReleases>>

export class Apps {
  readonly #db: Database
  readonly #contents: CountContents
  readonly #findLatest: FindLatest
  readonly #findAccount: FindAccount
  readonly #trashTime: number

  /** `trashTime`: milliseconds that deleted things stay restorable. */
  constructor(deps: {
    db: Database
    contents: CountContents
    findLatest: FindLatest
    findAccount: FindAccount
    trashTime: number
  }) {
    this.#db = deps.db
    this.#contents = deps.contents
    this.#findLatest = deps.findLatest
    this.#findAccount = deps.findAccount
    this.#trashTime = deps.trashTime
  }

  /** By name. */
  async list(
    actor: Actor,
    filter: { collection?: string | undefined },
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<App>> {
    const after = readCursor(cursor, ['string', 'string']) as [string, string] | undefined
    const rows = await store.list(this.#db.read, actor, filter, limit + 1, after)
    const latest = await this.#findLatest(actor, rows)
    return pageOf(
      rows,
      limit,
      (row) => [row.name_key, row.id],
      (row) => presentApp(row, actor, latest.get(row.id)),
    )
  }

  /** `reference`, here as everywhere: slug, id, further id or name. Throws `app_not_found`, also for what one may not see. */
  async get(actor: Actor, reference: string): Promise<App> {
    return this.#present(actor, await load(this.#db.read, actor, reference))
  }

  /** In a collection that is made when there is none of that name. Throws `name_taken`, `invalid_input`. */
  async create(actor: Actor, input: AppInput): Promise<App> {
    require(actor, 'app.create')
    requireNoId('name', input.name)
    const packageTemplate = input.applicationPackageNameTemplate ?? DEFAULT_TEMPLATES.package
    const extensionTemplate = input.extensionPackageNameTemplate ?? DEFAULT_TEMPLATES.extension
    checkTemplate('applicationPackageNameTemplate', 'package', packageTemplate)
    checkTemplate('extensionPackageNameTemplate', 'extension', extensionTemplate)
    const id = newId()
    const now = Date.now()
    return this.#db.write(async (tx) => {
      const wanted = input.collection ?? DEFAULT_COLLECTION
      const collection = (await store.findCollection(tx, wanted)) ?? (await makeCollection(tx, actor, { name: wanted }))
      const row: store.AppTable = {
        id,
        collection_id: collection.id,
        name: input.name,
        name_key: input.name.toLowerCase(),
        slug: await freeSlug(tx, input.slug, input.name),
        description: input.description ?? '',
        homepage: input.homepage ?? null,
        public: flag(input.public ?? true),
        package_template: packageTemplate,
        extension_template: extensionTemplate,
        retention: JSON.stringify(DEFAULT_RULES),
        version: 0,
        created_at: now,
        updated_at: now,
        created_by: actor.account?.id ?? null,
        deleted_at: null,
        deleted_by: null,
        extra: null,
      }
      await requireFreeName(tx, row, undefined)
      await store.insert(tx, row)
      if (actor.account !== null) await setRole(tx, id, actor.account.id, 'owner')
      await record(tx, actor, {
        action: 'app.create',
        app: row,
        target: { kind: 'app', id, name: row.name },
        after: { name: row.name, slug: row.slug, collection: collection.name, public: row.public === 1 },
      })
      return presentApp({ ...row, collection: collection.name }, actor)
    })
  }

  /** Throws `name_taken`, `invalid_input`. */
  async update(actor: Actor, reference: string, change: AppChange): Promise<App> {
    const { id } = await load(this.#db.read, actor, reference)
    if (change.name !== undefined) requireNoId('name', change.name)
    if (change.slug !== undefined) requireNoId('slug', change.slug)
    if (change.applicationPackageNameTemplate !== undefined) {
      checkTemplate('applicationPackageNameTemplate', 'package', change.applicationPackageNameTemplate)
    }
    if (change.extensionPackageNameTemplate !== undefined) {
      checkTemplate('extensionPackageNameTemplate', 'extension', change.extensionPackageNameTemplate)
    }
    const changedRow = await this.#db.write(async (tx): Promise<store.AppRow> => {
      const row = await takeTurn(tx, actor, id, 'app.update')
      const name = change.name ?? row.name
      const { collection, ...columns } = row
      const next: store.AppTable = {
        ...columns,
        name,
        name_key: name.toLowerCase(),
        slug: change.slug ?? row.slug,
        description: change.description ?? row.description,
        homepage: change.homepage === undefined ? row.homepage : change.homepage,
        public: change.public === undefined ? row.public : flag(change.public),
        package_template: change.applicationPackageNameTemplate ?? row.package_template,
        extension_template: change.extensionPackageNameTemplate ?? row.extension_template,
        updated_at: Date.now(),
      }
      const changed = difference<Record<string, unknown>>(presentApp(row, actor), change)
      if (changed === undefined) return row
      await requireFreeName(tx, next, id)
      if (next.slug !== row.slug && (await store.slugTaken(tx, next.slug, id))) throw taken('slug')
      const { version: _version, ...stored } = next
      await store.update(tx, id, stored)
      await record(tx, actor, {
        action: 'app.update',
        app: next,
        target: { kind: 'app', id, name },
        ...changed,
      })
      return { ...next, collection }
    })
    return this.#present(actor, changedRow)
  }

  /**
   * Gives an application a further id, under which it is found as under its own: clients in the field have the id of the
   * server it came from compiled in. For administrators. Throws `name_taken`.
   */
  async addAlias(actor: Actor, reference: string, id: string): Promise<void> {
    require(actor, 'app.create')
    await this.#db.write(async (tx) => {
      const row = await takeTurn(tx, actor, reference, 'app.update')
      const other = await store.find(tx, id)
      if (other?.id === row.id) return
      if (other !== undefined || (await aliasTaken(tx, id))) {
        throw new Problem('name_taken', { detail: `Something else has the id ${id}.`, details: { id } })
      }
      await addAlias(tx, 'app', row.id, Date.now(), id)
      await record(tx, actor, {
        action: 'app.add_alias',
        app: row,
        target: { kind: 'app', id: row.id, name: row.name },
        after: { id },
      })
    })
  }

  /** Facts that only protocols know, JSON. */
  async setExtra(actor: Actor, reference: string, extra: string): Promise<void> {
    await this.#db.write(async (tx) => {
      const row = await takeTurn(tx, actor, reference, 'app.update')
      await store.update(tx, row.id, { extra, updated_at: Date.now() })
      await record(tx, actor, {
        action: 'app.update',
        app: row,
        target: { kind: 'app', id: row.id, name: row.name },
        before: { extra: row.extra },
        after: { extra },
      })
    })
  }

  /** What goes when the application is deleted. */
  async previewDeletion(actor: Actor, reference: string): Promise<DeletionPreview> {
    const row = await load(this.#db.read, actor, reference)
    require(actor, 'app.delete', guarded(row))
    return { ...(await this.#contents(this.#db.read, row.id)), restorableUntil: this.#restorableUntil() }
  }

  /** Into the trash, with all it holds. */
  async delete(actor: Actor, reference: string): Promise<DeletionPreview> {
    const { id } = await load(this.#db.read, actor, reference)
    return this.#db.write(async (tx) => {
      const row = await takeTurn(tx, actor, id, 'app.delete')
      const contents = await this.#contents(tx, id)
      await store.update(tx, id, { deleted_at: Date.now(), deleted_by: actor.account?.login ?? null })
      await record(tx, actor, {
        action: 'app.delete',
        app: row,
        target: { kind: 'app', id, name: row.name },
        before: contents,
      })
      return { ...contents, restorableUntil: this.#restorableUntil() }
    })
  }

  /** All who have a role. */
  async members(actor: Actor, reference: string): Promise<Member[]> {
    const row = await load(this.#db.read, actor, reference)
    require(actor, 'member.read', guarded(row))
    const members = await membersOf(this.#db.read, row.id)
    return members.map((member) => ({
      account: member.id,
      login: member.login,
      name: member.name,
      role: member.role,
      since: new Date(member.created_at).toISOString(),
    }))
  }

  /** Refused as the removal would be: `account_not_found`, `member_not_found`. */
  async member(actor: Actor, reference: string, account: string): Promise<Member> {
    const { app, who } = await this.#findMember(actor, reference, account)
    const member = (await this.members(actor, app.id)).find((each) => each.account === who.id)
    if (member === undefined) throw noMember(app, who)
    return member
  }

  /** Gives a role, or another one; answers all who have one then. Throws `account_not_found`. */
  async setMember(actor: Actor, reference: string, account: string, role: RoleName): Promise<Member[]> {
    const { app, who } = await this.#findMember(actor, reference, account)
    const { id } = app
    await this.#db.write(async (tx) => {
      const row = await takeTurn(tx, actor, id, 'member.manage')
      const before = await roleIn(tx, id, who.id)
      if (before === role) return
      await setRole(tx, id, who.id, role)
      await record(tx, actor, {
        action: 'member.set',
        app: row,
        target: { kind: 'account', id: who.id, name: who.login },
        before: before === undefined ? null : { role: before },
        after: { role },
      })
    })
    return this.members(actor, id)
  }

  /** Throws `account_not_found`, `member_not_found`. */
  async removeMember(actor: Actor, reference: string, account: string): Promise<void> {
    const { app, who } = await this.#findMember(actor, reference, account)
    const { id } = app
    await this.#db.write(async (tx) => {
      const row = await takeTurn(tx, actor, id, 'member.manage')
      const before = await roleIn(tx, id, who.id)
      if (before === undefined) throw noMember(row, who)
      await removeRole(tx, id, who.id)
      await record(tx, actor, {
        action: 'member.remove',
        app: row,
        target: { kind: 'account', id: who.id, name: who.login },
        before: { role: before },
      })
    })
  }

  async #present(actor: Actor, row: store.AppRow): Promise<App> {
    return presentApp(row, actor, (await this.#findLatest(actor, [row])).get(row.id))
  }

  /** Looks before the transaction: a look-up of another module inside it would need a second connection. */
  async #findMember(actor: Actor, reference: string, account: string) {
    const row = await load(this.#db.read, actor, reference)
    require(actor, 'member.manage', guarded(row))
    return { app: row, who: await this.#findAccount(actor, account) }
  }

  #restorableUntil(): string {
    return new Date(Date.now() + this.#trashTime).toISOString()
  }
}

const noMember = (app: store.AppRow, { login }: { login: string }): Problem =>
  new Problem('member_not_found', { detail: `${login} has no role in ${app.name}.` })

/** The application, if the actor may know of it: otherwise there is none. */
export async function load(db: Queryable, actor: Actor, reference: string): Promise<store.AppRow> {
  return knownTo(actor, reference, await store.find(db, reference))
}

/**
 * Begins a change of an application's catalogue: counts it (caches see that), makes other changes of the same
 * application wait until this transaction ends, and asks whether the actor may.
 */
export async function takeTurn(
  tx: Queryable,
  actor: Actor,
  reference: string,
  action: Parameters<typeof require>[1],
): Promise<store.AppRow> {
  const { id } = await load(tx, actor, reference)
  if (!(await store.takeTurn(tx, id))) throw new Problem('app_not_found', { details: { app: reference } })
  const row = await load(tx, actor, id)
  require(actor, action, guarded(row))
  return row
}

/** The slug that was wanted, or a free one made of the name. Throws `name_taken`. */
export async function freeSlug(tx: Queryable, wanted: string | undefined, name: string): Promise<string> {
  if (wanted !== undefined) {
    requireNoId('slug', wanted)
    if (await store.slugTaken(tx, wanted, undefined)) throw taken('slug')
    return wanted
  }
  const base = slugOf(name)
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base}-${number}`
    if (!(await store.slugTaken(tx, slug, undefined))) return slug
  }
}

async function requireFreeName(tx: Queryable, row: store.AppTable, except: string | undefined): Promise<void> {
  if (await store.nameTaken(tx, row.collection_id, row.name_key, except)) throw taken('name')
}

const taken = (field: 'name' | 'slug'): Problem =>
  new Problem('name_taken', {
    detail: `Another application has this ${field}.`,
    errors: [{ field, message: 'must be new, whatever its case' }],
  })
