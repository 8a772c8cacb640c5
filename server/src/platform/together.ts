/**
 * Many who ask the same at the same time share one asking. Nobody gets an answer that was begun before they asked, so
 * each sees everything that was written before: whoever comes while a question is under way waits for the next one.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'

export class Together<T> {
  readonly #ask: (key: string) => Promise<T>
  readonly #running = new Map<string, Promise<T>>()
  readonly #next = new Map<string, Promise<T>>()

  constructor(ask: (key: string) => Promise<T>) {
    this.#ask = ask
  }

  get(key: string): Promise<T> {
    let next = this.#next.get(key)
    if (next === undefined) this.#next.set(key, (next = this.#start(key)))
    return next
  }

  async #start(key: string): Promise<T> {
    const running = this.#running.get(key)
    // Whoever comes in the same turn of the event loop is in time for it.
    const turn = () => nextTurn()
    await (running === undefined ? turn() : running.then(turn, turn))
    this.#next.delete(key)
    const asked = this.#ask(key).finally(() => this.#running.delete(key))
    this.#running.set(key, asked)
    return asked
  }
}
