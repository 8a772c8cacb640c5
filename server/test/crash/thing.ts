/** Something that clients change, and what they may expect of it after the server died. */
import { Killed, type Wire } from './wire.ts'

type Act = (wire: Wire) => Promise<unknown>
type Change = { what: string; to: string; act: Act; repeatable: boolean }

export class Thing {
  readonly name: string
  /** what the last acknowledged change made of it */
  #state: string
  /** a change that was asked for and not acknowledged */
  #open: Change | undefined

  constructor(name: string, state: string) {
    this.name = name
    this.#state = state
  }

  get state(): string {
    return this.#state
  }

  /** What was being done to it when the server died. */
  get interrupted(): string | undefined {
    return this.#open?.what
  }

  /** `repeatable`: to ask for it again does no harm when it happened already. */
  async change(wire: Wire, what: string, to: string, act: Act, { repeatable = false } = {}): Promise<void> {
    this.#open = { what, to, act, repeatable }
    await act(wire)
    this.#state = to
    this.#open = undefined
  }

  /** Takes note of what it is now: as before or as asked, and nothing else. */
  settle(found: string): void {
    const allowed = this.#open === undefined ? [this.#state] : [this.#state, this.#open.to]
    if (!allowed.includes(found)) {
      const during = this.#open === undefined ? '' : ` (${this.#open.what} was interrupted)`
      throw new Error(`${this.name} is ${found} after the restart; it may be ${allowed.join(' or ')}${during}`)
    }
    this.#state = found
  }

  /** Asks again for what was interrupted, as its client would. */
  async retry(wire: Wire): Promise<void> {
    if (this.#open === undefined) return
    const { what, to, act, repeatable } = this.#open
    this.#open = undefined
    if (this.#state !== to || repeatable) await this.change(wire, what, to, act, { repeatable })
  }
}

/** Runs clients beside each other until each is done or has lost the server. */
export async function untilKilled(clients: readonly Promise<void>[]): Promise<void> {
  const ends = await Promise.allSettled(clients)
  for (const end of ends) {
    if (end.status === 'rejected' && !(end.reason instanceof Killed)) throw end.reason
  }
}
