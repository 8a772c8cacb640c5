import { createHash, type Hash } from 'node:crypto'
import { createReadStream, type Stats } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { SlipwayProblem } from '../problem.ts'
import type { Digests, UploadSource } from '../uploads/source.ts'

/**
 * Bytes per request. A piece that breaks off is sent again as a whole, since its checksum covers all of it: at 32 MiB
 * that costs a slow line (10 Mbit/s) half a minute at worst, a fast one (1 Gbit/s) loses little to the round trip in
 * between, and it fits below the request limits that proxies commonly have (100 MB).
 */
const PIECE = 32 * 2 ** 20
const CHUNK = 512 * 1024

/** A file on disk, read bit by bit. Throws what `stat` throws when there is none, and EISDIR for a folder. */
export async function fileSource(path: string, name: string = basename(path)): Promise<UploadSource> {
  const file = await realpath(path)
  const { size, mtimeMs, ino } = await statOfFile(path)
  const read = (start: number, end: number) => readRange(file, start, end)
  return {
    name,
    size,
    pieceSize: PIECE,
    fingerprint: `${file} ${size} ${mtimeMs}`,
    read,
    async check() {
      const now = await stat(file)
      if (now.size === size && now.mtimeMs === mtimeMs && now.ino === ino) return
      throw new SlipwayProblem('source_changed', `${path} changed while it was sent.`, { details: { path } })
    },
    digests: (signal) => new RunningDigests(read, size, signal),
  }
}

async function statOfFile(path: string): Promise<Stats> {
  const facts = await stat(path)
  // Reading a folder would say so as well, but not which.
  if (facts.isDirectory()) throw Object.assign(new Error(`EISDIR: ${path} is a folder`), { code: 'EISDIR', path })
  if (!facts.isFile()) throw new TypeError(`${path} is a pipe or a device; a file is expected.`)
  return facts
}

/** SHA-256 of a file, lower-case hex. Throws what `stat` throws when there is none, and EISDIR for a folder. */
export async function sha256OfFile(path: string, onProgress?: (hashed: number) => void): Promise<string> {
  await statOfFile(path)
  const hash = createHash('sha256')
  let hashed = 0
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    onProgress?.((hashed += chunk.length))
  }
  return hash.digest('hex')
}

async function* readRange(path: string, start: number, end: number): AsyncGenerator<Uint8Array, void> {
  if (start >= end) return
  yield* createReadStream(path, { start, end: end - 1, highWaterMark: CHUNK }) as AsyncIterable<Buffer>
}

/** One pass over the file serves both digests: that of the piece and that of the whole so far. */
class RunningDigests implements Digests {
  readonly #read: (start: number, end: number) => AsyncIterable<Uint8Array>
  readonly #size: number
  readonly #signal: AbortSignal | undefined
  readonly #whole = createHash('sha256')
  #hashed = 0
  #result: string | undefined
  #turn: Promise<unknown> = Promise.resolve()

  constructor(read: (start: number, end: number) => AsyncIterable<Uint8Array>, size: number, signal?: AbortSignal) {
    this.#read = read
    this.#size = size
    this.#signal = signal
  }

  piece(start: number, end: number): Promise<string> {
    return this.#inTurn(async () => {
      // After a resume: what was sent by an earlier run.
      if (this.#hashed < start) await this.#pass(this.#hashed, start)
      const hash = createHash('sha256')
      await this.#pass(start, end, hash)
      return hash.digest('base64')
    })
  }

  whole(): Promise<string> {
    return this.#inTurn(async () => {
      if (this.#hashed < this.#size) await this.#pass(this.#hashed, this.#size)
      return (this.#result ??= this.#whole.digest('hex'))
    })
  }

  async #pass(start: number, end: number, piece?: Hash): Promise<void> {
    let at = start
    for await (const chunk of this.#read(start, end)) {
      this.#signal?.throwIfAborted()
      piece?.update(chunk)
      const fresh = chunk.subarray(Math.max(0, this.#hashed - at))
      at += chunk.length
      if (at > this.#hashed) {
        this.#whole.update(fresh)
        this.#hashed = at
      }
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work)
    this.#turn = mine.catch(() => undefined)
    return mine
  }
}
