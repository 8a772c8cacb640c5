import type { Flag, Queryable } from '../../platform/db/index.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    second_factor: FactorRow
    recovery_code: { account_id: string; code_hash: string }
    passkey_challenge: { challenge: string; account_id: string; expires_at: number }
  }
}

export type FactorRow = {
  id: string
  account_id: string
  kind: 'totp' | 'passkey'
  name: string
  /** of a TOTP: base32; of a passkey: its public key, base64url */
  secret: string
  credential_id: string | null
  /** JSON */
  transports: string | null
  /** of a passkey: what it counted last; of a TOTP: the last time step that was used */
  counter: number
  /** an authenticator app counts once it has shown a right code */
  confirmed: Flag
  created_at: number
  last_used_at: number | null
}

/** Oldest first; those that count. */
export const list = (db: Queryable, account: string) =>
  db
    .selectFrom('second_factor')
    .selectAll()
    .where('account_id', '=', account)
    .where('confirmed', '=', 1)
    .orderBy('created_at')
    .orderBy('id')
    .execute()

export const find = (db: Queryable, account: string, id: string) =>
  db.selectFrom('second_factor').selectAll().where('account_id', '=', account).where('id', '=', id).executeTakeFirst()

export const insert = (db: Queryable, row: FactorRow) => db.insertInto('second_factor').values(row).execute()

/** Notes a use. Answers whether nobody used the same or a later step before: two at once cannot share a code. */
export const use = async (db: Queryable, id: string, counter: number, now: number): Promise<boolean> => {
  const change = { counter, last_used_at: now, confirmed: 1 } as const
  const update = db.updateTable('second_factor').set(change).where('id', '=', id)
  // Most passkeys do not count: theirs is always 0.
  const result = await (counter === 0 ? update : update.where('counter', '<', counter)).executeTakeFirst()
  return result.numUpdatedRows > 0n
}

export const remove = (db: Queryable, account: string, id: string) =>
  db.deleteFrom('second_factor').where('account_id', '=', account).where('id', '=', id).execute()

export const removeAll = (db: Queryable, account: string) =>
  db.deleteFrom('second_factor').where('account_id', '=', account).execute()

/** Apps that were offered and never shown to work. */
export const removeUnconfirmed = (db: Queryable, account: string) =>
  db.deleteFrom('second_factor').where('account_id', '=', account).where('confirmed', '=', 0).execute()

export const countCodes = async (db: Queryable, account: string): Promise<number> =>
  (await db.selectFrom('recovery_code').select('code_hash').where('account_id', '=', account).execute()).length

export const replaceCodes = async (db: Queryable, account: string, hashes: readonly string[]): Promise<void> => {
  await db.deleteFrom('recovery_code').where('account_id', '=', account).execute()
  if (hashes.length === 0) return
  await db
    .insertInto('recovery_code')
    .values(hashes.map((code_hash) => ({ account_id: account, code_hash })))
    .execute()
}

/** Answers whether it was there. */
export const useCode = async (db: Queryable, account: string, hash: string): Promise<boolean> =>
  (
    await db
      .deleteFrom('recovery_code')
      .where('account_id', '=', account)
      .where('code_hash', '=', hash)
      .executeTakeFirst()
  ).numDeletedRows > 0n

export const insertChallenge = (db: Queryable, challenge: string, account: string, expires: number) =>
  db.insertInto('passkey_challenge').values({ challenge, account_id: account, expires_at: expires }).execute()

/** Each challenge is answered once. */
export const takeChallenge = async (db: Queryable, challenge: string, account: string, now: number): Promise<boolean> =>
  (
    await db
      .deleteFrom('passkey_challenge')
      .where('challenge', '=', challenge)
      .where('account_id', '=', account)
      .where('expires_at', '>', now)
      .executeTakeFirst()
  ).numDeletedRows > 0n

export const deleteExpired = (db: Queryable, now: number) =>
  db.deleteFrom('passkey_challenge').where('expires_at', '<=', now).execute()
