/** What the keys of the ring are for, and how many builds are signed with each. */
import type { Queryable } from '../../../platform/db/index.ts'
import type { KeyRow } from './tables.ts'

export const keyStates = async (db: Queryable): Promise<Map<string, KeyRow['state']>> =>
  new Map((await db.selectFrom('spk_key').selectAll().execute()).map((row) => [row.fingerprint, row.state]))

export const setKeyState = (db: Queryable, fingerprint: string, state: KeyRow['state']) =>
  db
    .insertInto('spk_key')
    .values({ fingerprint, state, changed_at: Date.now() })
    .onConflict((conflict) => conflict.column('fingerprint').doUpdateSet({ state, changed_at: Date.now() }))
    .execute()

/** Active builds by the key they are signed with; null: signed, and by whom is not known. */
export const activeBuildsByKey = async (db: Queryable): Promise<Map<string | null, number>> => {
  const rows = await db
    .selectFrom('spk_build')
    .select(['signed_by', (eb) => eb.fn.countAll<number>().as('builds')])
    .where('signed', '=', 1)
    .where('active', '=', 1)
    .groupBy('signed_by')
    .execute()
  return new Map(rows.map((row) => [row.signed_by, Number(row.builds)]))
}

/** Signed builds that another key signed than this, or nobody knows which; active ones first. */
export const signedByOthers = async (db: Queryable, fingerprint: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('spk_build')
    .select('id')
    .where('signed', '=', 1)
    .where((eb) => eb.or([eb('signed_by', 'is', null), eb('signed_by', '!=', fingerprint)]))
    .orderBy('active', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id)
}
