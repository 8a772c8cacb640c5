/**
 * The chunks in which stored bytes are read. New memory for every chunk would halve the rate at which big files go out
 * and double the memory, so whoever is done with a chunk for good may hand it back; whoever does not, need not.
 */

/** Measured: larger is hardly faster, and each running download holds up to three of these. */
const large = 512 * 1024
/** When many downloads run, they share what the machine can do; then each needs less at a time. */
const small = 128 * 1024
const fewReaders = 8

/** bytes that are kept for reuse, of each size */
const keptForReuse = 4 * 1024 * 1024
const free = new Map<number, ArrayBuffer[]>([
  [large, []],
  [small, []],
])
// What was given out and not handed back: a buffer that comes twice, or from elsewhere, must not be taken.
const givenOut = new WeakSet<ArrayBufferLike>()
let readers = 0

/** Says that a reader has begun; the answer is to be called when it ends. */
export function countReader(): () => void {
  readers += 1
  return () => void (readers -= 1)
}

/** Memory for a chunk of at most `length` bytes; the caller's until it is handed back. */
export function takeChunk(length: number): Uint8Array {
  const size = readers > fewReaders ? small : large
  if (length < size / 2) return new Uint8Array(length)
  const memory = free.get(size)?.pop() ?? new ArrayBuffer(size)
  givenOut.add(memory)
  return new Uint8Array(memory, 0, Math.min(length, size))
}

/** Hands back a chunk that came from `BlobStore.open`. Nobody may read it afterwards. Anything else is left alone. */
export function recycleChunk(chunk: Uint8Array): void {
  const memory = chunk.buffer
  if (!(memory instanceof ArrayBuffer) || !givenOut.delete(memory)) return
  const kept = free.get(memory.byteLength)
  if (kept !== undefined && kept.length * memory.byteLength < keptForReuse) kept.push(memory)
}
