import type { Account, ScopeName } from '@slipway/contract'
import { type DatabaseKind, type Flag, forUpdate, kept, type Queryable, rowCompare } from '../../platform/db/index.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    account: AccountRow
    session: SessionRow
    api_key: ApiKeyRow
    attempt: { bucket: string; count: number; resets_at: number }
  }
}

export type AccountRow = {
  id: string
  kind: 'person' | 'robot'
  login: string
  login_key: string
  name: string
  email: string | null
  email_key: string | null
  password_hash: string | null
  admin: Flag
  status: Account['status']
  created_at: number
  last_login_at: number | null
}

export type SessionRow = {
  id: string
  token_hash: string
  account_id: string
  created_at: number
  last_used_at: number
  expires_at: number
  address: string | null
  user_agent: string | null
  /** the API key it was made with: it is as narrow as the key, and ends with it */
  api_key_id: string | null
  /** ends when it said it would, however much it is used */
  fixed: Flag
}

export type ApiKeyRow = {
  id: string
  account_id: string
  name: string
  prefix: string
  secret_hash: string
  scopes: string
  app_id: string | null
  created_at: number
  expires_at: number | null
  last_used_at: number | null
  revoked_at: number | null
  /** milliseconds that a token made with it may live; null: as long as any */
  token_lifetime: number | null
  /** its scopes in the words of another protocol, JSON; null: it was made by ours */
  foreign_scopes: string | null
}

export const scopesOf = (row: Pick<ApiKeyRow, 'scopes'>): ScopeName[] => JSON.parse(row.scopes) as ScopeName[]

/** By id, or by login whatever its case. */
export const findAccount = (db: Queryable, reference: string) =>
  db
    .selectFrom('account')
    .selectAll()
    .where((eb) => eb.or([eb('id', '=', reference), eb('login_key', '=', reference.toLowerCase())]))
    .executeTakeFirst()

/** By login or e-mail, whatever their case. */
export const findForLogin = (db: Queryable, login: string) =>
  db
    .selectFrom('account')
    .selectAll()
    .where((eb) => eb.or([eb('login_key', '=', login.toLowerCase()), eb('email_key', '=', login.toLowerCase())]))
    .orderBy('created_at')
    .executeTakeFirst()

/** By login, ascending. */
export function listAccounts(
  db: Queryable,
  { status, limit, after }: { status?: AccountRow['status'] | undefined; limit: number; after: string | undefined },
) {
  let query = db.selectFrom('account').selectAll().orderBy('login_key').limit(limit)
  if (status !== undefined) query = query.where('status', '=', status)
  if (after !== undefined) query = query.where('login_key', '>', after)
  return query.execute()
}

export const insertAccount = (db: Queryable, row: AccountRow) => db.insertInto('account').values(row).execute()

export const updateAccount = (db: Queryable, id: string, change: Partial<AccountRow>) =>
  db.updateTable('account').set(change).where('id', '=', id).execute()

export const deleteAccount = (db: Queryable, id: string) => db.deleteFrom('account').where('id', '=', id).execute()

const admins = (db: Queryable) =>
  db.selectFrom('account').select('id').where('admin', '=', 1).where('status', '=', 'active').orderBy('id')

/** Nobody else adds to or takes from them until this transaction ends. */
export const lockAdmins = (kind: DatabaseKind, db: Queryable) => forUpdate(kind, admins(db)).execute()

/** Of those who can be written to. */
export const adminEmails = async (db: Queryable): Promise<string[]> =>
  (await admins(db).clearSelect().select('email').where('email', 'is not', null).execute()).map(
    ({ email }) => email ?? '',
  )

export const countAdmins = async (db: Queryable): Promise<number> => (await admins(db).execute()).length

export const hasAccounts = async (db: Queryable): Promise<boolean> =>
  (await db.selectFrom('account').select('id').limit(1).executeTakeFirst()) !== undefined

export const insertSession = (db: Queryable, row: SessionRow) => db.insertInto('session').values(row).execute()

