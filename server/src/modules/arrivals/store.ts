import type { Queryable } from '../../platform/db/index.ts'
import type { AliasKind } from '../aliases/index.ts'
import type { AppTable, CollectionRow } from '../apps/index.ts'
import type { FileRow, Kind, PackageTable } from '../packages/index.ts'
import type { ReleaseRow } from '../releases/index.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    arrival: ArrivalRow
  }
}

export type ArrivalRow = {
  /** which server */
  source: string
  noun: string
  id: string
  app_id: string | null
  /** how it looked there when it was taken over */
  fingerprint: string
}

/** Of an application; without one, those that belong to none. */
export const marksOf = (db: Queryable, source: string, app: string | null): Promise<ArrivalRow[]> =>
  db
    .selectFrom('arrival')
    .selectAll()
    .where('source', '=', source)
    .where('app_id', app === null ? 'is' : '=', app)
    .execute()

export const mark = (tx: Queryable, row: ArrivalRow) =>
  tx
    .insertInto('arrival')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['source', 'noun', 'id']).doUpdateSet({ app_id: row.app_id, fingerprint: row.fingerprint }),
    )
    .execute()

export const findMark = (db: Queryable, source: string, noun: string, id: string) =>
  db
    .selectFrom('arrival')
    .selectAll()
    .where('source', '=', source)
    .where('noun', '=', noun)
    .where('id', '=', id)
    .executeTakeFirst()

export const forget = (tx: Queryable, source: string, noun: string, id: string) =>
  tx.deleteFrom('arrival').where('source', '=', source).where('noun', '=', noun).where('id', '=', id).execute()

/** Of one kind, in all applications. */
export const marksOfNoun = (db: Queryable, source: string, noun: string): Promise<ArrivalRow[]> =>
  db.selectFrom('arrival').selectAll().where('source', '=', source).where('noun', '=', noun).execute()

/** Of an application and all that is in it. What was counted is known on, so that it is not added twice. */
export const forgetApp = (tx: Queryable, source: string, app: string) =>
  tx
    .deleteFrom('arrival')
    .where('source', '=', source)
    .where('app_id', '=', app)
    .where('noun', '!=', 'counters')
    .execute()

/** What was counted in an application that is no longer here counts anew. */
export const forgetCounters = (tx: Queryable, source: string, app: string) =>
  tx
    .deleteFrom('arrival')
    .where('source', '=', source)
    .where('app_id', '=', app)
    .where('noun', '=', 'counters')
    .execute()

/** Whether an application or a release has packages or releases that did not come from there. */
export async function hasOthers(
  db: Queryable,
  source: string,
  place: { app: string } | { release: string },
): Promise<boolean> {
  const came = (nouns: readonly string[]) =>
    db.selectFrom('arrival').select('id').where('source', '=', source).where('noun', 'in', nouns)
  const items = db
    .selectFrom('package')
    .select('id')
    .where('deleted_at', 'is', null)
    .where('id', 'not in', came(['packages', 'extensions']))
    .limit(1)
  const item = await ('app' in place
    ? items.where('app_id', '=', place.app)
    : items.where('release_id', '=', place.release)
  ).executeTakeFirst()
  if (item !== undefined || 'release' in place) return item !== undefined
  const release = await db
    .selectFrom('release')
    .select('id')
    .where('app_id', '=', place.app)
    .where('deleted_at', 'is', null)
    .where('id', 'not in', came(['releases', 'drafts']))
    .limit(1)
    .executeTakeFirst()
  return release !== undefined
}

/** Of all that is in a release. */
export const forgetContents = (tx: Queryable, source: string, release: string) =>
  tx
    .deleteFrom('arrival')
    .where('source', '=', source)
    .where('noun', 'in', ['packages', 'extensions'])
    .where('id', 'in', tx.selectFrom('package').select('id').where('release_id', '=', release))
    .execute()

export const collectionById = (db: Queryable, id: string) =>
  db.selectFrom('collection').selectAll().where('id', '=', id).executeTakeFirst()

export const collectionNamed = (db: Queryable, nameKey: string) =>
  db.selectFrom('collection').selectAll().where('name_key', '=', nameKey).executeTakeFirst()

export const insertCollection = (tx: Queryable, row: CollectionRow) => tx.insertInto('collection').values(row).execute()

export const updateCollection = (tx: Queryable, id: string, change: Partial<CollectionRow>) =>
  tx.updateTable('collection').set(change).where('id', '=', id).execute()

export const deleteCollection = (tx: Queryable, id: string) =>
  tx.deleteFrom('collection').where('id', '=', id).execute()

export const hasApps = async (db: Queryable, collection: string): Promise<boolean> =>
  (await db.selectFrom('app').select('id').where('collection_id', '=', collection).executeTakeFirst()) !== undefined

/** Deleted ones as well: an id is there once. */
export const appById = (db: Queryable, id: string) =>
  db.selectFrom('app').selectAll().where('id', '=', id).executeTakeFirst()

