/** Adds new facts to the sums: a job does so every minute. Reports add what is newer, so nothing waits to be shown. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database, Queryable } from '../../platform/db/index.ts'
import { RULES } from './clients.ts'
import { agentColumns } from './facts.ts'
import { tell } from './grouping.ts'
import { addToPacks, packsOf } from './packs.ts'
import { type ClientColumns, changesOf, isOther, type Retold } from './retold.ts'
import * as store from './store.ts'
import { lastOfBook, readSummed, type Summed, takeSums, writeSummed } from './summed.ts'
import { addToSums, forgetSums, sumsOf } from './sums.ts'

/** In one transaction, so that others need not wait for long. */
const AT_ONCE = 4000
/** By a command, which has nobody waiting in its process. */
const MANY_AT_ONCE = 150_000
/** Who holds the sums and says nothing for so long has died. */
const HOLD_MS = 60_000

/** `job`: in a process that others wait for, and only while no command is at it. */
export type Maker = 'job' | 'command'

export class RollUp {
  readonly #db: Database
  constructor(deps: { db: Database }) {
    this.#db = deps.db
  }

  /** Until nothing is new. Answers how many facts were added to the sums. */
  async run(maker: Maker = 'job', atOnce = maker === 'job' ? AT_ONCE : MANY_AT_ONCE): Promise<number> {
    for (let all = 0; ; ) {
      const last = await lastOfBook(this.#db)
      const summed = await readSummed(this.#db.read)
      if (summed.up_to >= last || (maker === 'job' && summed.held_until > Date.now())) return all
      const added = await this.#add(maker, summed, last, atOnce)
      all += added ?? 0
      if (added !== undefined && added < atOnce) return all
      // Whoever asks this process for something comes first.
      await nextTurn()
    }
  }

  /** A command begins or ends to make sums itself; jobs leave them alone meanwhile. */
  async hold(until: 'further notice' | 'now'): Promise<void> {
    await this.#db.write(async (tx) => {
      await takeSums(tx)
      await writeSummed(tx, { held_until: until === 'now' ? 0 : Date.now() + HOLD_MS })
    })
  }

  /** Adds at most so many facts up to `last`. Answers how many; nothing when somebody else changed the sums meanwhile. */
  async #add(maker: Maker, { up_to, version }: Summed, last: number, most: number): Promise<number | undefined> {
    const facts = await store.factsBetween(this.#db.read, up_to, last, most)
    const subjects = await store.subjectsOf(this.#db.read, facts)
    const agents = await store.agentsOf(this.#db.read, facts)
    const told = tell(facts, subjects, agents)
    const [sums, packs] = [sumsOf(told), packsOf(told)]
    return this.#db.write(
      async (tx) => {
        if ((await takeSums(tx)).version !== version + 1) return undefined
        await addToSums(tx, sums)
        await addToPacks(tx, packs)
        await writeSummed(tx, {
          up_to: facts.length < most ? last : (facts.at(-1)?.id ?? last),
          ...(maker === 'command' && { held_until: Date.now() + HOLD_MS }),
        })
        return facts.length
      },
      { survives: 'kill' },
    )
  }

  /**
   * Tells user agents of older rules anew, or all of them, and makes the sums again if that changed any. `dryRun` changes
   * nothing and answers what would.
   */
  async reclassify({ all = false, dryRun = false } = {}): Promise<Retold> {
    const retold: { was: store.AgentRow; is: ClientColumns }[] = []
    let [looked, after] = [0, 0]
    for (;;) {
      const agents = await store.agentsToTell(this.#db.read, all ? RULES + 1 : RULES, after, AT_ONCE)
      const last = agents.at(-1)
      if (last === undefined) break
      const told = agents.map((was) => ({ was, is: agentColumns(was.text) }))
      const others = told.filter(({ was, is }) => isOther(was, is))
      if (!dryRun) {
        await this.#db.write(async (tx) => {
          for (const { was, is } of told) await store.updateAgent(tx, was.id, is)
          if (others.length > 0) await this.#forget(tx)
        })
      }
      retold.push(...others)
      looked += agents.length
      after = last.id
    }
    if (retold.length === 0) return { looked, changed: 0, changes: [] }
    const downloads = await store.downloadsByAgent(this.#db.read)
    if (!dryRun) {
      await this.run('command')
      await this.hold('now')
    }
    return { looked, changed: retold.length, changes: changesOf(retold, downloads) }
  }

  /** Together with what makes the sums wrong: they are never seen so. */
  async #forget(tx: Queryable): Promise<void> {
    await takeSums(tx)
    await forgetSums(tx)
    await writeSummed(tx, { up_to: 0, held_until: Date.now() + HOLD_MS })
  }
}