const sessionByToken = kept((db, { tokenHash, now }: { tokenHash: string; now: number }) =>
  db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .leftJoin('api_key', 'api_key.id', 'session.api_key_id')
    .select(['session.id', 'session.last_used_at', 'session.expires_at', 'session.fixed'])
    .select(['account.id as account_id', 'account.login', 'account.name', 'account.admin', 'account.status'])
    .select(['api_key.id as key_id', 'api_key.name as key_name', 'api_key.scopes', 'api_key.app_id'])
    .select(['api_key.revoked_at', 'api_key.expires_at as key_expires_at'])
    .where('session.token_hash', '=', tokenHash)
    .where('session.expires_at', '>', now),
)

export const findSession = async (db: Queryable, tokenHash: string, now: number) =>
  (await sessionByToken(db, { tokenHash, now }))[0]

export const touchSession = (db: Queryable, id: string, now: number, expires: number) =>
  db.updateTable('session').set({ last_used_at: now, expires_at: expires }).where('id', '=', id).execute()

/** Newest first. */
export const listSessions = (db: Queryable, account: string, now: number) =>
  db
    .selectFrom('session')
    .selectAll()
    .where('account_id', '=', account)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()

export const deleteSession = async (db: Queryable, account: string, id: string): Promise<boolean> =>
  (await db.deleteFrom('session').where('account_id', '=', account).where('id', '=', id).executeTakeFirst())
    .numDeletedRows > 0n

export const deleteSessionsOf = (db: Queryable, account: string, except: string | undefined) => {
  const query = db.deleteFrom('session').where('account_id', '=', account)
  return (except === undefined ? query : query.where('id', '!=', except)).execute()
}

export const deleteExpired = async (db: Queryable, now: number): Promise<void> => {
  await db.deleteFrom('session').where('expires_at', '<=', now).execute()
  await db.deleteFrom('attempt').where('resets_at', '<=', now).execute()
}

export const insertKey = (db: Queryable, row: ApiKeyRow) => db.insertInto('api_key').values(row).execute()

const keyBySecret = kept((db, { secretHash }: { secretHash: string }) =>
  db
    .selectFrom('api_key')
    .innerJoin('account', 'account.id', 'api_key.account_id')
    .select(['api_key.id', 'api_key.name as key_name', 'api_key.scopes', 'api_key.app_id'])
    .select(['api_key.expires_at', 'api_key.last_used_at', 'api_key.revoked_at', 'api_key.token_lifetime'])
    .select(['account.id as account_id', 'account.login', 'account.name', 'account.admin', 'account.status'])
    .where('api_key.secret_hash', '=', secretHash),
)

export const findKeyBySecret = async (db: Queryable, secretHash: string) => (await keyBySecret(db, { secretHash }))[0]

export const findKey = (db: Queryable, id: string) =>
  db.selectFrom('api_key').selectAll().where('id', '=', id).executeTakeFirst()

/** Newest first. */
export function listKeys(db: Queryable, account: string, limit: number, after: [number, string] | undefined) {
  const query = db
    .selectFrom('api_key')
    .selectAll()
    .where('account_id', '=', account)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
  return (after === undefined ? query : query.where(rowCompare(['created_at', 'id'], 'desc', after))).execute()
}

export const updateKey = (db: Queryable, id: string, change: Partial<ApiKeyRow>) =>
  db.updateTable('api_key').set(change).where('id', '=', id).execute()

export const findAttempts = (db: Queryable, buckets: readonly string[], now: number) =>
  db.selectFrom('attempt').selectAll().where('bucket', 'in', buckets).where('resets_at', '>', now).execute()

/** Counts one more attempt; a window that is over begins anew. */
export const addAttempt = (db: Queryable, bucket: string, now: number, window: number) =>
  db
    .insertInto('attempt')
    .values({ bucket, count: 1, resets_at: now + window })
    .onConflict((conflict) =>
      conflict.column('bucket').doUpdateSet((eb) => ({
        count: eb
          .case()
          .when('attempt.resets_at', '<=', now)
          .then(1)
          .else(eb('attempt.count', '+', 1))
          .end(),
        resets_at: eb
          .case()
          .when('attempt.resets_at', '<=', now)
          .then(now + window)
          .else(eb.ref('attempt.resets_at'))
          .end(),
      })),
    )
    .execute()

export const clearAttempts = (db: Queryable, bucket: string) =>
  db.deleteFrom('attempt').where('bucket', '=', bucket).execute()
