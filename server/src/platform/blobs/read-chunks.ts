/**
 * The chunks in which stored bytes are read. New memory for every chunk would halve the rate at which big files go out
 * and double the memory, so whoever is done with a chunk for good may hand it back; whoever does not, need not.
 */

/** Measured: larger is hardly faster, and each running download holds up to three of these. */
export const chunkSize = 512 * 1024

const keptForReuse = 32
const free: ArrayBuffer[] = []
// What was given out and not handed back: a buffer that comes twice, or from elsewhere, must not be taken.
const givenOut = new WeakSet<ArrayBufferLike>()

/** Memory for a chunk of at most `length` bytes; the caller's until it is handed back. */
export function takeChunk(length: number): Uint8Array {
  if (length < chunkSize / 2) return new Uint8Array(length)
  const memory = free.pop() ?? new ArrayBuffer(chunkSize)
  givenOut.add(memory)
  return new Uint8Array(memory, 0, Math.min(length, chunkSize))
}

/** Hands back a chunk that came from `BlobStore.open`. Nobody may read it afterwards. Anything else is left alone. */
export function recycleChunk(chunk: Uint8Array): void {
  const memory = chunk.buffer
  if (!(memory instanceof ArrayBuffer) || !givenOut.delete(memory)) return
  if (free.length < keptForReuse) free.push(memory)
}
