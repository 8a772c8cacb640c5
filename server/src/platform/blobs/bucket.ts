/**
 * The blob store that is a bucket of an object store. A finished object has the name that the folder would give it:
 * `ab/…ab`. Objects there cannot grow, so what is on its way is kept as pieces (`pieces.ts`), which any
 * process can go on with; `finish` joins them within the object store. What the bytes are is known from hashing them on
 * the way, as long as the pieces are still those that this process has put.
 */
import type { Readable } from 'node:stream'
import { isId, newId } from '../crypto/ids.ts'
import { KeyedLock } from '../keyed-lock.ts'
import { Bucket } from '../object-store/bucket.ts'
import { BufferPool } from './buffers.ts'
import { algorithmsFor, digestsFrom } from './digests.ts'
import { isBlobError, missing, outside, tooLong, wrongOffset } from './failures.ts'
import { Feed } from './feed.ts'
import type { Hashers, HashRun } from './hashing.ts'
import { LiveHashes } from './live-hashes.ts'
import { inWords, understood } from './object-store-failures.ts'
import { checked, type OnItsWay, onItsWay, Pieces } from './pieces.ts'
import { pour } from './pour.ts'
import {
  type AppendOptions,
  BlobError,
  type BlobStore,
  type ByteRange,
  type LinkHeaders,
  type StagedBlob,
} from './store.ts'

export type BucketStoreOptions = {
  /** `s3://bucket/prefix`; nothing else may be below the prefix */
  address: string
  /** Shared with other stores; closing them is the caller's. */
  hashers: Hashers
  /** How many bytes an object may have at most: they come in at most 10,000 pieces, each of which takes memory. */
  largest: number
}

const mebibyte = 1024 ** 2
/** What object stores ask of each part but the last. */
const smallestPart = 5 * mebibyte
const mostParts = 10_000
const piecesOnTheWay = 8
const linkSeconds = 3600
const finished = /^([0-9a-f]{2})\/([0-9a-f]{22}\1)$/

/** Opens a bucket as a blob store. Asks nobody until it is used; `check` tells whether it can be. */
export function createBucketStore(options: BucketStoreOptions): BlobStore {
  return new BucketStore(options)
}

class BucketStore implements BlobStore {
  readonly #address: string
  readonly #bucket: Bucket
  readonly #pieces: Pieces
  readonly #hashers: Hashers
  readonly #pieceSize: number
  readonly #buffers: BufferPool
  readonly #live = new LiveHashes()
  readonly #locks = new KeyedLock()

  constructor({ address, hashers, largest }: BucketStoreOptions) {
    this.#address = address
    this.#bucket = new Bucket(address)
    this.#pieces = new Pieces(this.#bucket)
    this.#hashers = hashers
    this.#pieceSize = Math.max(smallestPart, Math.ceil(largest / mostParts / mebibyte) * mebibyte)
    this.#buffers = new BufferPool({ size: this.#pieceSize, largeInUse: Infinity, passing: piecesOnTheWay })
  }

