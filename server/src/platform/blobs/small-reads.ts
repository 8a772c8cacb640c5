/**
 * Small objects that are asked for again and again, kept in memory. Reading one means three errands to the few threads
 * that do all work with the disk, and beside large uploads each errand waits in a long queue. What is stored under a key
 * never changes, so nothing kept is ever wrong.
 */
import type { ByteRange } from './store.ts'

/** Ranges up to this many bytes are kept, and read in one go. */
export const smallRead = 64 * 1024
const mostBytes = 8 * 1024 * 1024

type Kept = ByteRange & { bytes: Buffer }

/** The last ranges asked for, one of each object. */
export class SmallReads {
  readonly #kept = new Map<string, Kept>()
  #bytes = 0

  get(key: string, { start, end }: ByteRange): Buffer | undefined {
    const kept = this.#kept.get(key)
    if (kept === undefined || kept.start !== start || kept.end !== end) return undefined
    // The first of the map is the one that goes next.
    this.#kept.delete(key)
    this.#kept.set(key, kept)
    return kept.bytes
  }

  keep(key: string, range: ByteRange, bytes: Buffer): void {
    this.drop(key)
    this.#kept.set(key, { ...range, bytes })
    this.#bytes += bytes.length
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= mostBytes) return
      this.drop(oldest)
    }
  }

  drop(key: string): void {
    this.#bytes -= this.#kept.get(key)?.bytes.length ?? 0
    this.#kept.delete(key)
  }
}
