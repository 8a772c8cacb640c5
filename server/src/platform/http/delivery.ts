/** How the bytes of a reply travel from the store to the socket. */
import { Readable, type Writable } from 'node:stream'
import { recycleChunk } from '../blobs/index.ts'

type Pieces = AsyncGenerator<Uint8Array, undefined>

export type LastPiece = {
  /** Everything but the last piece was handed to the system; the last one waits for this. */
  before(): Promise<void>
  /** The last piece was handed to the system as well. */
  after(): void
}

/** The chunks of `source`, checked to be `length` bytes together. However it ends, the source is destroyed. */
export async function* piecesOf(source: Readable, length: number): Pieces {
  let passed = 0
  for await (const piece of source as AsyncIterable<Uint8Array>) {
    passed += piece.length
    if (passed > length) throw new Error(`the stored bytes are more than the ${length} announced`)
    yield piece
  }
  if (passed < length) throw new Error(`the stored bytes are ${passed} and not the ${length} announced`)
}

/**
 * A stream for Fastify to send, which does its own piping: it knows when the socket is done with a piece, so that the
 * memory can be used again at once, and it tells `last` exactly when the last piece goes out. While one piece is being sent, the next is being read.
 */
export class Delivery extends Readable {
  readonly #source: Readable
  readonly #pieces: Pieces
  readonly #length: number
  readonly #last: LastPiece
  #next: Promise<IteratorResult<Uint8Array, undefined>>

  /** `length` is how many bytes, at least one, the source will give; other than that is an error. */
  constructor(source: Readable, length: number, last: LastPiece) {
    super()
    this.#source = source
    this.#pieces = piecesOf(source, length)
    this.#length = length
    this.#last = last
    this.#next = this.#pieces.next()
  }

  /** Resolves when the first piece was read; rejects when it cannot be, in time for a proper error reply. */
  async ready(): Promise<void> {
    await this.#next
  }

  override pipe<T extends NodeJS.WritableStream>(destination: T): T {
    this.#sendTo(destination as unknown as Writable).then(
      () => {
        // Tells those who watch this stream that it ended well.
        this.push(null)
        this.resume()
      },
      (error) => this.destroy(error),
    )
    return destination
  }

  override _read(): void {}

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#source.destroy()
    done(error)
  }

  async #sendTo(destination: Writable): Promise<void> {
    let left = this.#length
    let sent: Promise<void> = Promise.resolve()
    while (left > 0) {
      const { value: piece, done } = await this.#next
      if (done) break
      await sent
      left -= piece.length
      if (left === 0) await this.#last.before()
      sent = write(destination, piece)
      // It is awaited after the next piece was read; until then a failure must not count as unhandled.
      sent.catch(() => {})
      if (left > 0) this.#next = this.#pieces.next()
    }
    await sent
    this.#last.after()
    destination.end()
  }
}

function write(destination: Writable, piece: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    destination.write(piece, (error) => {
      if (error) {
        reject(error)
        return
      }
      recycleChunk(piece)
      resolve()
    })
  })
}
