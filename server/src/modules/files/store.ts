import { isAnyOf, kept, type Queryable } from '../../platform/db/index.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    blob: BlobRow
    upload: UploadRow
  }
}

/** Stored bytes that belong to something. `key` is where the blob store keeps them. */
export type BlobRow = { sha256: string; sha512: string; size: number; key: string; created_at: number }

export type UploadRow = {
  id: string
  account_id: string
  key: string
  size: number
  file_name: string | null
  /** `Upload-Metadata` as the client sent it; it gets it back */
  metadata: string | null
  sha256: string | null
  sha512: string | null
  /** when its bytes were published: from then on they are the blob's */
  adopted_at: number | null
  lock_owner: string | null
  lock_until: number | null
  created_at: number
  expires_at: number
}

const blobBySha256 = kept((db, { sha256 }: { sha256: string }) =>
  db.selectFrom('blob').selectAll().where('sha256', '=', sha256),
)

export const findBlob = async (db: Queryable, sha256: string) => (await blobBySha256(db, { sha256 }))[0]

const blobsBySha256 = kept((db, { digests }: { digests: readonly string[] }) =>
  db
    .selectFrom('blob')
    .selectAll()
    .where(isAnyOf(db, 'sha256', 'text', digests)),
)

/** The same for many at once, by digest. PostgreSQL only. */
export const findBlobs = async (db: Queryable, digests: readonly string[]): Promise<Map<string, BlobRow>> =>
  new Map((await blobsBySha256(db, { digests })).map((blob) => [blob.sha256, blob]))

/**
 * Makes the bytes belong to the database, or finds that the same bytes already do. Answers the key under which they
 * are kept. The row is held until the transaction ends, so that the sweep cannot take it meanwhile.
 */
export const adoptBlob = async (db: Queryable, row: BlobRow): Promise<string> =>
  (
    await db
      .insertInto('blob')
      .values(row)
      .onConflict((conflict) => conflict.column('sha256').doUpdateSet((eb) => ({ key: eb.ref('blob.key') })))
      .returning('key')
      .executeTakeFirstOrThrow()
  ).key

/** The bytes are kept under another key from now on. */
export const moveBlob = (db: Queryable, sha256: string, key: string) =>
  db.updateTable('blob').set({ key }).where('sha256', '=', sha256).execute()

/** Holds a blob, if it is there, until the transaction ends, so that the sweep cannot take it meanwhile. */
export const holdBlob = async (db: Queryable, sha256: string): Promise<boolean> =>
  (
    await db
      .updateTable('blob')
      .set((eb) => ({ key: eb.ref('key') }))
      .where('sha256', '=', sha256)
      .executeTakeFirst()
  ).numUpdatedRows > 0n

/** A run of blobs in the order of their digest, for walking over all of them. */
export const blobsAfter = (db: Queryable, sha256: string, limit: number) =>
  db.selectFrom('blob').selectAll().where('sha256', '>', sha256).orderBy('sha256').limit(limit).execute()

export const deleteBlob = async (db: Queryable, sha256: string): Promise<boolean> =>
  (await db.deleteFrom('blob').where('sha256', '=', sha256).executeTakeFirst()).numDeletedRows > 0n

/** Which of these keys of the blob store belong to a blob or to an upload that is under way. */
export async function ownedKeys(db: Queryable, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const blobs = await db.selectFrom('blob').select('key').where('key', 'in', keys).execute()
  const uploads = await db.selectFrom('upload').select('key').where('key', 'in', keys).execute()
  return new Set([...blobs, ...uploads].map((row) => row.key))
}

export const insertUpload = (db: Queryable, row: UploadRow) => db.insertInto('upload').values(row).execute()

export const findUpload = (db: Queryable, id: string) =>
  db.selectFrom('upload').selectAll().where('id', '=', id).executeTakeFirst()

/** Takes the row as well, so that its expiry waits; answers whether the upload was still there. */
export const markAdopted = async (db: Queryable, id: string, at: number): Promise<boolean> =>
  (await db.updateTable('upload').set({ adopted_at: at }).where('id', '=', id).executeTakeFirst()).numUpdatedRows > 0n

export const updateUpload = (db: Queryable, id: string, change: Partial<UploadRow>) =>
  db.updateTable('upload').set(change).where('id', '=', id).execute()

/** Takes the lock if it is free, over or ours; answers whether it is ours now. */
export const lockUpload = async (
  db: Queryable,
  id: string,
  owner: string,
  until: number,
  now: number,
  replacing: string | null,
): Promise<boolean> =>
  (
    await db
      .updateTable('upload')
      .set({ lock_owner: owner, lock_until: until })
      .where('id', '=', id)
      .where((eb) =>
        eb.or([
          eb('lock_owner', 'is', null),
          eb('lock_until', '<=', now),
          eb('lock_owner', '=', owner),
          ...(replacing === null ? [] : [eb('lock_owner', '=', replacing)]),
        ]),
      )
      .executeTakeFirst()
  ).numUpdatedRows > 0n

export const unlockUpload = (db: Queryable, id: string, owner: string, expires: number) =>
  db
    .updateTable('upload')
    .set({ lock_owner: null, lock_until: null, expires_at: expires })
    .where('id', '=', id)
    .where('lock_owner', '=', owner)
    .execute()

/** Whether an upload that is still alive and not published yet speaks of this. */
export const liveUploadSpeaksOf = async (db: Queryable, text: string, now: number): Promise<boolean> =>
  (await db
    .selectFrom('upload')
    .select('id')
    .where('adopted_at', 'is', null)
    .where('expires_at', '>', now)
    .where('metadata', 'like', `%${text}%`)
    .limit(1)
    .executeTakeFirst()) !== undefined

export const expiredUploads = (db: Queryable, now: number) =>
  db.selectFrom('upload').selectAll().where('expires_at', '<', now).orderBy('expires_at').limit(1000).execute()

/** Answers whether it was still there. */
export const deleteUpload = async (db: Queryable, id: string): Promise<boolean> =>
  (await db.deleteFrom('upload').where('id', '=', id).executeTakeFirst()).numDeletedRows > 0n
