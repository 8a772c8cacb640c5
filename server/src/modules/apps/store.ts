import type { RetentionRules } from '@slipway/contract'
import { isId } from '../../platform/crypto/ids.ts'
import { type Flag, kept, type Queryable, rowCompare } from '../../platform/db/index.ts'
import type { Actor } from '../access/index.ts'
import { addAlias } from '../aliases/index.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    collection: CollectionRow
    app: AppTable
  }
}

export type CollectionRow = {
  id: string
  name: string
  name_key: string
  description: string
  public: Flag
  created_at: number
  updated_at: number
  /** facts that protocols keep for their clients, JSON */
  extra: string | null
}

export type AppTable = {
  id: string
  collection_id: string
  name: string
  name_key: string
  slug: string
  description: string
  homepage: string | null
  public: Flag
  package_template: string
  extension_template: string
  /** RetentionRules as JSON */
  retention: string
  /** counts every change of the application's catalogue: caches compare it */
  version: number
  /** counts the changes that concern installers; the database does it by itself (0004), so nobody writes it */
  installers_version?: number | undefined
  created_at: number
  updated_at: number
  created_by: string | null
  deleted_at: number | null
  deleted_by: string | null
  /** facts that protocols keep for their clients, JSON */
  extra: string | null
}

/** An application with the name of its collection. */
export type AppRow = AppTable & { collection: string }

export const rulesOf = (row: Pick<AppTable, 'retention'>): RetentionRules => JSON.parse(row.retention) as RetentionRules

const apps = (db: Queryable) =>
  db
    .selectFrom('app')
    .innerJoin('collection', 'collection.id', 'app.collection_id')
    .selectAll('app')
    .select('collection.name as collection')

/** By id or slug, whatever the case; also by name or further id when there is no such slug. Deleted ones are not found. */
export async function find(db: Queryable, reference: string): Promise<AppRow | undefined> {
  const key = reference.toLowerCase()
  // Nothing is named like an id, so an unknown one can only be a further id.
  for (const by of isId(key) ? [withId, withSlug, withAlias] : [withSlug, withName]) {
    const [found] = await by(db, { key })
    if (found !== undefined) return found
  }
  return undefined
}

type Key = { key: string }
const live = (db: Queryable) => apps(db).where('app.deleted_at', 'is', null)
const withId = kept((db, { key }: Key) => live(db).where('app.id', '=', key))
const withSlug = kept((db, { key }: Key) => live(db).where('app.slug', '=', key))
const withName = kept((db, { key }: Key) =>
  live(db).where('app.name_key', '=', key).orderBy('app.created_at').orderBy('app.id').limit(1),
)
const withAlias = kept((db, { key }: Key) =>
  live(db).innerJoin('alias', 'alias.owner_id', 'app.id').where('alias.id', '=', key).where('alias.kind', '=', 'app'),
)

export const findDeleted = (db: Queryable, id: string) =>
  apps(db).where('app.id', '=', id).where('app.deleted_at', 'is not', null).executeTakeFirst()

export const allOf = (db: Queryable, collection: string): Promise<AppRow[]> =>
  apps(db)
    .where('app.collection_id', '=', collection)
    .where('app.deleted_at', 'is', null)
    .orderBy('app.name_key')
    .orderBy('app.id')
    .execute()

/** What a page about an application, and whoever keeps something of it, needs to know: little, because it is asked all the time. */
export type AppSummary = Pick<
  AppRow,
  'id' | 'slug' | 'name' | 'description' | 'homepage' | 'public' | 'installers_version' | 'updated_at'
>

/** Public ones, two at most: enough to know whether there is just one. */
export const twoPublic = (db: Queryable) =>
  db
    .selectFrom('app')
    .select(['app.id', 'app.slug', 'app.name', 'app.description', 'app.homepage', 'app.public'])
    .select(['app.installers_version', 'app.updated_at'])
    .where('app.public', '=', 1)
    .where('app.deleted_at', 'is', null)
    .limit(2)

export const allCollections = (db: Queryable): Promise<CollectionRow[]> =>
  db.selectFrom('collection').selectAll().orderBy('name_key').execute()

