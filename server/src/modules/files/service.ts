import type { Readable } from 'node:stream'
import { BlobError, type BlobStore, type LinkHeaders, type StagedBlob } from '../../platform/blobs/index.ts'
import { afterCommit, type Database, lookUpBy, type Queryable } from '../../platform/db/index.ts'
import { isAnnounced } from '../../platform/jobs/index.ts'
import type { Log } from '../../platform/log/index.ts'
import { Problem } from '../../platform/problem.ts'
import * as store from './store.ts'

/** Bytes that are stored but belong to nobody yet. `upload`: the resumable upload they came by. */
export type Staged = StagedBlob & { upload?: string }

/** What the uploader says of the bytes. */
export type Expected = { size?: number | undefined; sha256?: string | undefined; sha512?: string | undefined }

/** Which of these digests somebody still refers to; each module with files has one. */
export type FindReferenced = (db: Queryable, digests: readonly string[]) => Promise<Set<string>>

export type SweepReport = { blobs: number; orphans: number; uploads: number; bytes: number }

/** The kind of work that copies stored bytes: as long as somebody is at it, none are removed that it may come for. */
export const COPYING = 'files.copy'

/** Bytes are staged before the transaction and adopted in it; what nobody adopted is swept. */
export class Files {
  readonly #db: Database
  readonly #blobs: BlobStore
  readonly #log: Log
  readonly #referenced: readonly FindReferenced[]
  readonly #redirects: boolean
  readonly #findBlob: (sha256: string) => Promise<store.BlobRow | undefined>
  readonly maxSize: number

  constructor(deps: {
    db: Database
    blobs: BlobStore
    log: Log
    /** bytes */
    maxSize: number
    /** give addresses at which others hand out the bytes, where there are any */
    redirects?: boolean
    referenced: readonly FindReferenced[]
  }) {
    this.#db = deps.db
    this.#findBlob = lookUpBy(deps.db, store.findBlob, store.findBlobs)
    this.#blobs = deps.blobs
    this.#log = deps.log
    this.#referenced = deps.referenced
    this.#redirects = deps.redirects ?? false
    this.maxSize = deps.maxSize
  }

  /**
   * Stores a stream. On any failure nothing is left behind. Throws `too_large`, `size_mismatch`, `digest_mismatch`.
   * `limit`: fewer bytes than usual; `md5`: compute it as well, for protocols that need it.
   */
  async stage(
    body: Readable,
    expected: Expected,
    { limit = this.maxSize, md5 = false }: { limit?: number; md5?: boolean } = {},
  ): Promise<Staged> {
    const most = Math.min(limit, this.maxSize)
    if (expected.size !== undefined && expected.size > most) throw tooLarge(most)
    let staged: Staged
    try {
      staged = await this.#blobs.stage(body, { limit: most, md5 })
    } catch (error) {
      if (error instanceof BlobError && error.code === 'interrupted') {
        throw new Problem('size_mismatch', { detail: 'The connection ended before all bytes had come.', cause: error })
      }
      throw error
    }
    try {
      requireExpected(staged, expected)
    } catch (error) {
      await this.#blobs.remove(staged.key)
      throw error
    }
    return staged
  }

