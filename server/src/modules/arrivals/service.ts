import type { RoleName } from '@slipway/contract'
import { type Database, flag, type Queryable } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, require, roleIn, setRole } from '../access/index.ts'
import { type ArrivedAccount, accountFor } from '../accounts/index.ts'
import { addAlias } from '../aliases/index.ts'
import { checkTemplate, DEFAULT_RULES, DEFAULT_TEMPLATES, freeSlug, requireNoId } from '../apps/index.ts'
import { record } from '../audit/index.ts'
import { addDownloads, type CounterKey } from '../downloads/index.ts'
import type { Files, Staged } from '../files/index.ts'
import {
  type FactColumns,
  indexEntry,
  type Kind,
  keepWording,
  type PackageTable,
  releaseContents,
} from '../packages/index.ts'
import { type ReleaseRow, updateReleaseRow } from '../releases/index.ts'
import * as store from './store.ts'

/** What every arrival says: its id and times (milliseconds since 1970) there, and how it looks there. */
export type Arrival = { id: string; createdAt: number; updatedAt: number; creator: string | null; fingerprint: string }
type Described = { name: string; description: string; public: boolean; extra: string | null }

/** `packagesFolder`: id of the folder of its applications. */
export type ArrivedCollection = Arrival & Described & { packagesFolder: string }
/** `draftFolder`: id of the folder of its drafts. Templates that cannot be used here become the default ones. */
export type ArrivedApp = Arrival &
  Described & { collection: string; draftFolder: string | undefined; templates: Record<Kind, string | undefined> }
export type ArrivedRelease = Arrival &
  Described & { app: string; stage: 'draft' | 'stable'; revision: string; extensionsFolder: string | undefined }
export type ArrivedItem = Arrival & {
  app: string
  release: string
  kind: Kind
  name: string
  facts: FactColumns
  extra: string | null
}
/** A file of an item. `staged`: its bytes, where they are not here yet. */
export type ArrivedFile = {
  id: string
  name: string
  contentType: string
  createdAt: number
  creator: string | null
  staged: Staged | undefined
}

/** `id`: of the role, among what came from there. */
export type ArrivedMember = { id: string; app: string; account: ArrivedAccount; role: RoleName }

export type Mark = { noun: string; id: string; fingerprint: string }

/** What trashes things that are no longer there names itself so; what comes back later is taken out again. */
const BY_IMPORT = 'import'

export class Arrivals {
  readonly #db: Database
  readonly #files: Files

  constructor(deps: { db: Database; files: Files }) {
    this.#db = deps.db
    this.#files = deps.files
  }

