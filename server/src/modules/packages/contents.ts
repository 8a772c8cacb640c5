/** The packages of a release, as the module of the releases needs them. */
import type { Queryable } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Counts, type ReleaseContents, stageCounts } from '../releases/index.ts'
import { servedByName } from './served-store.ts'
import { find, findSlot, type Kind } from './store.ts'

const livingIn = (db: Queryable, release: string) =>
  db
    .selectFrom('package')
    .innerJoin('file', 'file.id', 'package.file_id')
    .where('package.release_id', '=', release)
    .where('package.deleted_at', 'is', null)

async function count(db: Queryable, release: string): Promise<Counts> {
  const rows = await livingIn(db, release)
    .select('package.kind')
    .select((eb) => [eb.fn.countAll<number>().as('number'), eb.fn.sum<number>('file.size').as('bytes')])
    .groupBy('package.kind')
    .execute()
  const number = (kind: Kind) => Number(rows.find((row) => row.kind === kind)?.number ?? 0)
  return {
    packages: number('package'),
    extensions: number('extension'),
    bytes: rows.reduce((sum, row) => sum + Number(row.bytes), 0),
  }
}

export const releaseContents: ReleaseContents = {
  count,

  async targets(db, release) {
    const rows = await livingIn(db, release)
      .select(['package.os', 'package.arch', 'package.kind'])
      .select((eb) => eb.fn.countAll<number>().as('number'))
      .groupBy(['package.os', 'package.arch', 'package.kind'])
      .orderBy('package.os')
      .orderBy('package.arch')
      .execute()
    const targets = new Map<string, { os: string; arch: string; packages: number; extensions: number }>()
    for (const { os, arch, kind, number } of rows) {
      const key = `${os}-${arch}`
      const target = targets.get(key) ?? { os, arch, packages: 0, extensions: 0 }
      target[kind === 'package' ? 'packages' : 'extensions'] = Number(number)
      targets.set(key, target)
    }
    return [...targets.values()]
  },

  async platforms(db, releases) {
    const platforms = new Map<string, { os: string; arch: string }[]>(releases.map((id) => [id, []]))
    if (releases.length === 0) return platforms
    const rows = await db
      .selectFrom('package')
      .select(['release_id', 'os', 'arch'])
      .distinct()
      .where('release_id', 'in', releases)
      .where('kind', '=', 'package')
      .where('deleted_at', 'is', null)
      .where('file_id', 'is not', null)
      .orderBy('os')
      .orderBy('arch')
      .execute()
    for (const { release_id, os, arch } of rows) platforms.get(release_id)?.push({ os, arch })
    return platforms
  },

  async items(db, release) {
    const rows = await livingIn(db, release)
      .select(['package.id', 'package.kind', 'package.base_name', 'package.os', 'package.arch', 'file.size'])
      .orderBy('package.kind', 'desc')
      .orderBy('package.base_name')
      .orderBy('package.os')
      .orderBy('package.arch')
      .execute()
    return rows.map(({ id, kind, base_name, os, arch, size }) => ({
      id,
      kind,
      baseName: base_name,
      os,
      arch,
      bytes: size,
    }))
  },

  async move(tx, ids, to) {
    for (let start = 0; start < ids.length; start += 500) {
      await tx
        .updateTable('package')
        .set({ release_id: to })
        .where('id', 'in', ids.slice(start, start + 500))
        .execute()
    }
  },

  async moveAll(tx, from, to) {
    await tx.updateTable('package').set({ release_id: to }).where('release_id', '=', from).execute()
  },

  async trash(tx, release, at, by) {
    await tx
      .updateTable('package')
      .set({ deleted_at: at, deleted_by: by, deleted_with: release })
      .where('release_id', '=', release)
      .where('deleted_at', 'is', null)
      .execute()
  },

  async restore(tx, release) {
    await tx
      .updateTable('package')
      .set({ deleted_at: null, deleted_by: null, deleted_with: null })
      .where('release_id', '=', release)
      .where('deleted_with', '=', release)
      .execute()
  },

  async deletedItems(db, app) {
    const rows = await db
      .selectFrom('package')
      .leftJoin('file', 'file.id', 'package.file_id')
      .select(['package.id', 'package.kind', 'package.name', 'package.deleted_at', 'package.deleted_by', 'file.size'])
      .where('package.app_id', '=', app)
      .where('package.deleted_at', 'is not', null)
      .where('package.deleted_with', 'is', null)
      .orderBy('package.deleted_at', 'desc')
      .limit(1000)
      .execute()
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      name: row.name,
      deletedAt: row.deleted_at ?? 0,
      deletedBy: row.deleted_by,
      bytes: row.size ?? 0,
    }))
  },

  async restoreItem(tx, app, id) {
    const item = await deletedItem(tx, app, id)
    if (item === undefined) return undefined
    await requirePlace(tx, id)
    await tx.updateTable('package').set({ deleted_at: null, deleted_by: null }).where('id', '=', id).execute()
    return item
  },

  async purgeItem(tx, app, id) {
    const item = await deletedItem(tx, app, id)
    if (item !== undefined) await tx.deleteFrom('package').where('id', '=', id).execute()
    return item
  },

  async purgeItemsBefore(tx, time) {
    const gone = await tx
      .deleteFrom('package')
      .where('deleted_at', '<', time)
      .where('deleted_with', 'is', null)
      .executeTakeFirst()
    return Number(gone.numDeletedRows)
  },

  async purgeReplaced(tx, app, before) {
    const gone = await tx
      .deleteFrom('file')
      .where('replaced_at', '<', before)
      .where('package_id', 'in', (eb) => eb.selectFrom('package').select('id').where('app_id', '=', app))
      .executeTakeFirst()
    return Number(gone.numDeletedRows)
  },
}