  /** In the transaction that refers to them: the bytes belong to somebody from its commit on. */
  async adopt(tx: Queryable, staged: Staged): Promise<void> {
    if (staged.upload !== undefined) {
      const gone = new Problem('upload_not_found', { details: { upload: staged.upload } })
      const upload = await store.findUpload(tx, staged.upload)
      if (upload === undefined) throw gone
      if (upload.adopted_at !== null) {
        // Published before; if nobody kept that, its bytes may be swept already.
        if (!(await store.holdBlob(tx, staged.sha256))) throw gone
        return
      }
      if (!(await store.markAdopted(tx, staged.upload, Date.now()))) throw gone
    }
    const key = await store.adoptBlob(tx, {
      sha256: staged.sha256,
      sha512: staged.sha512,
      size: staged.size,
      key: staged.key,
      created_at: Date.now(),
    })
    // The same bytes were there already: ours are not needed. If this is missed, the sweep finds them.
    if (key !== staged.key && !(await this.heal(tx, staged))) {
      afterCommit(tx, () => void this.#removeQuietly(staged.key))
    }
  }

  /**
   * Puts staged bytes in the place of the same bytes that the store has lost or cut short, as a disk may. Answers
   * whether it was so.
   */
  async heal(tx: Queryable, staged: Staged): Promise<boolean> {
    const blob = await store.findBlob(tx, staged.sha256)
    if (blob === undefined || blob.key === staged.key) return false
    const length = await this.#blobs.length(blob.key).catch((error: unknown) => {
      if (error instanceof BlobError && error.code === 'missing') return undefined
      throw error
    })
    if (length === blob.size) return false
    await store.moveBlob(tx, staged.sha256, staged.key)
    this.#log.warn({ sha256: staged.sha256, lost: blob.key }, 'lost bytes were replaced by an upload of the same')
    return true
  }

  /** Gives up staged bytes that did not come by a resumable upload; those wait for another try. */
  async discard(staged: Staged): Promise<void> {
    if (staged.upload === undefined && !(await store.ownedKeys(this.#db.read, [staged.key])).has(staged.key)) {
      await this.#removeQuietly(staged.key)
    }
  }

  /** Opens bytes that are staged and not adopted yet; `range` in bytes, both ends inclusive. */
  openStaged(staged: Staged, range?: { start: number; end: number }): Promise<Readable> {
    return this.#blobs.open(staged.key, range)
  }

  /** Opens stored bytes; `range` in bytes, both ends inclusive. Throws `file_not_found`. */
  async open(sha256: string, range?: { start: number; end: number }): Promise<Readable> {
    return this.#blobs.open(await this.#keyOf(sha256), range)
  }

  /** Where stored bytes are on this machine, if they are on it. Throws `file_not_found`. */
  async place(sha256: string): Promise<{ folder: string; path: string } | undefined> {
    return this.#blobs.place(await this.#keyOf(sha256))
  }

  /** An address at which an object store hands out these bytes, if it may. Throws `file_not_found`. */
  async link(sha256: string, headers: LinkHeaders): Promise<string | undefined> {
    if (!this.#redirects) return undefined
    return this.#blobs.link?.(await this.#keyOf(sha256), headers)
  }

  async #keyOf(sha256: string): Promise<string> {
    const blob = await this.#findBlob(sha256)
    if (blob === undefined) throw new Problem('file_not_found', { details: { sha256 } })
    return blob.key
  }

  /**
   * Removes the bytes nobody refers to: blobs without a file, keys of the store that no row knows and that are older
   * than `grace` (milliseconds; younger ones may be on their way into a transaction), uploads that have expired.
   */
  async sweep(grace: number): Promise<SweepReport> {
    const report: SweepReport = { blobs: 0, orphans: 0, uploads: 0, bytes: 0 }
    await this.#sweepUploads(report)
    await this.#sweepBlobs(report)
    await this.#sweepOrphans(report, grace)
    if (report.bytes > 0 || report.uploads > 0) this.#log.info(report, 'swept')
    return report
  }

  async #sweepUploads(report: SweepReport): Promise<void> {
    for (const upload of await store.expiredUploads(this.#db.read, Date.now())) {
      const gone = await this.#db.write(async (tx) => {
        const current = await store.findUpload(tx, upload.id)
        return current !== undefined && current.expires_at < Date.now() && (await store.deleteUpload(tx, upload.id))
      })
      if (!gone) continue
      report.uploads += 1
      if (!(await store.ownedKeys(this.#db.read, [upload.key])).has(upload.key)) {
        report.bytes += await this.#blobs.length(upload.key).catch(() => 0)
        await this.#removeQuietly(upload.key)
      }
    }
  }

  async #sweepBlobs(report: SweepReport): Promise<void> {
    let last = ''
    for (;;) {
      const run = await store.blobsAfter(this.#db.read, last, 500)
      if (run.length === 0) return
      last = run.at(-1)?.sha256 ?? last
      const used = await this.#referencedAmong(
        this.#db.read,
        run.map((blob) => blob.sha256),
      )
      for (const blob of run) {
        if (used.has(blob.sha256) || !(await this.#forget(blob.sha256))) continue
        report.blobs += 1
        report.bytes += blob.size
        await this.#removeQuietly(blob.key)
      }
    }
  }

  /** Looks again inside the transaction: somebody may have published the same bytes meanwhile. */
  async #forget(sha256: string): Promise<boolean> {
    return this.#db.write(async (tx) => {
      const blob = await store.findBlob(tx, sha256)
      if (blob === undefined) return false
      // Takes the row, so that an adoption of the same bytes waits for this transaction, or this for that.
      await store.adoptBlob(tx, blob)
      if ((await this.#referencedAmong(tx, [sha256])).has(sha256)) return false
      if (await isAnnounced(tx, COPYING)) return false
      return store.deleteBlob(tx, sha256)
    })
  }

  async #sweepOrphans(report: SweepReport, grace: number): Promise<void> {
    let run: { key: string; size: number }[] = []
    const settle = async () => {
      const owned = await store.ownedKeys(
        this.#db.read,
        run.map((object) => object.key),
      )
      for (const object of run) {
        if (owned.has(object.key)) continue
        report.orphans += 1
        report.bytes += object.size
        await this.#removeQuietly(object.key)
      }
      run = []
    }
    const before = Date.now() - grace
    for await (const object of this.#blobs.list()) {
      if (object.modifiedAt > before) continue
      run.push(object)
      if (run.length >= 500) await settle()
    }
    await settle()
  }

  async #referencedAmong(db: Queryable, digests: readonly string[]): Promise<Set<string>> {
    const used = new Set<string>()
    for (const find of this.#referenced) for (const digest of await find(db, digests)) used.add(digest)
    return used
  }

  async #removeQuietly(key: string): Promise<void> {
    await this.#blobs.remove(key).catch((error: unknown) => this.#log.warn({ err: error, key }, 'cannot remove blob'))
  }
}

const tooLarge = (most: number): Problem =>
  new Problem('too_large', { detail: `Files may have up to ${most} bytes here.`, details: { maxSize: most } })

/** Compares what came with what was announced. */
export function requireExpected(staged: StagedBlob, expected: Expected): void {
  if (expected.size !== undefined && expected.size !== staged.size) {
    throw new Problem('size_mismatch', {
      detail: `${expected.size} bytes were announced, ${staged.size} came.`,
      details: { expected: expected.size, received: staged.size },
    })
  }
  for (const algorithm of ['sha256', 'sha512'] as const) {
    const wanted = expected[algorithm]
    if (wanted === undefined || wanted === staged[algorithm]) continue
    throw new Problem('digest_mismatch', {
      detail: `The bytes received have the ${algorithm} ${staged[algorithm]}, not ${wanted}.`,
      errors: [{ field: algorithm, message: 'must be the digest of the bytes sent' }],
      details: { algorithm, expected: wanted, received: staged[algorithm], size: staged.size },
    })
  }
}
