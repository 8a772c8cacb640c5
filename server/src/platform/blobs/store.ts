/**
 * What the rest of the server knows of stored bytes. Nothing here assumes a folder: a driver may keep its objects in
 * an object store. A key never changes meaning and its bytes never move; to adopt an object is a row in the
 * database, and whatever no row refers to is swept with `list` and `remove`.
 */
import type { Readable } from 'node:stream'

/** Lower-case hex. `md5` is there only when it was asked for. */
export type Digests = { sha256: string; sha512: string; md5?: string }

/** A durable object: where it is, how many bytes it has, and what they are. */
export type StagedBlob = Digests & { key: string; size: number }

/** Both ends count from 0 and belong to the range. */
export type ByteRange = { start: number; end: number }

/** `type`: value of `Content-Type`; `disposition`: of `Content-Disposition`. */
export type LinkHeaders = { type: string; disposition: string }

export type BlobErrorCode =
  /** the disk or the quota is full; the object was cut back to where the append began */
  | 'storage_full'
  /** more bytes came than allowed; the object was cut back to where the append began */
  | 'too_long'
  /** the object does not end where the caller thinks; `length` says where it ends */
  | 'wrong_offset'
  /** there is no such object (any more) */
  | 'missing'
  /** the source broke off, the signal fired, or the writer was no longer allowed; `length` says what was kept */
  | 'interrupted'

/** A failure the caller can act upon. Every other error of a store is a fault of the machine (permissions, I/O). */
export class BlobError extends Error {
  override readonly name = 'BlobError'
  readonly code: BlobErrorCode
  /** Length of the object in bytes after the failure, where it is known. */
  readonly length: number | undefined

  constructor(code: BlobErrorCode, message: string, details: { length?: number; cause?: unknown } = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.length = details.length
  }
}

export type AppendOptions = {
  /** Total length in bytes that the object may reach. */
  limit: number
  /** Aborting stops the append as a broken source would. Without it, an append waits for its source for ever. */
  signal?: AbortSignal
  /** Asked before each write. As soon as it says no, nothing is written, cut or kept on behalf of this append. */
  mayWrite?: () => boolean | Promise<boolean>
  /** Compute md5 on the way, so that `finish(key, { md5: true })` need not read the object again. */
  md5?: boolean
}

export interface BlobStore {
  /** Makes an empty object. Its key is where the bytes stay for ever. Errors: storage_full. */
  create(): Promise<string>

  /**
   * Appends `body` at `offset`, which must be the present length, and resolves to the new length. Appends to one key
   * wait for each other within this store; between processes the caller holds a lease and passes `mayWrite`.
   *
   * When the source breaks off, what arrived is kept, so that a resumable upload resumes. A `Readable` given as `body`
   * is not destroyed when the append stops early: its owner may still have to answer on the same connection.
   *
   * Errors: wrong_offset, too_long, storage_full, missing, interrupted (see `BlobErrorCode` for what is left).
   */
  append(key: string, offset: number, body: AsyncIterable<Uint8Array>, options: AppendOptions): Promise<number>

  /** Present length in bytes. Errors: missing. */
  length(key: string): Promise<number>

  /** Cuts the object back, as after a failed checksum of a chunk. Errors: missing, wrong_offset (it is shorter). */
  truncate(key: string, length: number): Promise<void>

  /**
   * Makes the object durable and resolves to its size and digests; a second call gives the same. The digests are always
   * those of the stored bytes: unless this process hashed every one of them on the way, the object is read again.
   * Errors: missing, storage_full, interrupted (somebody changed the object meanwhile).
   */
  finish(key: string, options?: { md5?: boolean }): Promise<StagedBlob>

  /** `create` + `append` + `finish`. On any failure nothing is left behind. */
  stage(
    body: AsyncIterable<Uint8Array>,
    options: { limit: number; md5?: boolean; signal?: AbortSignal },
  ): Promise<StagedBlob>

  /**
   * The bytes of a finished object, or a range of them, in large chunks. The caller must consume or destroy the stream; a chunk it is done
   * with for good it may pass to `recycleChunk`.
   * Errors: missing; RangeError when the range is not inside the object.
   */
  open(key: string, range?: ByteRange): Promise<Readable>

  /** Where the bytes of an object are on this machine, for a program that sends them itself; undefined: nowhere on it. */
  place(key: string): { folder: string; path: string } | undefined

  /**
   * An address at which somebody else than this server hands out the bytes of a finished object, to anybody and for an
   * hour, with these headers; undefined: nobody does.
   */
  link?(key: string, headers: LinkHeaders): Promise<string>

  /** Removes the object, if it is there. Streams that are open already go on to their end. */
  remove(key: string): Promise<void>

  /** Every object, adopted or not, in no order. `modifiedAt` in ms since 1970, exact to a few seconds. */
  list(): AsyncIterable<{ key: string; size: number; modifiedAt: number }>

  /** Throws with a sentence for operators when the store cannot be written. `freeBytes` where it is known. */
  check(): Promise<{ freeBytes?: number }>

  /** Gives up what is held in memory for unfinished objects. The objects themselves stay. */
  close(): Promise<void>
}
