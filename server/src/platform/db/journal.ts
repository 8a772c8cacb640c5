/**
 * SQLite's journal, flushed beside the event loop. SQLite itself waits for the disk within the commit, and with it would
 * everything else in the process: beside large uploads that is a tenth of a second and more. So commits only write, and
 * whoever promised that something is kept waits here for it, together with all others who do at that moment.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from '../sync-folder.ts'
import { Together } from '../together.ts'

export class Journal {
  readonly #file: string
  readonly #flushes = new Together<void>(() => this.#flush())
  #handle: FileHandle | undefined

  /** `database`: path of the file, with a connection that stays open: as long as there is one, the journal is the same. */
  constructor(database: string) {
    this.#file = `${database}-wal`
  }

  /**
   * Resolves when all that was committed before is on the disk. When it never will be, nobody can tell any more what is
   * there after a power cut, and the process ends; it will find a whole database when it starts again.
   */
  async flushed(): Promise<void> {
    try {
      await this.#flushes.get(this.#file)
    } catch (error) {
      process.stderr.write(`${this.#file} cannot be written to the disk: ${(error as Error).message}\n`)
      process.exit(1)
    }
  }

  async close(): Promise<void> {
    await this.#handle?.close()
    this.#handle = undefined
  }

  async #flush(): Promise<void> {
    if (this.#handle === undefined) {
      this.#handle = await open(this.#file, 'r+')
      // It may just have been made, and must have its name after a power cut as well.
      await syncFolder(dirname(this.#file))
    }
    await this.#handle.datasync()
  }
}
