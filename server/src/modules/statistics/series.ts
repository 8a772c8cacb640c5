/** Numbers of older systems: each series has a name and is replaced as a whole. */
import { type Database, gatherStatistics, type Queryable } from '../../platform/db/index.ts'
import type { Delivery } from '../downloads/index.ts'
import type { Facts } from './facts.ts'
import * as store from './store.ts'
import { enterBook, takeSums, writeSummed } from './summed.ts'
import { forgetSumsOf } from './sums.ts'

const AT_ONCE = 5000

export class ImportedSeries {
  readonly #db: Database
  readonly #facts: Facts
  constructor(deps: { db: Database; facts: Facts }) {
    this.#db = deps.db
    this.#facts = deps.facts
  }

  /**
   * In one transaction, with what is to be done `afterwards`: whoever asks sees the series as it was or as it is. `by`: how
   * many downloads, all alike. Answers how many the series had.
   */
  async replace(
    name: string,
    deliveries: readonly { delivery: Delivery; by: number }[],
    afterwards: (tx: Queryable) => Promise<void> = async () => {},
  ): Promise<number> {
    const source = `import:${name}` as const
    const before = await this.#db.write(async (tx) => {
      const { up_to } = await takeSums(tx)
      await enterBook(tx)
      const had = await store.removeFactsOf(tx, source)
      await forgetSumsOf(tx, source)
      // A copy of the database may give the numbers behind its last fact again.
      await writeSummed(tx, { up_to: await store.lastFactUpTo(tx, up_to) })
      for (let from = 0; from < deliveries.length; from += AT_ONCE) {
        await store.insertFacts(tx, await this.#facts.rows(tx, deliveries.slice(from, from + AT_ONCE), source))
      }
      await afterwards(tx)
      return had
    })
    await gatherStatistics(this.#db)
    return before
  }
}
