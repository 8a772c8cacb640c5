/**
 * Fetched pictures in a folder: a cache, which may be emptied at any time. Several processes may share it: a file comes
 * into its place whole, and what another has removed is fetched again.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export type Kept = { bytes: Buffer /** ms since 1970 */; at: number }

const PART = '.part'
/** What a process that died left behind. */
const PART_LIFETIME = 3_600_000

export class Shelf {
  readonly #folder: string
  readonly #most: number
  /** bytes since it was last looked how full it is */
  #added = Number.POSITIVE_INFINITY

  /** `most`: bytes, which may be exceeded by an eighth for a while. */
  constructor(folder: string, most: number) {
    this.#folder = folder
    this.#most = most
  }

  async read(name: string): Promise<Kept | undefined> {
    const path = join(this.#folder, name)
    try {
      const [bytes, { mtimeMs }] = await Promise.all([readFile(path), stat(path)])
      return { bytes, at: mtimeMs }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  }

  async write(name: string, bytes: Buffer): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o750 })
    const part = join(this.#folder, `${randomUUID()}${PART}`)
    try {
      await writeFile(part, bytes)
      await rename(part, join(this.#folder, name))
    } catch (error) {
      await rm(part, { force: true })
      throw error
    }
    this.#added += bytes.length
    if (this.#added > this.#most / 8) await this.#makeRoom()
  }

  /** The oldest go first. */
  async #makeRoom(): Promise<void> {
    this.#added = 0
    const files: { path: string; size: number; at: number }[] = []
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name)
      const found = await stat(path).catch(() => undefined)
      if (found === undefined) continue
      if (!name.endsWith(PART)) files.push({ path, size: found.size, at: found.mtimeMs })
      else if (Date.now() - found.mtimeMs > PART_LIFETIME) await rm(path, { force: true })
    }
    files.sort((a, b) => a.at - b.at)
    let total = files.reduce((sum, { size }) => sum + size, 0)
    for (const { path, size } of files) {
      if (total <= this.#most) break
      await rm(path, { force: true })
      total -= size
    }
  }
}
