/** What can be fetched, by path: SPKs, icons and screenshots. */
import type { Queryable } from '../../../platform/db/index.ts'
import type { FileRow } from './tables.ts'

export const findFile = (db: Queryable, path: string): Promise<FileRow | undefined> =>
  db.selectFrom('spk_file').selectAll().where('path', '=', path).executeTakeFirst()

export const insertFile = (db: Queryable, row: FileRow) => db.insertInto('spk_file').values(row).execute()

export const updateFile = (db: Queryable, path: string, change: Partial<FileRow>) =>
  db.updateTable('spk_file').set(change).where('path', '=', path).execute()

export const deleteFile = (db: Queryable, path: string) => db.deleteFrom('spk_file').where('path', '=', path).execute()

/** Icons of a version, smallest first. */
export const iconsOf = (db: Queryable, versions: readonly string[]) =>
  versions.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('spk_file')
        .selectAll()
        .where('version_id', 'in', versions)
        .where('kind', '=', 'icon')
        .orderBy('version_id')
        .orderBy('position')
        .execute()

export const screenshotsOf = (db: Queryable, packages: readonly string[]) =>
  packages.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('spk_file')
        .selectAll()
        .where('package_id', 'in', packages)
        .where('kind', '=', 'screenshot')
        .orderBy('package_id')
        .orderBy('position')
        .execute()

/** Which of these digests a package, icon or screenshot has. */
export async function referenced(db: Queryable, digests: readonly string[]): Promise<Set<string>> {
  if (digests.length === 0) return new Set()
  const rows = await db.selectFrom('spk_file').select('sha256').distinct().where('sha256', 'in', digests).execute()
  return new Set(rows.map((row) => row.sha256))
}
