/**
 * Hash states of unfinished objects, kept between the appends of a resumable upload so that `finish` need not read
 * everything again. A state is worth something only as long as nobody else touched the object: it carries the mark
 * the object had when the state was put away, and whoever takes it compares.
 */
import type { HashRun } from './hashing.ts'

/** `mark` describes the object right after the last hashed byte was written; see `folder.ts`. */
export type LiveHash = { run: HashRun; mark: string }

/** Holds at most `limit` states, each for at most `idleMs`. What is not taken in time is dropped: it only costs time. */
export class LiveHashes {
  readonly #held = new Map<string, { live: LiveHash; expiry: NodeJS.Timeout }>()
  readonly #idleMs: number
  readonly #limit: number

  constructor({ idleMs = 15 * 60 * 1000, limit = 1000 }: { idleMs?: number; limit?: number } = {}) {
    this.#idleMs = idleMs
    this.#limit = limit
  }

  keep(key: string, live: LiveHash): void {
    this.drop(key)
    const expiry = setTimeout(() => this.drop(key), this.#idleMs)
    expiry.unref()
    this.#held.set(key, { live, expiry })
    const [oldest] = this.#held.keys()
    if (this.#held.size > this.#limit && oldest !== undefined) this.drop(oldest)
  }

  /** Hands the state over: from now on the caller must keep it again or drop its run. */
  take(key: string): LiveHash | undefined {
    const held = this.#held.get(key)
    if (!held) return undefined
    clearTimeout(held.expiry)
    this.#held.delete(key)
    return held.live
  }

  drop(key: string): void {
    this.take(key)?.run.drop()
  }

  clear(): void {
    for (const key of [...this.#held.keys()]) this.drop(key)
  }
}
