/** Sums per day, made of new facts by a job every minute. Reports add what is newer, so nothing waits to be shown. */
import type { Database, Queryable } from '../../platform/db/index.ts'
import { RULES } from './clients.ts'
import { agentColumns } from './facts.ts'
import * as store from './store.ts'

export const DAY_MS = 86_400_000
/** In one transaction, so that others need not wait for long. */
const AT_ONCE = 1000

export class RollUp {
  readonly #db: Database
  constructor(deps: { db: Database }) {
    this.#db = deps.db
  }

  /** Until nothing is new. Answers how many facts were added to the sums. */
  async run(): Promise<number> {
    let all = 0
    for (;;) {
      const added = await this.#db.write(rollOnce)
      all += added
      if (added < AT_ONCE) return all
    }
  }

  /** Tells all user agents of older rules anew, and makes the sums again if that changed any. */
  async reclassify(): Promise<{ looked: number; changed: number }> {
    let [looked, changed] = [0, 0]
    for (;;) {
      const agents = await store.agentsOfOlderRules(this.#db.read, RULES, AT_ONCE)
      if (agents.length === 0) break
      await this.#db.write(async (tx) => {
        for (const { id, text, ...before } of agents) {
          const { text: _same, ...now } = agentColumns(text)
          if (now.client !== before.client) changed += 1
          await store.updateAgent(tx, id, now)
        }
      })
      looked += agents.length
    }
    if (changed > 0) {
      await this.#db.write((tx) => store.forgetSums(tx))
      await this.run()
    }
    return { looked, changed }
  }
}

async function rollOnce(tx: Queryable): Promise<number> {
  const facts = await store.takeNew(tx, AT_ONCE)
  if (facts.length === 0) return 0
  const subjects = new Map((await store.subjectsOf(tx, distinct(facts, 'subject_id'))).map((row) => [row.id, row]))
  const agents = new Map((await store.agentsOf(tx, distinct(facts, 'agent_id'))).map((row) => [row.id, row]))

  const visitors = new Sums<store.VisitorDayRow>()
  const what = new Sums<store.SubjectDayRow>()
  const both = new Sums<store.BothDayRow>()
  for (const { at, subject_id, agent_id, country, source, downloads } of facts) {
    const subject = subjects.get(subject_id)
    const client = agents.get(agent_id)?.client ?? 'unknown'
    if (subject === undefined) continue
    const day = Math.floor(at / DAY_MS)
    const { app_id, kind, stage, os } = subject
    visitors.add({ app_id, day, kind, stage, os, client, country, source, downloads })
    what.add({ app_id, day, subject_id, bot: client === 'bot' ? 1 : 0, source, downloads })
    both.add({ subject_id, day, client, country, source, downloads })
  }
  for (const row of visitors.rows()) await store.addVisitorDay(tx, row)
  for (const row of what.rows()) await store.addSubjectDay(tx, row)
  for (const row of both.rows()) await store.addBothDay(tx, row)
  return facts.length
}

const distinct = <K extends string>(rows: readonly Record<K, number>[], key: K): number[] => [
  ...new Set(rows.map((row) => row[key])),
]

/** Rows that are alike but for their downloads, added up; in one order for all processes. */
class Sums<Row extends { downloads: number }> {
  readonly #sums = new Map<string, Row>()

  add(row: Row): void {
    const key = JSON.stringify({ ...row, downloads: 0 })
    const sum = this.#sums.get(key)
    if (sum === undefined) this.#sums.set(key, row)
    else sum.downloads += row.downloads
  }

  rows(): Row[] {
    return [...this.#sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
  }
}
