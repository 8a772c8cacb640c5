/** Looking at downloads while others are counted: many queries as if they were one. */
import { setImmediate } from 'node:timers/promises'
import { atOneMoment, type Database, type Queryable } from '../../platform/db/index.ts'
import { readSummed } from './summed.ts'

/** Lets others have their turns. */
export type Pause = () => Promise<void>

export const nextTurn: Pause = () => setImmediate()
const goOn: Pause = async () => {}

/**
 * Runs `story` on sums that do not change meanwhile. It calls `pause` between two queries: SQLite answers in the thread
 * in which everybody else is answered. There it runs without a transaction, on the connection of all, and again when the
 * sums have changed, then without pauses; so it may have no other effects than its answer.
 */
export async function unchanging<T>(db: Database, story: (db: Queryable, pause: Pause) => Promise<T>): Promise<T> {
  if (db.kind === 'postgres') return atOneMoment(db, (moment) => story(moment, nextTurn))
  for (let pause = nextTurn; ; pause = goOn) {
    const { version } = await readSummed(db.read)
    const told = await story(db.read, pause)
    if ((await readSummed(db.read)).version === version) return told
  }
}
