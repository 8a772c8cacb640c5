import { isId } from '../../platform/crypto/ids.ts'
import { type Flag, kept, type Queryable, rowCompare } from '../../platform/db/index.ts'
import { addAlias } from '../aliases/index.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    release: ReleaseRow
  }
}

export type ReleaseRow = {
  id: string
  app_id: string
  stage: 'draft' | 'stable'
  name: string
  name_key: string
  revision: string
  description: string
  public: Flag
  pinned: Flag
  /** counted anew by whoever changes the contents */
  packages: number
  extensions: number
  bytes: number
  /** the draft it was promoted from: its own id if all of it was, another one if a part was */
  promoted_from: string | null
  created_at: number
  updated_at: number
  released_at: number | null
  /** what lists are sorted by: when it was released, or created as long as it is a draft */
  listed_at: number
  created_by: string | null
  deleted_at: number | null
  deleted_by: string | null
  /** facts that protocols keep for their clients, JSON */
  extra: string | null
}

export type Stage = ReleaseRow['stage']

const live = (db: Queryable, app: string) =>
  db.selectFrom('release').selectAll().where('app_id', '=', app).where('deleted_at', 'is', null)

type Key = { app: string; key: string }
const withId = kept((db, { app, key }: Key) => live(db, app).where('id', '=', key))
const withName = kept((db, { app, key }: Key) =>
  live(db, app).where('stage', '=', 'stable').where('name_key', '=', key),
)
const withRevision = kept((db, { app, key }: Key) => live(db, app).where('revision', '=', key).orderBy('stage', 'desc'))

/** By id, else a stable release by name (whatever its case), else by exact revision: stable before draft. */
export async function find(db: Queryable, app: string, reference: string): Promise<ReleaseRow | undefined> {
  if (isId(reference)) return (await withId(db, { app, key: reference }))[0]
  const [named] = await withName(db, { app, key: reference.toLowerCase() })
  return named ?? (await byRevision(db, app, reference))
}

/** The stable release of a revision, or else its draft. */
export const byRevision = async (db: Queryable, app: string, revision: string): Promise<ReleaseRow | undefined> =>
  (await allOfRevision(db, app, revision))[0]

/** Stable release and draft of a revision: there may be both after a part was promoted. */
export const allOfRevision = (db: Queryable, app: string, revision: string): Promise<ReleaseRow[]> =>
  withRevision(db, { app, key: revision })

export const draftOf = (db: Queryable, app: string, revision: string) =>
  live(db, app).where('revision', '=', revision).where('stage', '=', 'draft').executeTakeFirst()

/** One whose name, whatever its case, is this: of any stage. */
export const byName = (db: Queryable, app: string, name: string, except: string | undefined) => {
  const query = live(db, app).where('stage', 'in', ['draft', 'stable']).where('name_key', '=', name.toLowerCase())
  return (except === undefined ? query : query.where('id', '!=', except)).executeTakeFirst()
}

export type ReleaseFilter = { stage?: Stage | undefined; onlyPublic: boolean; before?: number | undefined }

/** Newest first: by the time of release, drafts by that of their creation. */
export function list(
  db: Queryable,
  app: string,
  filter: ReleaseFilter,
  limit: number,
  after: [number, string] | undefined,
): Promise<ReleaseRow[]> {
  let query = live(db, app).orderBy('listed_at', 'desc').orderBy('id', 'desc').limit(limit)
  if (filter.stage !== undefined) query = query.where('stage', '=', filter.stage)
  if (filter.onlyPublic) query = query.where('public', '=', 1)
  if (filter.before !== undefined) query = query.where('listed_at', '<', filter.before)
  if (after !== undefined) query = query.where(rowCompare(['listed_at', 'id'], 'desc', after))
  return query.execute()
}

/** The newest of a stage, of each application; of those in `mine` the private ones as well. */
export const newestOf = (db: Queryable, stage: Stage, apps: readonly string[], mine: readonly string[]) =>
  db
    .selectFrom('app')
    .innerJoin('release', (join) =>
      join.on('release.id', '=', (eb) =>
        eb
          .selectFrom('release as newest')
          .select('newest.id')
          .whereRef('newest.app_id', '=', 'app.id')
          .where('newest.stage', '=', stage)
          .where('newest.deleted_at', 'is', null)
          .where((on) =>
            mine.length === 0
              ? on('newest.public', '=', 1)
              : on.or([on('newest.public', '=', 1), on('newest.app_id', 'in', mine)]),
          )
          .orderBy('newest.listed_at', 'desc')
          .orderBy('newest.id', 'desc')
          .limit(1),
      ),
    )
    .select(['release.app_id', 'release.id', 'release.name', 'release.stage', 'release.revision', 'release.listed_at'])
    .select(['release.packages', 'release.extensions'])
    .where('app.id', 'in', apps)
    .execute()

/** Those whose name or revision begins so, whatever the case of the name; the last in the order of names first. */
export async function beginningWith(
  db: Queryable,
  app: string,
  text: string,
  filter: { onlyPublic: boolean },
  limit: number,
): Promise<ReleaseRow[]> {
  const among = (column: 'name_key' | 'revision', stage: Stage, start: string) => {
    let query = live(db, app)
      .where('stage', '=', stage)
      .where(column, '>=', start)
      .where(column, '<', `${start}\u{10ffff}`)
      .orderBy(column, 'desc')
      .limit(limit)
    if (filter.onlyPublic) query = query.where('public', '=', 1)
    return query.execute()
  }
  const key = text.toLowerCase()
  // A draft is named by its revision.
  const found = [
    ...(await among('name_key', 'stable', key)),
    ...(await among('revision', 'stable', text)),
    ...(await among('name_key', 'draft', key)),
  ]
  return [...new Map(found.map((row) => [row.id, row])).values()].slice(0, limit)
}

export const allDrafts = (db: Queryable, app: string) =>
  live(db, app).where('stage', '=', 'draft').orderBy('created_at', 'desc').orderBy('id', 'desc').execute()

export async function insert(db: Queryable, row: ReleaseRow): Promise<void> {
  await db.insertInto('release').values(row).execute()
  await addAlias(db, 'extensions', row.id, row.created_at)
}

export const update = (db: Queryable, id: string, change: Partial<ReleaseRow>) =>
  db.updateTable('release').set(change).where('id', '=', id).execute()

export const listDeleted = (db: Queryable, app: string) =>
  db
    .selectFrom('release')
    .selectAll()
    .where('app_id', '=', app)
    .where('deleted_at', 'is not', null)
    .orderBy('deleted_at', 'desc')
    .limit(1000)
    .execute()

export const findDeleted = (db: Queryable, app: string, id: string) =>
  db
    .selectFrom('release')
    .selectAll()
    .where('app_id', '=', app)
    .where('id', '=', id)
    .where('deleted_at', 'is not', null)
    .executeTakeFirst()

export const purge = (db: Queryable, ids: readonly string[]) =>
  db.deleteFrom('release').where('id', 'in', ids).execute()

export const deletedBefore = async (db: Queryable, time: number): Promise<string[]> =>
  (await db.selectFrom('release').select('id').where('deleted_at', '<', time).execute()).map((row) => row.id)

export const stageCounts = (db: Queryable, app: string) =>
  db
    .selectFrom('release')
    .select('stage')
    .select((eb) => [
      eb.fn.countAll<number>().as('releases'),
      eb.fn.sum<number>('packages').as('packages'),
      eb.fn.sum<number>('extensions').as('extensions'),
    ])
    .where('app_id', '=', app)
    .where('deleted_at', 'is', null)
    .groupBy('stage')
    .execute()
