import type { Queryable } from '../../platform/db/index.ts'

/** Only what speaks of its coming into being; what happened to it later keeps its time. */
const dateAudit = (db: Queryable, target: string, actions: readonly string[], at: number) =>
  db.updateTable('audit').set({ at }).where('target_id', '=', target).where('action', 'in', actions).execute()

export async function dateAccount(db: Queryable, id: string, at: number): Promise<void> {
  await db.updateTable('account').set({ created_at: at }).where('id', '=', id).execute()
  await db.updateTable('api_key').set({ created_at: at }).where('account_id', '=', id).execute()
  const keys = await db.selectFrom('api_key').select('id').where('account_id', '=', id).execute()
  for (const key of keys) await dateAudit(db, key.id, ['key.create'], at)
  await dateAudit(db, id, ['account.create', 'member.set'], at)
}

export async function dateApp(db: Queryable, id: string, at: number): Promise<void> {
  await db.updateTable('app').set({ created_at: at, updated_at: at }).where('id', '=', id).execute()
  await db.updateTable('app_member').set({ created_at: at }).where('app_id', '=', id).execute()
  await dateAudit(db, id, ['app.create'], at)
}

/** `released` is null for a draft. */
export async function dateRelease(db: Queryable, id: string, created: number, released: number | null): Promise<void> {
  const last = released ?? created
  await db
    .updateTable('release')
    .set({ created_at: created, updated_at: last, released_at: released, listed_at: last })
    .where('id', '=', id)
    .execute()
  await dateAudit(db, id, ['draft.create'], created)
  await dateAudit(db, id, ['release.promote'], last)
}

export async function datePackage(db: Queryable, id: string, at: number): Promise<void> {
  await db.updateTable('package').set({ created_at: at, updated_at: at }).where('id', '=', id).execute()
  await db.updateTable('file').set({ created_at: at }).where('package_id', '=', id).execute()
  await dateAudit(db, id, ['package.publish', 'extension.publish', 'extension.replace'], at)
}

/** The last one of a version or package that is dated says how old that is. */
export async function dateSpkBuild(db: Queryable, id: string, at: number): Promise<void> {
  const build = await db
    .updateTable('spk_build')
    .set({ created_at: at })
    .where('id', '=', id)
    .returning('version_id')
    .executeTakeFirst()
  if (build === undefined) return
  const version = await db
    .updateTable('spk_version')
    .set({ created_at: at })
    .where('id', '=', build.version_id)
    .returning('package_id')
    .executeTakeFirst()
  await db
    .updateTable('spk_package')
    .set({ created_at: at })
    .where('id', '=', version?.package_id ?? '')
    .where('created_at', '>', at)
    .execute()
  await dateAudit(db, id, ['spk.upload', 'spk.activate'], at)
}

const DAY_MS = 86_400_000

/** What the releases of each application held at the end of each of the last days, by their own times. */
export async function noteStorage(db: Queryable, days: number, now: number): Promise<void> {
  const releases = await db
    .selectFrom('release')
    .select(['app_id', 'created_at', 'bytes', 'packages', 'extensions'])
    .where('deleted_at', 'is', null)
    .execute()
  const today = Math.floor(now / DAY_MS)
  for (let day = today - days; day < today; day++) {
    const sums = new Map<string, { bytes: number; files: number }>()
    for (const { app_id, created_at, bytes, packages, extensions } of releases) {
      if (created_at >= (day + 1) * DAY_MS) continue
      const sum = sums.get(app_id) ?? { bytes: 0, files: 0 }
      sums.set(app_id, { bytes: sum.bytes + bytes, files: sum.files + packages + extensions })
    }
    for (const [app_id, sum] of sums)
      await db
        .insertInto('storage_day')
        .values({ app_id, day, ...sum })
        .execute()
  }
}
