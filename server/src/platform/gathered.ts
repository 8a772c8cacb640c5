/**
 * Look-ups by key that come in at the same moment become one question, for a database to which each question is a
 * journey. Nobody gets an answer that was begun before they asked: whoever comes while one is under way is in the next.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'

type Waiting<T> = { found: (value: T | undefined) => void; failed: (error: unknown) => void }

export class Gathered<T> {
  readonly #ask: (keys: string[]) => Promise<ReadonlyMap<string, T>>
  readonly #most: number
  #waiting = new Map<string, Waiting<T>[]>()
  #asking = false

  /** `ask` is given at most `most` different keys, and answers what it found. */
  constructor(ask: (keys: string[]) => Promise<ReadonlyMap<string, T>>, most = 500) {
    this.#ask = ask
    this.#most = most
  }

  get(key: string): Promise<T | undefined> {
    return new Promise((found, failed) => {
      const alike = this.#waiting.get(key)
      if (alike === undefined) this.#waiting.set(key, [{ found, failed }])
      else alike.push({ found, failed })
      if (!this.#asking) void this.#askAll()
    })
  }

  async #askAll(): Promise<void> {
    this.#asking = true
    while (this.#waiting.size > 0) {
      // Requests that came over the network at the same time are heard within one turn of the event loop.
      await nextTurn()
      const those = [...this.#waiting].slice(0, this.#most)
      for (const [key] of those) this.#waiting.delete(key)
      try {
        const found = await this.#ask(those.map(([key]) => key))
        for (const [key, alike] of those) for (const one of alike) one.found(found.get(key))
      } catch (error) {
        for (const [, alike] of those) for (const one of alike) one.failed(error)
      }
    }
    this.#asking = false
  }
}