  async create(): Promise<string> {
    const key = newId()
    await understood(this.#pieces.begin(key))
    return key
  }

  async append(key: string, offset: number, body: AsyncIterable<Uint8Array>, options: AppendOptions): Promise<number> {
    try {
      return await this.#locks.run(key, () => understood(this.#append(key, offset, body, options)), options.signal)
    } catch (error) {
      if (error instanceof BlobError || !options.signal?.aborted) throw error
      throw new BlobError('interrupted', `the append to ${key} was called off`, { cause: error })
    }
  }

  async length(key: string): Promise<number> {
    const whole = await understood(this.#bucket.find(finishedKey(key)))
    if (whole !== undefined) return whole.size
    return (await this.#pieces.of(key)).length
  }

  async truncate(key: string, length: number): Promise<void> {
    await this.#locks.run(key, () => understood(this.#cut(key, length)))
  }

  async finish(key: string, { md5 = false }: { md5?: boolean } = {}): Promise<StagedBlob> {
    return this.#locks.run(key, async () => {
      const live = this.#live.take(key)
      try {
        return await understood(this.#finish(key, live, md5))
      } finally {
        live?.run.drop()
      }
    })
  }

  async stage(
    body: AsyncIterable<Uint8Array>,
    { limit, md5 = false, signal }: { limit: number; md5?: boolean; signal?: AbortSignal },
  ): Promise<StagedBlob> {
    const key = newId()
    const run = this.#hashers.start(algorithmsFor(md5))
    try {
      const size = await understood(this.#putWhole(key, body, { limit, run, ...(signal && { signal }) }))
      const digests = await digestsFrom(run, algorithmsFor(md5), (unknown) => this.#hashAgain(key, unknown))
      return { key, size, ...digests }
    } catch (error) {
      // What cannot be removed now is swept later; the caller needs to hear the first failure.
      await this.remove(key).catch(() => {})
      throw error
    } finally {
      run.drop()
    }
  }

  async open(key: string, range?: ByteRange): Promise<Readable> {
    if (range !== undefined && !(range.start >= 0 && range.start <= range.end)) throw outside(key, range)
    const found = await understood(this.#bucket.open(finishedKey(key), range))
    if (range === undefined) {
      if (found === undefined) throw missing(key)
      return found.body
    }
    if (found?.size === range.end - range.start + 1) return found.body
    found?.body.destroy()
    if ((await this.#bucket.find(finishedKey(key))) === undefined) throw missing(key)
    throw outside(key, range)
  }

  place(): undefined {}

  link(key: string, headers: LinkHeaders): Promise<string> {
    return this.#bucket.link(finishedKey(key), linkSeconds, headers)
  }

  async remove(key: string): Promise<void> {
    this.#live.drop(key)
    if (!isId(key)) return
    await this.#bucket.remove(finishedKey(key))
    await this.#pieces.removeAll(key)
    await this.#bucket.removeUnfinished(finishedKey(key))
  }

  async *list(): AsyncGenerator<{ key: string; size: number; modifiedAt: number }> {
    let pieces: { key: string; size: number; modifiedAt: number } | undefined
    for await (const { key, size, modifiedAt } of this.#bucket.list('')) {
      const whole = finished.exec(key)?.[2]
      if (whole !== undefined) yield { key: whole, size, modifiedAt }
      const part = onItsWay(key)
      if (part === undefined) continue
      if (pieces !== undefined && pieces.key !== part) {
        yield pieces
        pieces = undefined
      }
      pieces ??= { key: part, size: 0, modifiedAt }
      pieces.size += size
      pieces.modifiedAt = Math.max(pieces.modifiedAt, modifiedAt)
    }
    if (pieces !== undefined) yield pieces
    for await (const { key, begunAt } of this.#bucket.unfinished('')) {
      const whole = finished.exec(key)?.[2]
      if (whole !== undefined) yield { key: whole, size: 0, modifiedAt: begunAt }
    }
  }

  async check(): Promise<{ freeBytes?: number }> {
    try {
      await this.#bucket.put('.check', 'x')
      await this.#bucket.remove('.check')
      return {}
    } catch (error) {
      throw new Error(`the object store ${this.#address} cannot be written: ${(error as Error).message}`, {
        cause: error,
      })
    }
  }

  async close(): Promise<void> {
    this.#live.clear()
    this.#bucket.close()
  }

  async #append(
    key: string,
    offset: number,
    body: AsyncIterable<Uint8Array>,
    { limit, signal, md5 = false, mayWrite = () => true }: AppendOptions,
  ): Promise<number> {
    const whole = await this.#bucket.find(finishedKey(key))
    const before = whole === undefined ? await this.#pieces.of(key) : undefined
    const length = whole?.size ?? before?.length ?? 0
    if (length !== offset) throw wrongOffset(key, offset, length)
    // What is finished takes no more, not even where more would be allowed.
    const most = whole === undefined ? limit : Math.min(limit, whole.size)
    if (offset > most) throw tooLong(key, most, offset)

    const allow = async (): Promise<void> => {
      if (await mayWrite()) return
      throw new BlobError('interrupted', `the writer of ${key} lost its right to write`, { length: feed.written })
    }
    const feed = new Feed({
      buffers: this.#buffers,
      offset,
      run: before && this.#runFor(key, before, md5),
      write: async (bytes, position) => {
        await allow()
        await this.#pieces.put(key, position, bytes)
      },
    })
    let kept = false
    try {
      const broken = await pour(body, feed, signal, (reached) => {
        if (reached > most) throw tooLong(key, most, offset)
      })
      await feed.end()
      if (before !== undefined) await this.#keepRun(key, feed, allow)
      kept = true
      if (!broken) return feed.written
      throw new BlobError('interrupted', `the source of ${key} broke off`, {
        length: feed.written,
        cause: broken.cause,
      })
    } catch (error) {
      await feed.abandon()
      if (!kept) feed.run?.drop()
      const failure = inWords(error)
      if (!isBlobError(failure, 'too_long', 'storage_full')) throw failure
      throw await this.#cutBack(key, offset, failure, allow)
    }
  }

  /** The run that got all bytes of the object so far: the kept one, or a new one for an empty object. */
  #runFor(key: string, { mark, length }: OnItsWay, md5: boolean): HashRun | undefined {
    const live = this.#live.take(key)
    if (live?.mark === mark && length > 0) return live.run
    live?.run.drop()
    return length === 0 ? this.#hashers.start(algorithmsFor(md5)) : undefined
  }

  async #keepRun(key: string, feed: Feed, allow: () => Promise<void>): Promise<void> {
    await allow()
    const { length, mark } = await this.#pieces.of(key)
    if (length !== feed.written) throw wrongOffset(key, feed.written, length)
    if (feed.run) this.#live.keep(key, { run: feed.run, mark })
  }

  /** Cuts the object back to `offset` and gives the failure with the length that is left. */
  async #cutBack(key: string, offset: number, failure: BlobError, allow: () => Promise<void>): Promise<BlobError> {
    try {
      await allow()
      await this.#cut(key, offset)
      return new BlobError(failure.code, failure.message, { length: offset, cause: failure.cause })
    } catch {
      // The first failure is the one that matters; what could not be cut is swept with the object.
      return failure
    }
  }

  async #cut(key: string, length: number): Promise<void> {
    this.#live.drop(key)
    await this.#pieces.cut(key, length)
  }

  async #finish(key: string, live: { run: HashRun; mark: string } | undefined, md5: boolean): Promise<StagedBlob> {
    const whole = await this.#bucket.find(finishedKey(key))
    const { length, mark } = whole === undefined ? await this.#join(key) : { length: whole.size, mark: undefined }
    const run = live !== undefined && live.mark === mark ? live.run : undefined
    const digests = await digestsFrom(run, algorithmsFor(md5), (unknown) => this.#hashAgain(key, unknown))
    await this.#pieces.removeAll(key)
    return { key, size: length, ...digests }
  }

  async #join(key: string): Promise<OnItsWay> {
    const present = await this.#pieces.of(key)
    const { pieces, length } = present
    const [first] = pieces
    const even = pieces.slice(0, -1).every(({ size }) => size === first?.size && size >= smallestPart)
    if (first === undefined) await this.#bucket.put(finishedKey(key), '')
    else if (even && pieces.length <= mostParts) await this.#bucket.join(finishedKey(key), pieces)
    // An upload that was resumed on the way has pieces of odd sizes, which no object store joins.
    else await this.#putWhole(key, this.#pieces.bytesOf(pieces), { limit: length })
    return present
  }

  /** Puts a stream as a finished object; answers how many bytes it has. When it fails, none is there. */
  async #putWhole(
    key: string,
    body: AsyncIterable<Uint8Array>,
    { limit, run, signal }: { limit: number; run?: HashRun; signal?: AbortSignal },
  ): Promise<number> {
    let parts: Awaited<ReturnType<Bucket['inParts']>> | undefined
    const feed = new Feed({
      buffers: this.#buffers,
      offset: 0,
      run,
      write: async (bytes, position) => {
        // Shorter than a part: the last bytes. If they are the first as well, they are all.
        if (position === 0 && bytes.length < this.#pieceSize) return this.#bucket.put(finishedKey(key), bytes)
        parts ??= await this.#bucket.inParts(finishedKey(key))
        await parts.put(position / this.#pieceSize, bytes)
      },
    })
    try {
      const broken = await pour(body, feed, signal, (length) => {
        if (length > limit) throw tooLong(key, limit, length)
      })
      if (broken) throw new BlobError('interrupted', `the source of ${key} broke off`, { cause: broken.cause })
      await feed.end()
      if (feed.written === 0) await this.#bucket.put(finishedKey(key), '')
      await parts?.complete()
      return feed.written
    } catch (error) {
      await feed.abandon()
      await parts?.abort()
      throw error
    }
  }

  async #hashAgain(key: string, algorithms: Parameters<Hashers['start']>[0]) {
    const run = this.#hashers.start(algorithms)
    const feed = new Feed({ buffers: this.#buffers, offset: 0, run, write: async () => {} })
    try {
      for await (const piece of (await this.open(key)) as AsyncIterable<Uint8Array>) await feed.push(piece)
      await feed.end()
      return await run.digest()
    } catch (error) {
      await feed.abandon()
      throw error
    } finally {
      run.drop()
    }
  }
}

const finishedKey = (key: string): string => `${checked(key).slice(-2)}/${key}`
