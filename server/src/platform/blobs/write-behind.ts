/**
 * Has a file written to the disk while more of it comes. Left alone, the system keeps what is unwritten in memory until that
 * is a good part of it, and then stops everybody who writes anything for as long as the disk needs: SQLite on the event loop
 * as well, and with it all requests. So it never comes to that; who waits for the disk is who sends more than it takes.
 */

/** bytes of a file that are unwritten when it is begun to write them; another as many may come meanwhile */
const step = 16 * 1024 * 1024

export class WriteBehind {
  readonly #sync: () => Promise<void>
  #unwritten = 0
  #underWay: Promise<void> | undefined
  #failure: { reason: unknown } | undefined

  /** `sync`: waits until the disk has what was written before. */
  constructor(sync: () => Promise<void>) {
    this.#sync = sync
  }

  /** Says that so many bytes more were written into the file. */
  wrote(bytes: number): void {
    this.#unwritten += bytes
    if (this.#unwritten >= step) this.#begin()
  }

  /** Resolves when more may be written. Throws what the disk complained of. */
  async ready(): Promise<void> {
    while (this.#unwritten >= step && this.#underWay !== undefined) await this.#underWay
    this.#throwFailure()
  }

  /** Waits for what is under way, whatever becomes of it: before that the file cannot be closed. */
  async settle(): Promise<void> {
    while (this.#underWay !== undefined) await this.#underWay
  }

  /** The same, and throws what the disk complained of: it says so once only, so whoever asks later would not hear of it. */
  async end(): Promise<void> {
    await this.settle()
    this.#throwFailure()
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
        if (this.#unwritten >= step) this.#begin()
      })
  }

  #throwFailure(): void {
    if (this.#failure) throw this.#failure.reason
  }
}