export const appNamed = (db: Queryable, collection: string, nameKey: string) =>
  db
    .selectFrom('app')
    .select(['id', 'name'])
    .where('collection_id', '=', collection)
    .where('name_key', '=', nameKey)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()

export const insertApp = (tx: Queryable, row: AppTable) => tx.insertInto('app').values(row).execute()

export const updateApp = (tx: Queryable, id: string, change: Partial<AppTable>) =>
  tx.updateTable('app').set(change).where('id', '=', id).execute()

/** Counts the change, so that caches see it, and makes other changes of the application wait. */
export const turnOf = (tx: Queryable, id: string) =>
  tx
    .updateTable('app')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()

export const releaseById = (db: Queryable, id: string) =>
  db.selectFrom('release').selectAll().where('id', '=', id).executeTakeFirst()

export const insertRelease = (tx: Queryable, row: ReleaseRow) => tx.insertInto('release').values(row).execute()

/** What stands in the way of a release: another one of that name or revision in the same stage. */
export const releaseInTheWay = (
  db: Queryable,
  { id, app_id, stage }: ReleaseRow,
  by: { name_key: string } | { revision: string },
) => {
  const query = db
    .selectFrom('release')
    .select(['id', 'name'])
    .where('app_id', '=', app_id)
    .where('stage', '=', stage)
    .where('id', '!=', id)
    .where('deleted_at', 'is', null)
  return ('name_key' in by ? query.where('name_key', '=', by.name_key) : query.where('revision', '=', by.revision))
    .limit(1)
    .executeTakeFirst()
}

export const packageById = (db: Queryable, id: string) =>
  db.selectFrom('package').selectAll().where('id', '=', id).executeTakeFirst()

/** Whether a newer build of the same thing is there: then its words are those to be found by. */
export const isOutdated = async (db: Queryable, row: PackageTable): Promise<boolean> =>
  (await db
    .selectFrom('package')
    .select('id')
    .where('app_id', '=', row.app_id)
    .where('kind', '=', row.kind)
    .where('base_name', '=', row.base_name)
    .where('created_at', '>', row.created_at)
    .where('deleted_at', 'is', null)
    .limit(1)
    .executeTakeFirst()) !== undefined

export const slotOf = (
  db: Queryable,
  slot: { release_id: string; kind: Kind; base_name: string; os: string; arch: string },
) =>
  db
    .selectFrom('package')
    .select(['id', 'name'])
    .where('release_id', '=', slot.release_id)
    .where('kind', '=', slot.kind)
    .where('base_name', '=', slot.base_name)
    .where('os', '=', slot.os)
    .where('arch', '=', slot.arch)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()

export const insertPackage = (tx: Queryable, row: PackageTable) => tx.insertInto('package').values(row).execute()

export const updatePackage = (tx: Queryable, id: string, change: Partial<PackageTable>) =>
  tx.updateTable('package').set(change).where('id', '=', id).execute()

export const filesOf = (db: Queryable, packageId: string): Promise<FileRow[]> =>
  db.selectFrom('file').selectAll().where('package_id', '=', packageId).execute()

export const insertFile = (tx: Queryable, row: FileRow) => tx.insertInto('file').values(row).execute()

export const updateFile = (tx: Queryable, id: string, change: Partial<FileRow>) =>
  tx.updateTable('file').set(change).where('id', '=', id).execute()

/** The folder of a thing under the id it had there, instead of the one it got when it came into being here. */
export async function setAlias(
  tx: Queryable,
  kind: AliasKind,
  owner: string,
  at: number,
  id: string,
  extra: string | null,
): Promise<void> {
  await tx.deleteFrom('alias').where('kind', '=', kind).where('owner_id', '=', owner).where('id', '!=', id).execute()
  await tx
    .insertInto('alias')
    .values({ id, kind, owner_id: owner, created_at: at, extra })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ extra }))
    .execute()
}

/** Deleted ones as well: whose id it is here. */
export const hasAlias = async (db: Queryable, kind: AliasKind, owner: string): Promise<boolean> =>
  (await db
    .selectFrom('alias')
    .select('id')
    .where('kind', '=', kind)
    .where('owner_id', '=', owner)
    .executeTakeFirst()) !== undefined

const TABLES = {
  collections: 'collection',
  applications: 'app',
  releases: 'release',
  drafts: 'release',
  packages: 'package',
  extensions: 'package',
} as const

export async function nameOf(db: Queryable, noun: string, id: string): Promise<{ name: string } | undefined> {
  const table = Object.hasOwn(TABLES, noun) ? TABLES[noun as keyof typeof TABLES] : undefined
  if (table === undefined) return undefined
  if (table === 'collection') {
    return db.selectFrom('collection').select('name').where('id', '=', id).executeTakeFirst()
  }
  return db.selectFrom(table).select('name').where('id', '=', id).where('deleted_at', 'is', null).executeTakeFirst()
}
