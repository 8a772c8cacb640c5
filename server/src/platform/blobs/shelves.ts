/**
 * Where in a folder which object is: `…ab` is the file `ab/…ab`, so that no folder holds more than a 256th of them. Knows
 * names only, not what is in the files.
 */
import { mkdir, open, opendir, rm, stat, statfs } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { isId } from '../crypto/ids.ts'
import { syncFolder } from '../sync-folder.ts'
import { hasCode, nothingIfMissing } from './failures.ts'
import { BlobError } from './store.ts'

const fanOut = /^[0-9a-f]{2}$/
const probe = '.check'

export class Shelves {
  readonly #folder: string
  // Those whose own name in the folder is known to survive a power cut.
  readonly #durable = new Set<string>()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Throws `missing` for what no object can be called. */
  path(key: string): string {
    return join(this.#shelf(key), key)
  }

  /** The folder and the path of an object within it. */
  place(key: string): { folder: string; path: string } {
    return { folder: resolve(this.#folder), path: relative(this.#folder, this.path(key)) }
  }

  /** Makes an empty file, and its shelf if there is none. */
  async make(key: string): Promise<void> {
    const make = async (): Promise<void> => (await open(this.path(key), 'wx')).close()
    await make().catch(async (error) => {
      if (!hasCode(error, 'ENOENT')) throw error
      await mkdir(this.#shelf(key), { recursive: true })
      await make()
    })
  }

  /** From then on the file has its name after a power cut, too. */
  async keepName(key: string): Promise<void> {
    const shelf = this.#shelf(key)
    await syncFolder(shelf)
    if (this.#durable.has(shelf)) return
    await syncFolder(this.#folder)
    this.#durable.add(shelf)
  }

  async *list(): AsyncGenerator<{ key: string; size: number; modifiedAt: number }> {
    for await (const shelf of entriesOf(this.#folder)) {
      if (!fanOut.test(shelf)) continue
      for await (const key of entriesOf(join(this.#folder, shelf))) {
        if (!isId(key) || !key.endsWith(shelf)) continue
        const found = await stat(this.path(key)).catch(nothingIfMissing)
        if (found) yield { key, size: found.size, modifiedAt: Math.floor(found.mtimeMs) }
      }
    }
  }

  async check(): Promise<{ freeBytes: number }> {
    try {
      await mkdir(this.#folder, { recursive: true })
      const path = join(this.#folder, probe)
      const file = await open(path, 'w')
      try {
        await file.write('x')
        await file.sync()
      } finally {
        await file.close()
      }
      await rm(path, { force: true })
      const { bavail, bsize } = await statfs(this.#folder)
      return { freeBytes: bavail * bsize }
    } catch (error) {
      throw new Error(`the blob folder ${this.#folder} cannot be written: ${(error as Error).message}`, {
        cause: error,
      })
    }
  }

  #shelf(key: string): string {
    // The one gate between keys and paths: whatever is not an id never becomes part of a path.
    if (!isId(key)) throw new BlobError('missing', 'no object can have this key')
    return join(this.#folder, key.slice(-2))
  }
}

async function* entriesOf(path: string): AsyncGenerator<string> {
  const folder = await opendir(path).catch(nothingIfMissing)
  if (!folder) return
  for await (const entry of folder) yield entry.name
}
