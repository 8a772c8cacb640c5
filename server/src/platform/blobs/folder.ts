/**
 * The blob store that is a folder; `shelves.ts` knows where in it which object is. The interesting part is what `finish` may believe: a hash computed on the way counts only while the file still
 * carries the mark this process left on it, so that no interference by others can lead to a wrong digest.
 */
import { type FileHandle, open, rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { newId } from '../crypto/ids.ts'
import { KeyedLock } from '../keyed-lock.ts'
import { Turns } from '../turns.ts'
import { BufferPool } from './buffers.ts'
import { algorithmsFor, digestsFrom } from './digests.ts'
import { isBlobError, missing, outside, tooLong, understood, wrongOffset } from './failures.ts'
import { Feed } from './feed.ts'
import { leaveMark, type Mark, markOf } from './file-mark.ts'
import { FileReader, readWhole } from './file-reader.ts'
import { hashFile } from './hash-file.ts'
import type { HashAlgorithm, Hashers, HashRun } from './hashing.ts'
import { LiveHashes } from './live-hashes.ts'
import { pour } from './pour.ts'
import { Shelves } from './shelves.ts'
import { SmallReads, smallRead } from './small-reads.ts'
import {
  type AppendOptions,
  BlobError,
  type BlobStore,
  type ByteRange,
  type Digests,
  type StagedBlob,
} from './store.ts'
import { WriteBehind } from './write-behind.ts'

export type FolderStoreOptions = {
  /** Made when it is not there. */
  folder: string
  /** Shared with other stores; closing them is the caller's. */
  hashers: Hashers
  /** How long the hash state of an unfinished object is kept without an append, in ms. Default 15 minutes. */
  hashIdleMs?: number
}

/** Opens a folder as a blob store. Touches the disk only when used; `check` tells whether it can be. */
export function createFolderStore({ folder, hashers, hashIdleMs }: FolderStoreOptions): BlobStore {
  return new FolderStore(folder, hashers, hashIdleMs)
}

// Node has four threads that do all work with the disk, for uploads and for those who want to read. Waiting until it has
// written takes one of them for as long as that lasts, and so does a write when the system lets no more be unwritten.
// One at least is left to those who read.
const syncsAtOnce = 1
const writesAtOnce = 2

class FolderStore implements BlobStore {
  readonly #shelves: Shelves
  readonly #hashers: Hashers
  readonly #live: LiveHashes
  readonly #locks = new KeyedLock()
  readonly #buffers = new BufferPool()
  readonly #small = new SmallReads()
  readonly #syncs = new Turns(syncsAtOnce)
  readonly #writes = new Turns(writesAtOnce)
  readonly #behind = new Set<WriteBehind>()

  constructor(folder: string, hashers: Hashers, idleMs: number | undefined) {
    this.#shelves = new Shelves(folder)
    this.#hashers = hashers
    this.#live = new LiveHashes(idleMs === undefined ? {} : { idleMs })
  }

  async create(): Promise<string> {
    const key = newId()
    try {
      await this.#shelves.make(key)
    } catch (error) {
      throw understood(error)
    }
    return key
  }

  async append(key: string, offset: number, body: AsyncIterable<Uint8Array>, options: AppendOptions): Promise<number> {
    try {
      return await this.#locks.run(key, () => this.#append(key, offset, body, options), options.signal)
    } catch (error) {
      if (error instanceof BlobError || !options.signal?.aborted) throw understood(error)
      throw new BlobError('interrupted', `the append to ${key} was called off`, { cause: error })
    }
  }

  async length(key: string): Promise<number> {
    try {
      return (await stat(this.#shelves.path(key))).size
    } catch (error) {
      throw understood(error, key)
    }
  }

  async truncate(key: string, length: number): Promise<void> {
    await this.#locks.run(key, async () => {
      this.#live.drop(key)
      this.#small.drop(key)
      await this.#withFile(key, 'r+', async (file) => {
        const { size } = await file.stat()
        if (size < length) throw wrongOffset(key, length, size)
        await file.truncate(length)
      })
    })
  }

  async finish(key: string, { md5 = false }: { md5?: boolean } = {}): Promise<StagedBlob> {
    return this.#locks.run(key, async () => {
      const live = this.#live.take(key)
      try {
        return await this.#withFile(key, 'r+', async (file) => {
          const found = await markOf(file)
          const run = live?.mark === found.mark ? live.run : undefined
          const before = run ? found : await leaveMark(file)
          const [digests] = await both(
            this.#digests(file, before.size, run, algorithmsFor(md5)),
            this.#makeDurable(key, file),
          )
          const after = await markOf(file)
          if (after.links === 0) throw missing(key)
          if (after.mark !== before.mark) {
            throw new BlobError('interrupted', `${key} changed while it was finished`, { length: after.size })
          }
          return { key, size: before.size, ...digests }
        })
      } finally {
        live?.run.drop()
      }
    })
  }

  async stage(
    body: AsyncIterable<Uint8Array>,
    { limit, md5 = false, signal }: { limit: number; md5?: boolean; signal?: AbortSignal },
  ): Promise<StagedBlob> {
    const key = await this.create()
    try {
      await this.append(key, 0, body, { limit, md5, ...(signal ? { signal } : {}) })
      return await this.finish(key, { md5 })
    } catch (error) {
      // What cannot be removed now is swept later; the caller needs to hear the first failure.
      await this.remove(key).catch(() => {})
      throw error
    }
  }

  async open(key: string, range?: ByteRange): Promise<Readable> {
    if (range && range.start >= 0 && range.start <= range.end && range.end - range.start < smallRead) {
      return inOne(await this.#small.get(key, range, () => this.#readWhole(key, range)))
    }
    // Opened before the stream is given out, so that a missing object is an answer and not a broken stream.
    const file = await this.#opened(key)
    try {
      const { size } = await file.stat()
      const { start, end } = range ?? { start: 0, end: size - 1 }
      if (range && !(start >= 0 && start <= end && end < size)) throw outside(key, range)
      return new FileReader(file, start, end + 1)
    } catch (error) {
      await file.close()
      throw error
    }
  }

  place(key: string): { folder: string; path: string } {
    return this.#shelves.place(key)
  }

  async remove(key: string): Promise<void> {
    // No lock: whoever is still appending finds its file without a name and stops.
    this.#live.drop(key)
    this.#small.drop(key)
    await rm(this.#shelves.path(key), { force: true })
  }

  list(): AsyncGenerator<{ key: string; size: number; modifiedAt: number }> {
    return this.#shelves.list()
  }

  check(): Promise<{ freeBytes: number }> {
    return this.#shelves.check()
  }

  async close(): Promise<void> {
    this.#live.clear()
  }

  async #opened(key: string): Promise<FileHandle> {
    try {
      return await open(this.#shelves.path(key), 'r')
    } catch (error) {
      throw understood(error, key)
    }
  }

  async #readWhole(key: string, range: ByteRange): Promise<Buffer> {
    const file = await this.#opened(key)
    try {
      const bytes = await readWhole(file, range)
      if (!bytes) throw outside(key, range)
      return bytes
    } finally {
      // Nothing was written, so nothing is lost if closing fails, and nobody need wait for it.
      file.close().catch(() => {})
    }
  }

  async #append(
    key: string,
    offset: number,
    body: AsyncIterable<Uint8Array>,
    { limit, signal, md5 = false, mayWrite = () => true }: AppendOptions,
  ): Promise<number> {
    return this.#withFile(key, 'r+', async (file) => {
      const before = await markOf(file)
      if (before.size !== offset) throw wrongOffset(key, offset, before.size)
      if (offset > limit) throw tooLong(key, limit, offset)

      const allow = async (): Promise<void> => {
        if (!(await mayWrite())) {
          throw new BlobError('interrupted', `the writer of ${key} lost its right to write`, { length: feed.written })
        }
      }
      const behind = new WriteBehind(() => this.#syncs.run(() => file.datasync()), this.#behind)
      const feed = new Feed({
        buffers: this.#buffers,
        offset,
        ready: () => behind.ready(),
        run: this.#runFor(key, before, md5),
        write: (bytes, position) =>
          this.#writes.run(async () => {
            // Another process that appends or cuts shows in the size; overwriting its bytes would help nobody.
            const { size, nlink } = await file.stat()
            if (nlink === 0) throw missing(key)
            if (size !== position) throw wrongOffset(key, position, size)
            await allow()
            await writeAll(file, bytes, position)
            behind.wrote(bytes.length)
          }),
      })

      let kept = false
      try {
        const broken = await pour(body, feed, signal, (length) => {
          if (length > limit) throw tooLong(key, limit, offset)
        })
        await feed.end()
        await behind.end()
        await this.#keepRun(key, file, feed, allow)
        kept = true
        if (!broken) return feed.written
        throw new BlobError('interrupted', `the source of ${key} broke off`, {
          length: feed.written,
          cause: broken.cause,
        })
      } catch (error) {
        await feed.abandon()
        await behind.settle()
        if (!kept) feed.run?.drop()
        const failure = understood(error, key)
        throw isBlobError(failure, 'too_long', 'storage_full') ? await cutBack(file, offset, failure, allow) : failure
      }
    })
  }

  /** The run that got all bytes of the object so far: the kept one, or a new one for an empty object. */
  #runFor(key: string, { mark, size }: Mark, md5: boolean): HashRun | undefined {
    const live = this.#live.take(key)
    if (live?.mark === mark && size > 0) return live.run
    live?.run.drop()
    return size === 0 ? this.#hashers.start(algorithmsFor(md5)) : undefined
  }

  async #keepRun(key: string, file: FileHandle, feed: Feed, allow: () => Promise<void>): Promise<void> {
    await allow()
    const { size, links } = await markOf(file)
    if (links === 0) throw missing(key)
    if (size !== feed.written) throw wrongOffset(key, feed.written, size)
    if (!feed.run) return
    const { mark } = await leaveMark(file)
    this.#live.keep(key, { run: feed.run, mark })
  }

  #digests(
    file: FileHandle,
    size: number,
    run: HashRun | undefined,
    wanted: readonly HashAlgorithm[],
  ): Promise<Digests> {
    return digestsFrom(run, wanted, (unknown) => hashFile(file, size, this.#hashers.start(unknown), this.#buffers))
  }

  async #makeDurable(key: string, file: FileHandle): Promise<void> {
    await this.#syncs.run(() => file.sync())
    await this.#shelves.keepName(key)
  }

  async #withFile<T>(key: string, flags: string, task: (file: FileHandle) => Promise<T>): Promise<T> {
    try {
      const file = await open(this.#shelves.path(key), flags)
      try {
        return await task(file)
      } finally {
        await file.close()
      }
    } catch (error) {
      throw understood(error, key)
    }
  }
}

const inOne = (bytes: Buffer): Readable => Readable.from([bytes], { objectMode: false })

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0
  while (done < bytes.length) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
  }
}

/** Cuts the file back to `offset` and gives the failure with the length that is left. */
async function cutBack(
  file: FileHandle,
  offset: number,
  failure: BlobError,
  allow: () => Promise<void>,
): Promise<BlobError> {
  try {
    await allow()
    await file.truncate(offset)
    return new BlobError(failure.code, failure.message, { length: offset, cause: failure.cause })
  } catch {
    // The first failure is the one that matters; the bytes that could not be cut are swept with the object.
    return new BlobError(failure.code, failure.message, { cause: failure.cause })
  }
}

/** Waits for both, also when one fails: nothing may go on with a file that is being closed. */
async function both<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second])
  return Promise.all([first, second])
}
