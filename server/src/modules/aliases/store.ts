import { newId } from '../../platform/crypto/ids.ts'
import type { Queryable } from '../../platform/db/index.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    alias: AliasRow
  }
}

/**
 * `packages`: where a collection keeps its applications; `draft`: where an application keeps its drafts; `extensions`:
 * where a release keeps its extensions; `app`: another id of an application.
 */
export type AliasKind = 'packages' | 'draft' | 'extensions' | 'app'

export type AliasRow = {
  id: string
  kind: AliasKind
  owner_id: string
  created_at: number
  /** facts that clients have set by hand, JSON */
  extra: string | null
}

/** In the transaction that makes the owner. */
export const add = (tx: Queryable, kind: AliasKind, owner: string, at: number, id: string = newId()) =>
  tx.insertInto('alias').values({ id, kind, owner_id: owner, created_at: at, extra: null }).execute()

export const find = (db: Queryable, id: string) =>
  db.selectFrom('alias').selectAll().where('id', '=', id).executeTakeFirst()

export const taken = async (db: Queryable, id: string): Promise<boolean> => (await find(db, id)) !== undefined

export const ofOwners = (db: Queryable, kind: AliasKind, owners: readonly string[]): Promise<AliasRow[]> =>
  db.selectFrom('alias').selectAll().where('kind', '=', kind).where('owner_id', 'in', owners).execute()

export const setExtra = (tx: Queryable, id: string, extra: string | null) =>
  tx.updateTable('alias').set({ extra }).where('id', '=', id).execute()