  /** What came from a server before: of an application, or what belongs to none. */
  marks(source: string, app: string | null): Promise<Mark[]> {
    return store.marksOf(this.#db.read, source, app)
  }

  /** The applications and collections that came from a server before, with how they looked. */
  marksOf(source: string, noun: 'applications' | 'collections'): Promise<Mark[]> {
    return store.marksOfNoun(this.#db.read, source, noun)
  }

  /** Whether something that arrived has nothing in it that did not come from there as well. */
  async isAllFromThere(source: string, noun: string, id: string): Promise<boolean> {
    return isAllFromThere(this.#db.read, source, noun, id)
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

  /** Files of an item that are here already, with these bytes: they need not be fetched. By id. */
  async present(item: string): Promise<Map<string, { sha512: string; size: number }>> {
    const rows = await store.filesOf(this.#db.read, item)
    return new Map(rows.map(({ id, sha512, size }) => [id, { sha512, size }]))
  }

  /**
   * A package or extension with all its files: the first is the current one, others wait. Files that are no longer
   * there stay reachable by their digest. `isThere`: whether an item is still in that release there; one that is not
   * makes room. Throws `name_taken`; staged bytes are given up then.
   */
  async item(
    actor: Actor,
    source: string,
    arrived: ArrivedItem,
    files: readonly ArrivedFile[],
    isThere: (id: string) => boolean,
  ): Promise<void> {
    require(actor, 'app.create')
    try {
      await this.#db.write((tx) => this.#putItem(tx, source, arrived, files, isThere))
    } catch (error) {
      for (const { staged } of files) if (staged !== undefined) await this.#files.discard(staged)
      throw error
    }
  }

  async #putItem(
    tx: Queryable,
    source: string,
    arrived: ArrivedItem,
    files: readonly ArrivedFile[],
    isThere: (id: string) => boolean,
  ): Promise<void> {
    const { id, kind } = arrived
    await store.turnOf(tx, arrived.app)
    await makeRoom(tx, source, arrived, isThere)
    const before = await store.packageById(tx, id)
    const backAgain = before?.deleted_by === BY_IMPORT
    const row: PackageTable = {
      yanked_at: null,
      yank_reason: null,
      bytes_changed_at: null,
      deleted_at: null,
      deleted_by: null,
      deleted_with: null,
      ...before,
      ...(backAgain && { deleted_at: null, deleted_by: null, deleted_with: null }),
      id,
      app_id: arrived.app,
      release_id: arrived.release,
      kind,
      name: arrived.name,
      name_key: arrived.name.toLowerCase(),
      ...arrived.facts,
      extra: arrived.extra,
      file_id: null,
      created_at: arrived.createdAt,
      updated_at: arrived.updatedAt,
      created_by: arrived.creator,
    }
    if (before === undefined) await store.insertPackage(tx, row)
    else await store.updatePackage(tx, id, row)
    for (const file of files) await this.#putFile(tx, id, file)
    const kept = new Set(files.map((file) => file.id))
    for (const file of await store.filesOf(tx, id)) {
      if (!kept.has(file.id) && file.replaced_at === null) {
        await store.updateFile(tx, file.id, { replaced_at: arrived.updatedAt })
      }
    }
    await store.updatePackage(tx, id, { file_id: files[0]?.id ?? null })
    if (await store.isOutdated(tx, row)) await keepWording(tx, arrived.app, kind, arrived.facts)
    else await indexEntry(tx, arrived.app, kind, arrived.facts)
    await recount(tx, arrived.release)
    if (before !== undefined && before.release_id !== arrived.release) await recount(tx, before.release_id)
    await mark(tx, source, `${kind}s`, arrived, arrived.app)
  }

  async #putFile(tx: Queryable, item: string, file: ArrivedFile): Promise<void> {
    const facts = { name: file.name, content_type: file.contentType, replaced_at: null }
    if (file.staged === undefined) return void (await store.updateFile(tx, file.id, facts))
    const { sha256, sha512, size } = file.staged
    await this.#files.adopt(tx, file.staged)
    const row = { ...facts, sha256, sha512, size, created_at: file.createdAt, created_by: file.creator }
    const known = (await store.filesOf(tx, item)).some((one) => one.id === file.id)
    if (known) await store.updateFile(tx, file.id, row)
    else await store.insertFile(tx, { id: file.id, package_id: item, renamed_at: null, ...row })
  }

  /**
   * A role of somebody in an application. Whoever has one here keeps it as it was set here, unless it came from there.
   * Throws `name_taken` when the login is somebody else's here.
   */
  async member(actor: Actor, source: string, { id, app, account, role }: ArrivedMember): Promise<void> {
    require(actor, 'account.manage')
    await this.#db.write(async (tx) => {
      const slug = await this.#turn(tx, app)
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

  /** Answers the slug of the application. */
  async #turn(tx: Queryable, app: string): Promise<string> {
    await store.turnOf(tx, app)
    return (await store.appById(tx, app))?.slug ?? ''
  }

  /**
   * Puts into the trash what came from there and is no longer there, unless something is in it that did not: then it
   * stays. An empty collection, which has no trash, is deleted. It comes back if it is there again. Answers whether it is
   * gone.
   */
  async remove(actor: Actor, source: string, app: string | undefined, noun: string, id: string): Promise<boolean> {
    require(actor, 'app.create')
    return this.#db.write(async (tx) => {
      const slug = app === undefined ? undefined : await this.#turn(tx, app)
      const before = await store.nameOf(tx, noun, id)
      if (before !== undefined && !(await isAllFromThere(tx, source, noun, id))) return false
      await store.forget(tx, source, noun, id)
      if (before === undefined) return true
      await takeAway(tx, source, noun, id)
      const kind =
        noun === 'releases' || noun === 'drafts' ? 'release' : noun === 'applications' ? 'app' : singular(noun)
      await record(tx, actor, {
        action: `${noun === 'applications' ? 'app' : singular(noun)}.delete`,
        ...(app !== undefined && slug !== undefined && { app: { id: app, slug } }),
        target: { kind, id, name: before.name },
        before: { source },
      })
      return true
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

const singular = (noun: string): string => noun.slice(0, -1)

async function isAllFromThere(db: Queryable, source: string, noun: string, id: string): Promise<boolean> {
  // An application in the trash may come back, and needs its collection then.
  if (noun === 'collections') return !(await store.hasApps(db, id))
  if (noun === 'applications') return !(await store.hasOthers(db, source, { app: id }))
  if (noun === 'releases' || noun === 'drafts') return !(await store.hasOthers(db, source, { release: id }))
  return true
}

async function takeAway(tx: Queryable, source: string, noun: string, id: string): Promise<void> {
  const gone = { deleted_at: Date.now(), deleted_by: BY_IMPORT }
  if (noun === 'collections') await store.deleteCollection(tx, id)
  else if (noun === 'applications') {
    await store.forgetApp(tx, source, id)
    await store.updateApp(tx, id, gone)
  } else if (noun === 'releases' || noun === 'drafts') {
    await store.forgetContents(tx, source, id)
    await releaseContents.trash(tx, id, gone.deleted_at, BY_IMPORT)
    await updateReleaseRow(tx, id, gone)
  } else {
    const row = await store.packageById(tx, id)
    await store.updatePackage(tx, id, gone)
    if (row !== undefined) await recount(tx, row.release_id)
  }
}

const MEMBERS = 'members'
const NOUNS = { draft: 'drafts', stable: 'releases' } as const

const described = ({ name, description, public: isPublic, extra }: Described) => ({
  name,
  description,
  public: flag(isPublic),
  extra,
})

const mark = (tx: Queryable, source: string, noun: string, { id, fingerprint }: Arrival, app: string | null) =>
  store.mark(tx, { source, noun, id, app_id: app, fingerprint })

const taken = (detail: string): Problem => new Problem('name_taken', { detail })

async function setFolder(
  tx: Queryable,
  kind: 'draft' | 'extensions',
  owner: Arrival,
  folder: string | undefined,
): Promise<void> {
  if (folder !== undefined) await store.setAlias(tx, kind, owner.id, owner.createdAt, folder, null)
  else if (!(await store.hasAlias(tx, kind, owner.id))) await addAlias(tx, kind, owner.id, owner.createdAt)
}

function usableTemplates(given: Record<Kind, string | undefined>) {
  const templates = { ...DEFAULT_TEMPLATES }
  const unusable: string[] = []
  for (const kind of ['package', 'extension'] as const) {
    const template = given[kind]
    if (template === undefined) continue
    try {
      checkTemplate('template', kind, template)
      templates[kind] = template
    } catch (error) {
      unusable.push(`its template for ${kind}s cannot be used here (${(error as Error).message})`)
    }
  }
  return { templates, unusable: unusable.length === 0 ? undefined : unusable.join('; ') }
}

/** The place of an item is free, or what has it is no longer there. */
async function makeRoom(
  tx: Queryable,
  source: string,
  { id, release, kind, facts }: ArrivedItem,
  isThere: (id: string) => boolean,
): Promise<void> {
  const { base_name, os, arch } = facts
  const other = await store.slotOf(tx, { release_id: release, kind, base_name, os, arch })
  if (other === undefined || other.id === id) return
  const came = await store.findMark(tx, source, `${kind}s`, other.id)
  if (came === undefined || isThere(other.id)) {
    throw taken(`${other.name} (${other.id}) has its place, for the same os and arch.`)
  }
  await store.updatePackage(tx, other.id, { deleted_at: Date.now(), deleted_by: BY_IMPORT })
}

const recount = async (tx: Queryable, release: string): Promise<void> => {
  await updateReleaseRow(tx, release, await releaseContents.count(tx, release))
}
