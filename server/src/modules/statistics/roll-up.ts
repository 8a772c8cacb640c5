/** Adds new facts to the sums: a job does so every minute. Reports add what is newer, so nothing waits to be shown. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from '../../platform/db/index.ts'
import { RULES } from './clients.ts'
import { agentColumns } from './facts.ts'
import * as store from './store.ts'
import { addToSums, forgetSums } from './sums.ts'

/** In one transaction, so that others need not wait for long. */
const AT_ONCE = 4000
/** When sums are made anew by a command, which has nobody waiting in its process. */
const MANY_AT_ONCE = 200_000

export class RollUp {
  readonly #db: Database
  constructor(deps: { db: Database }) {
    this.#db = deps.db
  }

  /** Until nothing is new. Answers how many facts were added to the sums. */
  async run({ atOnce = AT_ONCE } = {}): Promise<number> {
    let all = 0
    for (;;) {
      const added = await this.#db.write((tx) => addToSums(tx, this.#db.kind, atOnce))
      all += added
      if (added < atOnce) return all
      // Whoever asks this process for something comes first.
      await nextTurn()
    }
  }

  /** Tells user agents of older rules anew, or all of them, and makes the sums again if that changed any. */
  async reclassify({ all = false } = {}): Promise<{ looked: number; changed: number }> {
    let [looked, changed, after] = [0, 0, 0]
    for (;;) {
      const agents = await store.agentsToTell(this.#db.read, all ? RULES + 1 : RULES, after, AT_ONCE)
      const last = agents.at(-1)
      if (last === undefined) break
      await this.#db.write(async (tx) => {
        for (const { id, text, ...before } of agents) {
          const { text: _same, ...now } = agentColumns(text)
          if (now.client !== before.client || now.family !== before.family || now.os !== before.os) changed += 1
          await store.updateAgent(tx, id, now)
        }
      })
      looked += agents.length
      after = last.id
    }
    if (changed > 0) {
      await this.#db.write(forgetSums)
      await this.run({ atOnce: MANY_AT_ONCE })
    }
    return { looked, changed }
  }
}
