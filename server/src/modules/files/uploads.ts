/**
 * Resumable uploads. The number of bytes the store holds is the truth, so a killed client or server resumes there.
 * One request at a time writes: the lock is in the database, because the next request may reach another process; a
 * lock whose holder died is over at once on the same machine and after its lease elsewhere.
 */
import { createHash, type Hash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { Upload } from '@slipway/contract'
import { BlobError, type BlobStore, chunksOf } from '../../platform/blobs/index.ts'
import { newId } from '../../platform/crypto/ids.ts'
import type { Database } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, require } from '../access/index.ts'
import { isDead, newOwner } from './owner.ts'
import type { Staged } from './service.ts'
import * as store from './store.ts'

const LEASE_MS = 15_000
const RENEW_MS = 5_000

export const CHECKSUM_ALGORITHMS = ['sha1', 'sha256', 'sha512', 'md5'] as const
export type Checksum = { algorithm: (typeof CHECKSUM_ALGORITHMS)[number]; value: Buffer }

export class Uploads {
  readonly #db: Database
  readonly #blobs: BlobStore
  readonly maxSize: number
  /** milliseconds after the last byte until an upload is given up */
  readonly lifetime: number
  /** requests of this process that are writing, by upload: a newer request of the same client ends the older */
  readonly #writing = new Map<string, { stop: AbortController; done: Promise<void> }>()

  constructor(deps: { db: Database; blobs: BlobStore; maxSize: number; lifetime: number }) {
    this.#db = deps.db
    this.#blobs = deps.blobs
    this.maxSize = deps.maxSize
    this.lifetime = deps.lifetime
  }

  async create(
    actor: Actor,
    input: { size: number; fileName?: string | undefined; metadata?: string | undefined },
  ): Promise<Upload> {
    require(actor, 'upload.create')
    if (input.size > this.maxSize) {
      throw new Problem('too_large', {
        detail: `Files may have up to ${this.maxSize} bytes here.`,
        details: { maxSize: this.maxSize },
      })
    }
    const now = Date.now()
    const row: store.UploadRow = {
      id: newId(),
      account_id: actor.account?.id ?? '',
      key: await this.#blobs.create(),
      size: input.size,
      file_name: input.fileName ?? null,
      metadata: input.metadata ?? null,
      sha256: null,
      sha512: null,
      adopted_at: null,
      lock_owner: null,
      lock_until: null,
      created_at: now,
      expires_at: now + this.lifetime,
    }
    await this.#db.write((tx) => store.insertUpload(tx, row))
    return present(row, 0)
  }

  async get(actor: Actor, id: string): Promise<Upload & { metadata: string | null }> {
    const row = await this.#load(actor, id)
    return { ...present(row, await this.#length(row)), metadata: row.metadata }
  }

  /**
   * Appends a piece at `offset`. What has come of a piece that breaks off is kept, unless it carries a checksum, which
   * then cannot be right. Throws `upload_offset`, `upload_locked`, `checksum_mismatch`, `too_large`.
   */
  async append(actor: Actor, id: string, offset: number, body: Readable, checksum?: Checksum): Promise<Upload> {
    await this.#load(actor, id)
    return this.#alone(id, async (row, signal, mayWrite) => {
      const length = await this.#length(row)
      if (offset !== length) {
        throw new Problem('upload_offset', {
          detail: `The server has ${length} bytes; send the next piece from there.`,
          details: { offset: length },
        })
      }
      // Complete: its bytes may be published and are not ours to touch.
      if (row.sha256 !== null) return present(row, row.size)
      const hash = checksum && createHash(checksum.algorithm)
      let reached: number
      try {
        const source = hash === undefined ? body : hashing(body, hash)
        reached = await this.#blobs.append(row.key, offset, source, { limit: row.size, signal, mayWrite })
      } catch (error) {
        if (error instanceof BlobError && error.code === 'interrupted') {
          // Part of a piece with a checksum is worth nothing. Without the lock another request decides what to keep.
          if (hash !== undefined && mayWrite()) await this.#blobs.truncate(row.key, offset)
          throw signal.aborted ? takenOver(error) : brokenOff(error)
        }
        if (error instanceof BlobError && error.code === 'too_long') {
          throw new Problem('size_mismatch', {
            detail: `This is more than the ${row.size} bytes announced for the upload.`,
            details: { size: row.size, offset },
          })
        }
        throw error
      }
      if (checksum !== undefined && hash !== undefined && !hash.digest().equals(checksum.value)) {
        await this.#blobs.truncate(row.key, offset)
        throw new Problem('checksum_mismatch', { details: { offset } })
      }
      const digests = reached === row.size ? await this.#finish(row) : {}
      return present({ ...row, ...digests, expires_at: Date.now() + this.lifetime }, reached)
    })
  }

