/**
 * Large shared buffers, recycled. Large, because small writes halve the rate of an upload; shared, because the hashing
 * threads read the very bytes that are being written.
 */

const mebibyte = 1024 * 1024
const small = 64 * 1024

// Beyond this many large buffers in use, further ones are small: memory stays bounded however many slow uploads hang
// about, and nobody ever waits for a buffer that a stalled upload holds.
const largeInUse = 64
const keptForReuse = 8

/** Gives out buffers at once and takes them back. */
export class BufferPool {
  readonly #free: SharedArrayBuffer[] = []
  #largeInUse = 0

  /** A buffer with any content: 1 MiB, or 64 KiB when very many are in use. */
  take(): SharedArrayBuffer {
    if (this.#largeInUse >= largeInUse) return new SharedArrayBuffer(small)
    this.#largeInUse += 1
    return this.#free.pop() ?? new SharedArrayBuffer(mebibyte)
  }

  /** Nobody may use `buffer` afterwards. */
  giveBack(buffer: SharedArrayBuffer): void {
    if (buffer.byteLength !== mebibyte) return
    this.#largeInUse -= 1
    if (this.#free.length < keptForReuse) this.#free.push(buffer)
  }
}

/** Buffers that one transfer may have on their way at a time: one filling, one being written, one being hashed. */
export const buffersPerTransfer = 3
