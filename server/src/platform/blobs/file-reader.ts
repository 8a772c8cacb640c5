import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { countReader, takeChunk } from './read-chunks.ts'
import type { ByteRange } from './store.ts'

/** Reads the bytes from `start` up to, not including, `end` of `file`, and closes it in every case. */
export class FileReader extends Readable {
  readonly #file: FileHandle
  readonly #end: number
  #position: number
  readonly #ended = countReader()

  constructor(file: FileHandle, start: number, end: number) {
    // Reads when somebody wants to have it: who wants to read ahead asks ahead.
    super({ highWaterMark: 0 })
    this.#file = file
    this.#position = start
    this.#end = end
  }

  override _read(): void {
    this.#readChunk().catch((error) => this.destroy(error))
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#ended()
    // Waits for a read that is under way.
    this.#file.close().then(
      () => done(error),
      (closing) => done(error ?? closing),
    )
  }

  async #readChunk(): Promise<void> {
    const left = this.#end - this.#position
    if (left === 0) {
      this.push(null)
      return
    }
    const chunk = takeChunk(left)
    const { bytesRead } = await this.#file.read(chunk, 0, chunk.length, this.#position)
    if (bytesRead === 0) throw new Error('the file became shorter while it was read')
    this.#position += bytesRead
    this.push(Buffer.from(chunk.buffer, 0, bytesRead))
  }
}

/** All bytes of the range at once, or undefined when the file does not have them all. Leaves the file open. */
export async function readWhole(file: FileHandle, { start, end }: ByteRange): Promise<Buffer | undefined> {
  const bytes = Buffer.allocUnsafe(end - start + 1)
  let filled = 0
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled)
    if (bytesRead === 0) return undefined
    filled += bytesRead
  }
  return bytes
}
