import { sql } from 'kysely'
import type { Queryable } from '../../../platform/db/index.ts'
import type {} from './tables.ts'

const STATE = 1

/** Changes of packages wait for each other; look-ups that decide something come after this. */
export const takeTurn = (tx: Queryable) =>
  tx
    .updateTable('spk_state')
    .set((eb) => ({ removals: eb.ref('removals') }))
    .where('id', '=', STATE)
    .execute()

export const state = (db: Queryable) =>
  db.selectFrom('spk_state').select(['generation', 'removals']).where('id', '=', STATE).executeTakeFirstOrThrow()

/** Something public of these packages changed: kept answers are not right any more. */
export async function touch(tx: Queryable, packages: readonly string[]): Promise<void> {
  if (packages.length === 0) return
  const { generation } = await tx
    .updateTable('spk_state')
    .set((eb) => ({ generation: eb('generation', '+', 1) }))
    .where('id', '=', STATE)
    .returning('generation')
    .executeTakeFirstOrThrow()
  await tx.updateTable('spk_package').set({ generation }).where('id', 'in', packages).execute()
}

/** A package, or a table that all packages depend on, is not what it was. */
export const touchAll = (tx: Queryable) =>
  tx
    .updateTable('spk_state')
    .set((eb) => ({ generation: eb('generation', '+', 1), removals: eb('removals', '+', sql.lit(1)) }))
    .where('id', '=', STATE)
    .execute()