/** By name, ascending; what is private only for those who belong to it. */
export function list(
  db: Queryable,
  actor: Actor,
  filter: { collection?: string | undefined },
  limit: number,
  after: [string, string] | undefined,
): Promise<AppRow[]> {
  let query = apps(db).where('app.deleted_at', 'is', null).orderBy('app.name_key').orderBy('app.id').limit(limit)
  if (!actor.system && !(actor.account?.admin && actor.key?.app == null)) {
    const mine = [...actor.roles.keys()].filter((id) => actor.key?.app == null || actor.key.app === id)
    query = query.where((eb) =>
      mine.length === 0 ? eb('app.public', '=', 1) : eb.or([eb('app.public', '=', 1), eb('app.id', 'in', mine)]),
    )
  }
  if (filter.collection !== undefined) query = query.where('collection.name_key', '=', filter.collection.toLowerCase())
  if (after !== undefined) query = query.where(rowCompare(['app.name_key', 'app.id'], 'asc', after))
  return query.execute()
}

export const listDeleted = (db: Queryable) =>
  apps(db).where('app.deleted_at', 'is not', null).orderBy('app.deleted_at', 'desc').limit(1000).execute()

export async function insert(db: Queryable, row: AppTable): Promise<void> {
  await db.insertInto('app').values(row).execute()
  await addAlias(db, 'draft', row.id, row.created_at)
}

export const update = (db: Queryable, id: string, change: Partial<AppTable>) =>
  db.updateTable('app').set(change).where('id', '=', id).execute()

/** Counts the change and holds the row until the transaction ends, so that changes of one application queue up. */
export const takeTurn = async (db: Queryable, id: string): Promise<boolean> =>
  (
    await db
      .updateTable('app')
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .executeTakeFirst()
  ).numUpdatedRows > 0n

export const slugTaken = async (db: Queryable, slug: string, except: string | undefined): Promise<boolean> => {
  const query = db.selectFrom('app').select('id').where('slug', '=', slug).where('deleted_at', 'is', null)
  return (await (except === undefined ? query : query.where('id', '!=', except)).executeTakeFirst()) !== undefined
}

export const nameTaken = async (
  db: Queryable,
  collection: string,
  nameKey: string,
  except: string | undefined,
): Promise<boolean> => {
  const query = db
    .selectFrom('app')
    .select('id')
    .where('collection_id', '=', collection)
    .where('name_key', '=', nameKey)
    .where('deleted_at', 'is', null)
  return (await (except === undefined ? query : query.where('id', '!=', except)).executeTakeFirst()) !== undefined
}

/** Whether an application that is in the trash could not come back: another one has its name or its slug. */
export const placeTaken = async (db: Queryable, app: AppRow): Promise<boolean> =>
  (await nameTaken(db, app.collection_id, app.name_key, app.id)) || (await slugTaken(db, app.slug, app.id))

/** Rows for good; what belongs to it goes with it. */
export const purge = (db: Queryable, ids: readonly string[]) => db.deleteFrom('app').where('id', 'in', ids).execute()

export const deletedBefore = async (db: Queryable, time: number): Promise<string[]> =>
  (await db.selectFrom('app').select('id').where('deleted_at', '<', time).execute()).map((row) => row.id)

export const findCollection = (db: Queryable, reference: string) =>
  db
    .selectFrom('collection')
    .selectAll()
    .where((eb) => eb.or([eb('id', '=', reference), eb('name_key', '=', reference.toLowerCase())]))
    .executeTakeFirst()

/** By name, ascending. */
export function listCollections(
  db: Queryable,
  onlyPublic: boolean,
  limit: number,
  after: string | undefined,
): Promise<CollectionRow[]> {
  let query = db.selectFrom('collection').selectAll().orderBy('name_key').limit(limit)
  if (onlyPublic) query = query.where('public', '=', 1)
  if (after !== undefined) query = query.where('name_key', '>', after)
  return query.execute()
}

export async function insertCollection(db: Queryable, row: CollectionRow): Promise<void> {
  await db.insertInto('collection').values(row).execute()
  await addAlias(db, 'packages', row.id, row.created_at)
}

export const updateCollection = (db: Queryable, id: string, change: Partial<CollectionRow>) =>
  db.updateTable('collection').set(change).where('id', '=', id).execute()

export const deleteCollection = (db: Queryable, id: string) =>
  db.deleteFrom('collection').where('id', '=', id).execute()

/** Of these, the collections that have applications, in the trash as well. */
export async function collectionsInUse(db: Queryable, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const found = await db
    .selectFrom('app')
    .select('collection_id')
    .distinct()
    .where('collection_id', 'in', ids)
    .execute()
  return new Set(found.map(({ collection_id }) => collection_id))
}