const deletedItem = async (tx: Queryable, app: string, id: string) => {
  const row = await tx
    .selectFrom('package')
    .select(['release_id', 'kind', 'name'])
    .where('id', '=', id)
    .where('app_id', '=', app)
    .where('deleted_at', 'is not', null)
    .where('deleted_with', 'is', null)
    .executeTakeFirst()
  return row && { release: row.release_id, kind: row.kind as string, name: row.name }
}

/** Its release must be there, and nothing else where it was. */
async function requirePlace(tx: Queryable, id: string): Promise<void> {
  const { release_deleted_at, ...row } = await tx
    .selectFrom('package')
    .innerJoin('release', 'release.id', 'package.release_id')
    .leftJoin('file', 'file.id', 'package.file_id')
    .select(['release_id', 'kind', 'base_name', 'os', 'arch', 'file.name as file_name'])
    .select('release.deleted_at as release_deleted_at')
    .where('package.id', '=', id)
    .executeTakeFirstOrThrow()
  if (release_deleted_at !== null) {
    throw new Problem('cannot_restore', { detail: 'Its release is in the trash as well; restore that first.' })
  }
  const other =
    (await findSlot(tx, row.release_id, row.kind, row)) ?? (await namesakeOf(tx, row.release_id, row.file_name))
  if (other !== undefined) {
    throw new Problem('cannot_restore', {
      detail: `${other.name} has taken its place by now. Delete that first.`,
      details: { id: other.id },
    })
  }
}

/** The package of a release whose file has this name. */
async function namesakeOf(tx: Queryable, release: string, fileName: string | null) {
  const file = fileName === null ? undefined : await servedByName(tx, [release], fileName)
  return file && find(tx, file.package_id)
}

/** What all of an application holds, for the preview of its deletion. */
export async function countApp(db: Queryable, app: string) {
  const rows = await stageCounts(db, app)
  const files = await db
    .selectFrom('file')
    .innerJoin('package', 'package.id', 'file.package_id')
    .select((eb) => [eb.fn.countAll<number>().as('number'), eb.fn.sum<number>('file.size').as('bytes')])
    .where('package.app_id', '=', app)
    .executeTakeFirst()
  const sum = (column: 'packages' | 'extensions') => rows.reduce((total, row) => total + Number(row[column] ?? 0), 0)
  const releases = (stage: 'draft' | 'stable') => Number(rows.find((row) => row.stage === stage)?.releases ?? 0)
  return {
    releases: releases('stable'),
    drafts: releases('draft'),
    packages: sum('packages'),
    extensions: sum('extensions'),
    files: Number(files?.number ?? 0),
    bytes: Number(files?.bytes ?? 0),
  }
}
