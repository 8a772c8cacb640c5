/**
 * The folder of a backup. Snapshots are rows of a moment; the bytes they refer to lie beside them by digest, each once
 * however many snapshots need it. Everything is written under a passing name and gets its own when it is complete, so
 * that what was interrupted looks like nothing.
 *
 *     slipway-backup.json          says that this is a backup
 *     snapshots/<time>/            manifest.json and one file per table
 *     blobs/ab/ab…                 bytes, named by their sha256
 *     incoming/                    what is being written
 */
import { createHash } from 'node:crypto'
import { createReadStream, type Dirent } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { syncFolder } from '../../platform/sync-folder.ts'
import { BackupError } from './failure.ts'
import { takeLock } from './lock.ts'
import { FORMAT, type Manifest, readManifest } from './manifest.ts'
import type { BackupPlace, Snapshot } from './place.ts'
import { chosenSnapshot, isOfItsDigest, MANIFEST, SNAPSHOT } from './snapshots.ts'
import { readTable } from './table-file.ts'

const MARK = 'slipway-backup.json'

export class BackupFolder implements BackupPlace {
  readonly path: string

  private constructor(path: string) {
    this.path = path
  }

  /** A folder to restore from. Throws `BackupError` when it is none. */
  static async find(path: string): Promise<BackupFolder> {
    const folder = new BackupFolder(resolve(path))
    if (!(await folder.#isBackup())) throw new BackupError(`${folder.path} is not a backup made by slipway-server.`)
    return folder
  }

  /** A folder to back up to: an earlier backup, or one that is empty or not there yet. */
  static async prepare(path: string): Promise<BackupFolder> {
    const folder = new BackupFolder(resolve(path))
    if (await folder.#isBackup()) return folder
    await mkdir(folder.path, { recursive: true, mode: 0o700 })
    if ((await readdir(folder.path)).length > 0) {
      throw new BackupError(`${folder.path} has other things in it. Name an empty folder, or an earlier backup.`)
    }
    await writeFile(join(folder.path, MARK), `${JSON.stringify({ slipwayBackup: FORMAT })}\n`, { flush: true })
    return folder
  }

  async lock(): Promise<() => Promise<void>> {
    const unlock = await takeLock(join(this.path, 'lock'))
    await rm(this.#incoming, { recursive: true, force: true })
    await mkdir(this.#incoming, { mode: 0o700 })
    return async () => {
      await rm(this.#incoming, { recursive: true, force: true })
      await unlock()
    }
  }

  async snapshots(): Promise<string[]> {
    const entries = await readdir(join(this.path, 'snapshots'), { withFileTypes: true }).catch(nothingIfMissing)
    return entries
      .filter((entry) => entry.isDirectory() && SNAPSHOT.test(entry.name))
      .map((entry) => entry.name)
      .sort()
  }

  async snapshot(name?: string): Promise<Snapshot> {
    const chosen = await chosenSnapshot(this, name)
    const folder = join(this.path, 'snapshots', chosen)
    try {
      return { name: chosen, folder, manifest: readManifest(await readFile(join(folder, MANIFEST), 'utf8')) }
    } catch (error) {
      throw new BackupError(`The snapshot ${chosen} cannot be used: ${(error as Error).message}`, { cause: error })
    }
  }

  async beginSnapshot(): Promise<string> {
    const folder = join(this.#incoming, 'snapshot')
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { mode: 0o700 })
    return folder
  }

  async completeSnapshot(folder: string, manifest: Manifest): Promise<string> {
    const name = manifest.createdAt.replaceAll(/[:.]/g, '-')
    await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true })
    await syncFolder(folder)
    const snapshots = join(this.path, 'snapshots')
    await mkdir(snapshots, { recursive: true, mode: 0o700 })
    await rename(folder, join(snapshots, name))
    await syncFolder(snapshots)
    return name
  }

  async hasBlob(sha256: string, size: number): Promise<boolean> {
    return (await stat(this.#blob(sha256)).catch(() => undefined))?.size === size
  }

  async isWhole(sha256: string, size: number): Promise<boolean> {
    return (await this.hasBlob(sha256, size)) && isOfItsDigest(this, sha256)
  }

  async setAside(sha256: string): Promise<void> {
    const path = this.#blob(sha256)
    await rename(path, `${path}.damaged`).catch(() => {})
  }

  openBlob(sha256: string): Readable {
    return createReadStream(this.#blob(sha256), { highWaterMark: 1024 * 1024 })
  }

  async putBlob(sha256: string, bytes: AsyncIterable<Uint8Array>): Promise<boolean> {
    const passing = join(this.#incoming, sha256)
    const hash = createHash('sha256')
    const file = await open(passing, 'w', 0o600)
    try {
      for await (const piece of bytes) {
        hash.update(piece)
        await file.writeFile(piece)
      }
      await file.sync()
    } finally {
      await file.close()
    }
    if (hash.digest('hex') !== sha256) {
      await rm(passing)
      return false
    }
    const path = this.#blob(sha256)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await rename(passing, path)
    return true
  }

  /** The fan-out folders themselves reach the disk here, once per backup and not once per file. */
  async syncBlobs(): Promise<void> {
    const root = join(this.path, 'blobs')
    for (const shelf of await readdir(root, { withFileTypes: true }).catch(nothingIfMissing)) {
      if (shelf.isDirectory()) await syncFolder(join(root, shelf.name))
    }
  }

  async prune(keep: number): Promise<{ snapshots: string[]; blobs: number }> {
    const names = await this.snapshots()
    const going = names.slice(0, Math.max(0, names.length - keep))
    if (going.length === 0) return { snapshots: [], blobs: 0 }
    for (const name of going) {
      // Out of sight in one step, then piece by piece.
      const passing = join(this.#incoming, name)
      await rename(join(this.path, 'snapshots', name), passing)
      await rm(passing, { recursive: true })
    }
    const needed = await this.#neededBlobs()
    let blobs = 0
    const root = join(this.path, 'blobs')
    for (const shelf of await readdir(root).catch(() => [])) {
      for (const sha256 of await readdir(join(root, shelf))) {
        if (needed.has(sha256)) continue
        await rm(join(root, shelf, sha256))
        blobs += 1
      }
    }
    return { snapshots: going, blobs }
  }

  async close(): Promise<void> {}

  async #neededBlobs(): Promise<Set<string>> {
    const needed = new Set<string>()
    for (const name of await this.snapshots()) {
      const { folder, manifest } = await this.snapshot(name)
      const table = manifest.tables.find((candidate) => candidate.name === 'blob')
      if (table === undefined) continue
      for await (const rows of readTable(folder, table)) for (const row of rows) needed.add(String(row.sha256))
    }
    return needed
  }

  get #incoming(): string {
    return join(this.path, 'incoming')
  }

  #blob(sha256: string): string {
    // The one gate between what a file says and a path.
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new BackupError(`${JSON.stringify(sha256)} is no digest.`)
    return join(this.path, 'blobs', sha256.slice(0, 2), sha256)
  }

  async #isBackup(): Promise<boolean> {
    return (await stat(join(this.path, MARK)).catch(() => undefined)) !== undefined
  }
}

function nothingIfMissing(error: NodeJS.ErrnoException): Dirent[] {
  if (error.code === 'ENOENT') return []
  throw error
}
