/**
 * A backup in a bucket of S3 or of what speaks like it, with the names that a folder has. There is no renaming there, so
 * a snapshot is complete when its manifest is there, which comes last and goes first.
 */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isBucketAddress } from '../../platform/object-store/address.ts'
import { Bucket } from '../../platform/object-store/bucket.ts'
import { isProcessGone } from '../../platform/processes.ts'
import { BackupError } from './failure.ts'
import { FORMAT, filesOf, type Manifest, readManifest } from './manifest.ts'
import type { BackupPlace, Snapshot } from './place.ts'
import { chosenSnapshot, isOfItsDigest, MANIFEST, SNAPSHOT } from './snapshots.ts'
import { readTable } from './table-file.ts'

const MARK = 'slipway-backup.json'
const BLOB = /^blobs\/[0-9a-f]{2}\/([0-9a-f]{64})$/
export class BackupBucket implements BackupPlace {
  readonly path: string
  readonly #bucket: Bucket
  readonly #temporary: string
  /** Sizes of the blobs that are there, by digest. */
  #blobs: Map<string, number> | undefined

  private constructor(path: string, temporary: string) {
    this.path = path
    this.#bucket = new Bucket(path)
    this.#temporary = temporary
  }

  static async find(path: string): Promise<BackupBucket> {
    const place = await BackupBucket.#reach(path)
    if (await place.#has(MARK)) return place
    await place.close()
    throw new BackupError(`${path} is not a backup made by slipway-server.`)
  }

  static async prepare(path: string): Promise<BackupBucket> {
    const place = await BackupBucket.#reach(path)
    try {
      if (await place.#has(MARK)) return place
      for await (const _ of place.#bucket.list('')) {
        throw new BackupError(`${path} has other things in it. Name an empty place, or an earlier backup.`)
      }
      await place.#bucket.put(MARK, `${JSON.stringify({ slipwayBackup: FORMAT })}\n`)
      return place
    } catch (error) {
      await place.close()
      throw error
    }
  }

  static async #reach(path: string): Promise<BackupBucket> {
    if (!isBucketAddress(path)) throw new BackupError(`${path}: expected s3://bucket or s3://bucket/prefix.`)
    return new BackupBucket(path, await mkdtemp(join(tmpdir(), 'slipway-backup-')))
  }

  async lock(): Promise<() => Promise<void>> {
    const me = { host: hostname(), pid: process.pid, since: new Date().toISOString() }
    if (!(await this.#bucket.putNew('lock', JSON.stringify(me)))) {
      const holder = JSON.parse(await this.#text('lock')) as typeof me
      if (holder.host !== me.host || !isProcessGone(holder.pid)) {
        throw new BackupError(
          `Another backup is writing here (process ${holder.pid} on ${holder.host}, since ${holder.since}). ` +
            `If it is not, remove ${this.path}/lock.`,
        )
      }
      await this.#bucket.put('lock', JSON.stringify(me))
    }
    const complete = new Set(await this.snapshots())
    await this.#bucket.removeAll('snapshots/', (key) => !complete.has(key.split('/')[1] ?? ''))
    return () => this.#bucket.remove('lock')
  }

  async snapshots(): Promise<string[]> {
    const names: string[] = []
    for await (const { key } of this.#bucket.list('snapshots/')) {
      const [, name = '', file] = key.split('/')
      if (file === MANIFEST && SNAPSHOT.test(name)) names.push(name)
    }
    return names.sort()
  }

  async snapshot(name?: string): Promise<Snapshot> {
    const chosen = await chosenSnapshot(this, name)
    return this.#fetch(chosen, () => true)
  }

  /** Brings the manifest here, and those of its tables that are wanted. */
  async #fetch(name: string, wanted: (table: string) => boolean): Promise<Snapshot> {
    try {
      const manifest = readManifest(await this.#text(`snapshots/${name}/${MANIFEST}`))
      const folder = await mkdtemp(join(this.#temporary, `${name}-`))
      for (const { name: table, file } of filesOf(manifest)) {
        if (!wanted(table)) continue
        await pipeline(await this.#open(`snapshots/${name}/${file}`), createWriteStream(join(folder, file)))
      }
      return { name, folder, manifest }
    } catch (error) {
      throw new BackupError(`The snapshot ${name} cannot be used: ${(error as Error).message}`, { cause: error })
    }
  }

  async beginSnapshot(): Promise<string> {
    const folder = join(this.#temporary, 'snapshot')
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { mode: 0o700 })
    return folder
  }

  async completeSnapshot(folder: string, manifest: Manifest): Promise<string> {
    const name = manifest.createdAt.replaceAll(/[:.]/g, '-')
    await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`)
    const files = (await readdir(folder)).filter((file) => file !== MANIFEST)
    for (const file of [...files, MANIFEST]) {
      await this.#bucket.pour(`snapshots/${name}/${file}`, createReadStream(join(folder, file)))
    }
    return name
  }

  async hasBlob(sha256: string, size: number): Promise<boolean> {
    return (await this.#known()).get(sha256) === size
  }

  async isWhole(sha256: string, size: number): Promise<boolean> {
    return (await this.hasBlob(sha256, size)) && isOfItsDigest(this, sha256)
  }

  async setAside(sha256: string): Promise<void> {
    await this.#bucket.remove(blobKey(sha256))
    this.#blobs?.delete(sha256)
  }

  openBlob(sha256: string): Readable {
    const open = () => this.#open(blobKey(sha256))
    return Readable.from(
      (async function* () {
        yield* await open()
      })(),
      { objectMode: false },
    )
  }

  async putBlob(sha256: string, bytes: AsyncIterable<Uint8Array>): Promise<boolean> {
    const hash = createHash('sha256')
    let size = 0
    async function* checked() {
      for await (const piece of bytes) {
        hash.update(piece)
        size += piece.length
        yield piece
      }
      // An upload whose source fails is never completed.
      if (hash.digest('hex') !== sha256) throw new WrongDigest()
    }
    try {
      await this.#bucket.pour(blobKey(sha256), Readable.from(checked(), { objectMode: false }))
    } catch (error) {
      if (error instanceof WrongDigest) return false
      throw error
    }
    const known = await this.#known()
    known.set(sha256, size)
    return true
  }

  async syncBlobs(): Promise<void> {}

  async prune(keep: number): Promise<{ snapshots: string[]; blobs: number }> {
    const names = await this.snapshots()
    const going = names.slice(0, Math.max(0, names.length - keep))
    if (going.length === 0) return { snapshots: [], blobs: 0 }
    for (const name of going) {
      await this.#bucket.remove(`snapshots/${name}/${MANIFEST}`)
      await this.#bucket.removeAll(`snapshots/${name}/`)
    }
    const needed = await this.#neededBlobs(names.slice(going.length))
    const blobs = await this.#bucket.removeAll('blobs/', (key) => !needed.has(BLOB.exec(key)?.[1] ?? ''))
    this.#blobs = undefined
    return { snapshots: going, blobs }
  }

  async close(): Promise<void> {
    this.#bucket.close()
    await rm(this.#temporary, { recursive: true, force: true })
  }

  async #neededBlobs(snapshots: readonly string[]): Promise<Set<string>> {
    const needed = new Set<string>()
    for (const name of snapshots) {
      const { folder, manifest } = await this.#fetch(name, (table) => table === 'blob')
      const table = manifest.tables.find((candidate) => candidate.name === 'blob')
      if (table === undefined) continue
      for await (const rows of readTable(folder, table)) for (const row of rows) needed.add(String(row.sha256))
      await rm(folder, { recursive: true })
    }
    return needed
  }

  /** Asked for as a whole: one request for a thousand of them. */
  async #known(): Promise<Map<string, number>> {
    if (this.#blobs === undefined) {
      const blobs = new Map<string, number>()
      for await (const { key, size } of this.#bucket.list('blobs/')) {
        const sha256 = BLOB.exec(key)?.[1]
        if (sha256 !== undefined) blobs.set(sha256, size)
      }
      this.#blobs = blobs
    }
    return this.#blobs
  }

  async #has(key: string): Promise<boolean> {
    return (await this.#bucket.find(key)) !== undefined
  }

  async #open(key: string): Promise<Readable> {
    const found = await this.#bucket.open(key)
    if (found === undefined) throw new Error(`${key} is not there`)
    return found.body
  }

  async #text(key: string): Promise<string> {
    return (await this.#bucket.read(key)).toString('utf8')
  }
}

class WrongDigest extends Error {}

function blobKey(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new BackupError(`${JSON.stringify(sha256)} is no digest.`)
  return `blobs/${sha256.slice(0, 2)}/${sha256}`
}
