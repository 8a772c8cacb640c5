import { sql } from 'kysely'
import { kept, type Queryable } from '../../platform/db/index.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    site_setting: { name: string; value: string; updated_at: number }
    storage_day: { app_id: string; day: number; bytes: number; files: number }
  }
}

const all = kept((db) => db.selectFrom('site_setting').select(['name', 'value']))

/** Values as JSON, by name. */
export const settings = (db: Queryable) => all(db, {})

export const setSetting = (db: Queryable, name: string, value: string, now: number) =>
  db
    .insertInto('site_setting')
    .values({ name, value, updated_at: now })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value, updated_at: now }))
    .execute()

const sum = (column: string) => sql<number>`cast(coalesce(sum(${sql.ref(column)}), 0) as bigint)`

/** What the releases of each application hold, or of one, those in the trash apart. Applications in the trash are left out. */
export const storedByApp = (db: Queryable, id?: string) =>
  db
    .selectFrom('app')
    .$if(id !== undefined, (query) => query.where('app.id', '=', id as string))
    .leftJoin('release', 'release.app_id', 'app.id')
    .where('app.deleted_at', 'is', null)
    .groupBy(['app.id', 'app.slug', 'app.name'])
    .select(['app.id', 'app.slug', 'app.name'])
    .select((eb) => [
      sql<number>`cast(coalesce(sum(case when ${eb.ref('release.deleted_at')} is null then ${eb.ref('release.bytes')} else 0 end), 0) as bigint)`.as(
        'bytes',
      ),
      sql<number>`cast(coalesce(sum(case when ${eb.ref('release.deleted_at')} is null then ${eb.ref('release.packages')} + ${eb.ref('release.extensions')} else 0 end), 0) as bigint)`.as(
        'files',
      ),
      sql<number>`cast(coalesce(sum(case when ${eb.ref('release.deleted_at')} is null then 0 else ${eb.ref('release.bytes')} end), 0) as bigint)`.as(
        'trash_bytes',
      ),
    ])
    .execute()

export const storedBlobs = (db: Queryable) =>
  db
    .selectFrom('blob')
    .select((eb) => [sum('size').as('bytes'), eb.fn.countAll<number>().as('files')])
    .executeTakeFirstOrThrow()

export const unfinishedUploads = (db: Queryable) =>
  db.selectFrom('upload').select(sum('size').as('bytes')).where('adopted_at', 'is', null).executeTakeFirstOrThrow()

export const setStorageDay = (db: Queryable, row: { app_id: string; day: number; bytes: number; files: number }) =>
  db
    .insertInto('storage_day')
    .values(row)
    .onConflict((conflict) => conflict.columns(['app_id', 'day']).doUpdateSet({ bytes: row.bytes, files: row.files }))
    .execute()

/** Oldest first; of all applications or of one. */
export const storageDays = (db: Queryable, since: number, app?: string) =>
  db
    .selectFrom('storage_day')
    .selectAll()
    .$if(app !== undefined, (query) => query.where('app_id', '=', app as string))
    .where('day', '>=', since)
    .orderBy('day')
    .execute()

export const forgetStorageDays = (db: Queryable, before: number) =>
  db.deleteFrom('storage_day').where('day', '<', before).execute()
