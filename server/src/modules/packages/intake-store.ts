/** What publishing in steps asks of the database beyond what publishing at once does. */
import type { Queryable } from '../../platform/db/index.ts'
import type { FileRow, PackageTable } from './store.ts'

export const updateFile = (db: Queryable, id: string, change: Partial<FileRow>) =>
  db.updateTable('file').set(change).where('id', '=', id).execute()

export const deleteFile = (db: Queryable, id: string) => db.deleteFrom('file').where('id', '=', id).execute()

export const findPackage = (db: Queryable, id: string): Promise<PackageTable | undefined> =>
  db.selectFrom('package').selectAll().where('id', '=', id).where('deleted_at', 'is', null).executeTakeFirst()

/** For good: what nobody ever saw needs no trash. */
export const remove = (db: Queryable, id: string) => db.deleteFrom('package').where('id', '=', id).execute()

/** What was declared and has no bytes, untouched since. */
export const declaredBefore = (db: Queryable, time: number) =>
  db
    .selectFrom('package')
    .select('id')
    .where('file_id', 'is', null)
    .where('deleted_at', 'is', null)
    .where('updated_at', '<', time)
    .limit(1000)
    .execute()

/** The application of a release that is there. */
export const findReleaseOf = async (db: Queryable, release: string): Promise<string | undefined> =>
  (
    await db
      .selectFrom('release')
      .select('app_id')
      .where('id', '=', release)
      .where('deleted_at', 'is', null)
      .executeTakeFirst()
  )?.app_id
