/**
 * Small objects that are asked for again and again, kept in memory. Reading one means three errands to the few threads
 * that do all work with the disk, and beside large uploads each errand waits in a long queue. So those who ask for the same at
 * the same time share one reading. What is stored under a key never changes, so nothing kept is ever wrong.
 */
import type { ByteRange } from './store.ts'

/** Ranges up to this many bytes are kept, and read in one go. */
export const smallRead = 64 * 1024
const mostBytes = 8 * 1024 * 1024

type Kept = ByteRange & { bytes: Buffer }
type Reading = ByteRange & { bytes: Promise<Buffer> }

/** The last ranges asked for, one of each object. */
export class SmallReads {
  readonly #kept = new Map<string, Kept>()
  readonly #underWay = new Map<string, Reading>()
  #bytes = 0

  /** The bytes of the range: kept ones, or what `read` brings, to all who ask meanwhile. Nobody may change them. */
  async get(key: string, range: ByteRange, read: () => Promise<Buffer>): Promise<Buffer> {
    const kept = this.#kept.get(key)
    if (isOf(range, kept)) {
      // The first of the map is the one that goes next.
      this.#kept.delete(key)
      this.#kept.set(key, kept)
      return kept.bytes
    }
    const others = this.#underWay.get(key)
    if (isOf(range, others)) return others.bytes
    const reading = { ...range, bytes: read() }
    this.#underWay.set(key, reading)
    try {
      const bytes = await reading.bytes
      if (this.#underWay.get(key) === reading) this.#keep(key, { ...range, bytes })
      return bytes
    } finally {
      if (this.#underWay.get(key) === reading) this.#underWay.delete(key)
    }
  }

  /** Also what is being read at this moment is not kept. */
  drop(key: string): void {
    this.#underWay.delete(key)
    this.#bytes -= this.#kept.get(key)?.bytes.length ?? 0
    this.#kept.delete(key)
  }

  #keep(key: string, kept: Kept): void {
    this.drop(key)
    this.#kept.set(key, kept)
    this.#bytes += kept.bytes.length
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= mostBytes) return
      this.drop(oldest)
    }
  }
}

const isOf = <T extends ByteRange>(range: ByteRange, found: T | undefined): found is T =>
  found?.start === range.start && found.end === range.end