  /** Who began an upload that is still alive; for protocols that tell others so. */
  async ownerOf(id: string): Promise<string | undefined> {
    const row = await store.findUpload(this.#db.read, id)
    return row === undefined || row.adopted_at !== null || row.expires_at < Date.now() ? undefined : row.account_id
  }

  /** Whether a living upload names this id in what its client said about it. */
  speakOf(id: string): Promise<boolean> {
    return store.liveUploadSpeaksOf(this.#db.read, id, Date.now())
  }

  /** Ends an upload and removes its bytes, unless they are published. */
  async delete(actor: Actor, id: string): Promise<void> {
    const row = await this.#load(actor, id)
    await this.#interrupt(id)
    await this.#db.write((tx) => store.deleteUpload(tx, id))
    if (!(await store.ownedKeys(this.#db.read, [row.key])).has(row.key)) await this.#blobs.remove(row.key)
  }

  /** The bytes of a complete upload, ready to be adopted. Throws `upload_incomplete`. */
  async take(actor: Actor, id: string): Promise<Staged & { fileName: string | null }> {
    const row = await this.#load(actor, id)
    const ready = (digests: { sha256: string; sha512: string }) => ({
      ...digests,
      key: row.key,
      size: row.size,
      upload: row.id,
      fileName: row.file_name,
    })
    if (row.sha256 !== null && row.sha512 !== null) return ready({ sha256: row.sha256, sha512: row.sha512 })
    const length = await this.#length(row)
    if (length !== row.size) {
      throw new Problem('upload_incomplete', {
        detail: `${length} of ${row.size} bytes have come.`,
        details: { offset: length, size: row.size },
      })
    }
    // All bytes had come, but the process that took the last ones did not live to say so.
    return ready(await this.#alone(id, (current) => this.#finish(current)))
  }

  async #finish(row: store.UploadRow): Promise<{ sha256: string; sha512: string }> {
    // Who had the upload before did it, and may have published since: then the bytes need not be where they were.
    if (row.sha256 !== null && row.sha512 !== null) return { sha256: row.sha256, sha512: row.sha512 }
    const { sha256, sha512 } = await this.#blobs.finish(row.key)
    await this.#db.write((tx) => store.updateUpload(tx, row.id, { sha256, sha512 }))
    return { sha256, sha512 }
  }

  async #load(actor: Actor, id: string): Promise<store.UploadRow> {
    require(actor, 'upload.create')
    const row = await store.findUpload(this.#db.read, id)
    const known = row !== undefined && (actor.system || row.account_id === actor.account?.id)
    if (!known || row.expires_at < Date.now()) throw new Problem('upload_not_found', { details: { upload: id } })
    return row
  }

  async #length(row: store.UploadRow): Promise<number> {
    if (row.sha256 !== null) return row.size
    return this.#blobs.length(row.key)
  }

  /** Runs `work` as the only writer of the upload. */
  async #alone<T>(
    id: string,
    work: (row: store.UploadRow, signal: AbortSignal, mayWrite: () => boolean) => Promise<T>,
  ): Promise<T> {
    await this.#interrupt(id)
    const owner = newOwner()
    let until = await this.#lock(id, owner)
    const stop = new AbortController()
    let finished = () => {}
    this.#writing.set(id, { stop, done: new Promise((resolve) => (finished = resolve)) })
    const renewal = setInterval(() => {
      const next = Date.now() + LEASE_MS
      this.#db
        .write((tx) => store.lockUpload(tx, id, owner, next, 0, null))
        .then((held) => {
          if (held) until = next
          else stop.abort()
        })
        .catch(() => {})
    }, RENEW_MS)
    try {
      const row = await store.findUpload(this.#db.read, id)
      if (row === undefined) throw new Problem('upload_not_found', { details: { upload: id } })
      return await work(row, stop.signal, () => Date.now() < until)
    } finally {
      clearInterval(renewal)
      await this.#db.write((tx) => store.unlockUpload(tx, id, owner, Date.now() + this.lifetime)).catch(() => {})
      this.#writing.delete(id)
      finished()
    }
  }

  async #lock(id: string, owner: string): Promise<number> {
    const row = await store.findUpload(this.#db.read, id)
    if (row === undefined) throw new Problem('upload_not_found', { details: { upload: id } })
    const dead = row.lock_owner !== null && isDead(row.lock_owner) ? row.lock_owner : null
    const now = Date.now()
    if (await this.#db.write((tx) => store.lockUpload(tx, id, owner, now + LEASE_MS, now, dead))) return now + LEASE_MS
    throw new Problem('upload_locked', { retryAfter: 1 })
  }

  /** A client that comes back has given up its earlier request, even if this end of it has not noticed yet. */
  async #interrupt(id: string): Promise<void> {
    const earlier = this.#writing.get(id)
    if (earlier === undefined) return
    earlier.stop.abort()
    await earlier.done
  }
}

/** Nobody is likely to read these two: they are the client's doing, and no trouble of the server. */
const takenOver = (cause: unknown): Problem =>
  new Problem('upload_locked', { detail: 'Another request goes on with this upload.', cause })
const brokenOff = (cause: unknown): Problem =>
  new Problem('size_mismatch', { detail: 'The connection ended early; ask for the offset and go on there.', cause })

async function* hashing(body: Readable, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const piece of chunksOf(body)) {
    hash.update(piece)
    yield piece
  }
}

const present = (row: store.UploadRow, offset: number): Upload => ({
  id: row.id,
  size: row.size,
  offset,
  fileName: row.file_name,
  complete: offset === row.size,
  sha256: row.sha256,
  sha512: row.sha512,
  createdAt: new Date(row.created_at).toISOString(),
  expiresAt: new Date(row.expires_at).toISOString(),
})
