/**
 * Large shared buffers, recycled. Large, because small writes halve the rate of an upload; shared, because the hashing
 * threads read the very bytes that are being written.
 */
import { Turns } from '../turns.ts'

const mebibyte = 1024 * 1024
const small = 64 * 1024
const memoryKeptForReuse = 4 * mebibyte

export type BufferPoolOptions = {
  /** bytes of a large buffer */
  size?: number
  /**
   * Beyond this many large buffers in use, further ones are small: memory stays bounded however many slow uploads hang
   * about, and nobody ever waits for a buffer that a stalled upload holds.
   */
  largeInUse?: number
  /**
   * Full buffers of all transfers that are being written and hashed at a time. More would not make it faster: it would
   * only let the transfers take in more at once, and all other requests wait for as long as that takes.
   */
  passing?: number
}

/** Gives out buffers at once and takes them back; a full one waits for its turn. */
export class BufferPool {
  readonly #size: number
  readonly #mostLarge: number
  /** Each full buffer has one. What passes waits for no client, so nobody can keep the others from passing. */
  readonly turns: Turns
  readonly #free: SharedArrayBuffer[] = []
  #largeInUse = 0

  constructor({ size = mebibyte, largeInUse = 64, passing = 4 }: BufferPoolOptions = {}) {
    this.#size = size
    this.#mostLarge = largeInUse
    this.turns = new Turns(passing)
  }

  /** A buffer with any content: a large one, or 64 KiB when very many are in use. */
  take(): SharedArrayBuffer {
    if (this.#largeInUse >= this.#mostLarge) return new SharedArrayBuffer(small)
    this.#largeInUse += 1
    return this.#free.pop() ?? new SharedArrayBuffer(this.#size)
  }

  /** Nobody may use `buffer` afterwards. */
  giveBack(buffer: SharedArrayBuffer): void {
    if (buffer.byteLength !== this.#size) return
    this.#largeInUse -= 1
    if (this.#free.length * this.#size < memoryKeptForReuse) this.#free.push(buffer)
  }
}

/** Buffers that one transfer may have on their way at a time: one filling, one being written, one being hashed. */
export const buffersPerTransfer = 3
