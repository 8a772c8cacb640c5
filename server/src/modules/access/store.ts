import type { RoleName } from '@slipway/contract'
import { kept, type Queryable } from '../../platform/db/index.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    app_member: { app_id: string; account_id: string; role: RoleName; created_at: number }
  }
}

const membershipsOf = kept((db, { account }: { account: string }) =>
  db.selectFrom('app_member').select(['app_id', 'role']).where('account_id', '=', account),
)

export const rolesOf = async (db: Queryable, account: string): Promise<Map<string, RoleName>> => {
  const rows = await membershipsOf(db, { account })
  return new Map(rows.map((row) => [row.app_id, row.role]))
}

export const setRole = (db: Queryable, app: string, account: string, role: RoleName) =>
  db
    .insertInto('app_member')
    .values({ app_id: app, account_id: account, role, created_at: Date.now() })
    .onConflict((conflict) => conflict.columns(['app_id', 'account_id']).doUpdateSet({ role }))
    .execute()

export const removeRole = (db: Queryable, app: string, account: string) =>
  db.deleteFrom('app_member').where('app_id', '=', app).where('account_id', '=', account).execute()

export const roleIn = async (db: Queryable, app: string, account: string): Promise<RoleName | undefined> =>
  (
    await db
      .selectFrom('app_member')
      .select('role')
      .where('app_id', '=', app)
      .where('account_id', '=', account)
      .executeTakeFirst()
  )?.role

export const membersOf = (db: Queryable, app: string) =>
  db
    .selectFrom('app_member')
    .innerJoin('account', 'account.id', 'app_member.account_id')
    .select(['account.id', 'account.login', 'account.name', 'app_member.role', 'app_member.created_at'])
    .where('app_member.app_id', '=', app)
    .orderBy('account.login_key')
    .execute()
