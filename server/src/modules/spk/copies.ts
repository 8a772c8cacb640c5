/**
 * Memory for copies of large bodies that are used once: the same pieces again and again, because fresh memory costs more
 * than the copying into it.
 */
const SMALLEST = 16 * 1024
const KEPT = 64 * 1024 ** 2

/** `giveBack` when nobody reads the bytes any more; who never does leaves them to the garbage collector. */
export type Lent = { bytes: Buffer; giveBack(): void }

export class Copies {
  /** by size, a power of two */
  readonly #free = new Map<number, Buffer[]>()
  #weight = 0

  lend(size: number): Lent {
    const room = Math.max(SMALLEST, 2 ** Math.ceil(Math.log2(Math.max(1, size))))
    const free = this.#free.get(room)?.pop()
    if (free !== undefined) this.#weight -= room
    const memory = free ?? Buffer.allocUnsafeSlow(room)
    let lent = true
    return {
      bytes: memory.subarray(0, size),
      giveBack: () => {
        if (!lent || this.#weight + room > KEPT) return
        lent = false
        this.#weight += room
        const others = this.#free.get(room)
        if (others === undefined) this.#free.set(room, [memory])
        else others.push(memory)
      },
    }
  }
}
