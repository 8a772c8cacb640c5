import { sql } from 'kysely'
import { kept, type Queryable } from '../../../platform/db/index.ts'
import type {} from './tables.ts'

const STATE = 1

/** Changes of packages wait for each other; look-ups that decide something come after this. */
export const takeTurn = (tx: Queryable) =>
  tx
    .updateTable('spk_state')
    .set((eb) => ({ removals: eb.ref('removals') }))
    .where('id', '=', STATE)
    .execute()

const presentState = kept((db, { id }: { id: number }) =>
  db.selectFrom('spk_state').select(['generation', 'removals']).where('id', '=', id),
)

/** Asked for by every request of a device. */
export async function state(db: Queryable): Promise<{ generation: number; removals: number }> {
  const [row] = await presentState(db, { id: STATE })
  if (row === undefined) throw new Error('The table spk_state has no row.')
  return row
}

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
