/**
 * Counting in groups: downloads that end at about the same time share one transaction, so that each count is durable
 * before its last byte goes out and the database still writes little. Durable means here that it survives the end of
 * this process, in any way: to wait for the disk as well would stop all other requests for milliseconds each time.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from '../../platform/db/index.ts'
import type { CatalogueDelivery, FactBook } from './facts.ts'
import * as store from './store.ts'

const MOST_TURNS = 20
/** Where turns are long, because much else goes on, waiting for another one costs more than it saves. */
const MOST_WAITING_MS = 3

type Waiting = { delivery: CatalogueDelivery; by: 1 | -1; done: () => void; failed: (error: unknown) => void }

export class Counting {
  readonly #db: Database
  readonly #facts: FactBook
  #waiting: Waiting[] = []
  #writing: Promise<void> | undefined

  constructor(db: Database, facts: FactBook) {
    this.#db = db
    this.#facts = facts
  }

  /** Resolves when the count is durable. `by`: 1, or -1 to take one back. */
  count(delivery: CatalogueDelivery, by: 1 | -1): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ delivery, by, done, failed })
      this.#writing ??= this.#write().finally(() => (this.#writing = undefined))
    })
  }

  /** Resolves when nothing waits to be written. */
  async settle(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing
  }

  /** Lets others of the same moment join, as long as each turn of the event loop brings some and is short. */
  async #gather(): Promise<void> {
    const until = performance.now() + MOST_WAITING_MS
    for (let turn = 0, known = 0; turn < MOST_TURNS && known < this.#waiting.length; turn++) {
      known = this.#waiting.length
      await nextTurn()
      if (performance.now() > until) return
    }
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#gather()
      const group = this.#waiting
      this.#waiting = []
      const sums = counterSums(group)
      try {
        await this.#db.write(
          async (tx) => {
            await this.#facts.write(tx, group)
            await store.addAll(tx, sums)
          },
          { survives: 'kill' },
        )
        for (const { done } of group) done()
      } catch (error) {
        for (const { failed } of group) failed(error)
      }
    }
  }
}

/** What deliveries add to each counter; in one order for all processes, so that two of them never wait for each other. */
export function counterSums(changes: readonly { delivery: CatalogueDelivery; by: number }[]): store.CounterRow[] {
  const bySubject = new Map<CatalogueDelivery['subject'], number>()
  for (const { delivery, by } of changes) bySubject.set(delivery.subject, (bySubject.get(delivery.subject) ?? 0) + by)
  const sums = new Map<string, store.CounterRow>()
  for (const [subject, by] of bySubject) {
    const { id, counter } = counterOf(subject)
    sums.set(id, { ...counter, downloads: (sums.get(id)?.downloads ?? 0) + by })
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum)
}

type Counter = { id: string; counter: store.CounterKey }
/** Those who read logs ask for the same again and again. */
const counters = new WeakMap<CatalogueDelivery['subject'], Counter>()

function counterOf(subject: CatalogueDelivery['subject']): Counter {
  let known = counters.get(subject)
  if (known === undefined) {
    const counter = {
      app_id: subject.app,
      app_revision: subject.appRevision,
      kind: subject.kind,
      base_name: subject.baseName,
      os: subject.os,
      arch: subject.arch,
    }
    counters.set(subject, (known = { id: JSON.stringify(Object.values(counter)), counter }))
  }
  return known
}
