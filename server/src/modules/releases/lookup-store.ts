import type { Queryable } from '../../platform/db/index.ts'
import type { ReleaseFilter, ReleaseRow } from './store.ts'

/** A page by offset, newest first: by the time of release, drafts by that of their creation. */
export const listFrom = (
  db: Queryable,
  app: string,
  filter: ReleaseFilter,
  limit: number | undefined,
  offset: number,
): Promise<ReleaseRow[]> => {
  let query = db
    .selectFrom('release')
    .selectAll()
    .where('app_id', '=', app)
    .where('deleted_at', 'is', null)
    .orderBy('listed_at', 'desc')
    .orderBy('id', 'desc')
  if (filter.stage !== undefined) query = query.where('stage', '=', filter.stage)
  if (filter.onlyPublic) query = query.where('public', '=', 1)
  return query
    .limit(limit ?? Number.MAX_SAFE_INTEGER)
    .offset(offset)
    .execute()
}

/** Of any application. */
export const findById = (db: Queryable, id: string): Promise<ReleaseRow | undefined> =>
  db.selectFrom('release').selectAll().where('id', '=', id).where('deleted_at', 'is', null).executeTakeFirst()

export const bytesByCollection = (db: Queryable) =>
  db
    .selectFrom('release')
    .innerJoin('app', 'app.id', 'release.app_id')
    .select('app.collection_id')
    .select((eb) => eb.fn.sum<number>('release.bytes').as('bytes'))
    .where('release.deleted_at', 'is', null)
    .where('app.deleted_at', 'is', null)
    .groupBy('app.collection_id')
    .execute()
