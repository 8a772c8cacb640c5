/**
 * Has a file written to the disk while more of it comes. Left alone, the system keeps what is unwritten in memory until that
 * is a good part of it, and then stops everybody who writes anything for as long as the disk needs: SQLite on the event loop
 * as well, and with it all requests. So it never comes to that; who waits for the disk is who sends more than it takes.
 */

const mebibyte = 1024 * 1024
/**
 * bytes that all files together have unwritten when it is begun to write them; another as many may come meanwhile. Alone, a file
 * gets by with few waits; a piece of the size in which large files usually come needs none before it is whole.
 */
const shared = 160 * mebibyte
/** bytes of one file, however many there are: to begin more often would cost more than it saves */
const least = 8 * mebibyte

export class WriteBehind {
  readonly #sync: () => Promise<void>
  readonly #all: Set<WriteBehind>
  #unwritten = 0
  #underWay: Promise<void> | undefined
  #failure: { reason: unknown } | undefined

  /** `sync`: waits until the disk has what was written before. `all`: those of one disk, until they are settled. */
  constructor(sync: () => Promise<void>, all: Set<WriteBehind>) {
    this.#sync = sync
    this.#all = all
    all.add(this)
  }

  /** Says that so many bytes more were written into the file. */
  wrote(bytes: number): void {
    this.#unwritten += bytes
    if (this.#isMuch()) this.#begin()
  }

  /** Resolves when more may be written. Throws what the disk complained of. */
  async ready(): Promise<void> {
    while (this.#isMuch() && this.#underWay !== undefined) await this.#underWay
    this.#throwFailure()
  }

  /** Waits for what is under way, whatever becomes of it: before that the file cannot be closed. */
  async settle(): Promise<void> {
    while (this.#underWay !== undefined) await this.#underWay
    this.#all.delete(this)
  }

  /** The same, and throws what the disk complained of: it says so once only, so whoever asks later would not hear of it. */
  async end(): Promise<void> {
    await this.settle()
    this.#throwFailure()
  }

  #isMuch(): boolean {
    return this.#unwritten >= Math.max(least, shared / this.#all.size)
  }

  #begin(): void {
    if (this.#underWay !== undefined || this.#failure !== undefined) return
    this.#unwritten = 0
    this.#underWay = this.#sync()
      .catch((reason: unknown) => {
        this.#failure = { reason }
      })
      .finally(() => {
        this.#underWay = undefined
        if (this.#isMuch()) this.#begin()
      })
  }

  #throwFailure(): void {
    if (this.#failure) throw this.#failure.reason
  }
}
