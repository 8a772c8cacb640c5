import type { Queryable } from '../../platform/db/index.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    letter: LetterRow
  }
}

export type LetterRow = {
  id: string
  purpose: string
  account_id: string | null
  email: string
  /** JSON: what the link does, as far as it is not said by purpose and account */
  facts: string
  /** of the link in it; made when it is sent */
  token_hash: string | null
  created_at: number
  expires_at: number
}

export const insert = (db: Queryable, row: LetterRow) => db.insertInto('letter').values(row).execute()

export const find = (db: Queryable, id: string) =>
  db.selectFrom('letter').selectAll().where('id', '=', id).executeTakeFirst()

export const setToken = (db: Queryable, id: string, hash: string) =>
  db.updateTable('letter').set({ token_hash: hash }).where('id', '=', id).execute()

/** Takes the letter of a link that still works, so that it works for nobody else. */
export const take = (db: Queryable, purpose: string, hash: string, now: number) =>
  db
    .deleteFrom('letter')
    .where('token_hash', '=', hash)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst()

/** Links that were sent earlier for the same stop working. */
export const forget = (db: Queryable, purpose: string, account: string) =>
  db.deleteFrom('letter').where('account_id', '=', account).where('purpose', '=', purpose).execute()

export const deleteExpired = (db: Queryable, now: number) =>
  db.deleteFrom('letter').where('expires_at', '<=', now).execute()
