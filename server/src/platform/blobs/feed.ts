/**
 * The way of incoming bytes into an object: small chunks are gathered into large shared buffers, and each full buffer
 * is written and hashed at the same time. Writes keep their order; memory is bounded by a few buffers per feed.
 */
import { type BufferPool, buffersPerTransfer } from './buffers.ts'
import type { HashRun } from './hashing.ts'

export type FeedParts = {
  buffers: BufferPool
  /** Length of the object before the first byte of this feed. */
  offset: number
  /** Gets every byte of the feed. A run that fails is given up; the bytes are written all the same. */
  run: HashRun | undefined
  /** Asked before more is taken in: resolves when there may be more to write. */
  ready?(): Promise<void>
  /** Writes all of `bytes` at `position`. Never called twice at a time. */
  write(bytes: Uint8Array, position: number): Promise<void>
}

type Filling = { memory: SharedArrayBuffer; bytes: Uint8Array; length: number }

export class Feed {
  readonly #buffers: BufferPool
  readonly #ready: FeedParts['ready']
  readonly #write: FeedParts['write']
  readonly #underWay = new Set<Promise<void>>()
  #run: HashRun | undefined
  #filling: Filling | undefined
  #lastWrite: Promise<void> = Promise.resolve()
  #failure: { reason: unknown } | undefined
  #dispatched: number
  #written: number

  constructor({ buffers, offset, run, ready, write }: FeedParts) {
    this.#buffers = buffers
    this.#run = run
    this.#ready = ready
    this.#write = write
    this.#dispatched = offset
    this.#written = offset
  }

  /** Length the object will have when all that was pushed is written. */
  get received(): number {
    return this.#dispatched + (this.#filling?.length ?? 0)
  }

  /** Length up to which everything is written. */
  get written(): number {
    return this.#written
  }

  /** The run, as long as it got every byte so far. */
  get run(): HashRun | undefined {
    return this.#run
  }

  /** Takes a copy of `chunk`; waits when too much is under way. Throws the first failure of an earlier write. */
  async push(chunk: Uint8Array): Promise<void> {
    let taken = 0
    while (taken < chunk.length) {
      this.#filling ??= await this.#nextBuffer()
      const filling = this.#filling
      const part = chunk.subarray(taken, taken + filling.bytes.length - filling.length)
      filling.bytes.set(part, filling.length)
      filling.length += part.length
      taken += part.length
      if (filling.length === filling.bytes.length) await this.#dispatch()
    }
  }

  /** Writes out what is left and waits for everything. Throws the first failure. */
  async end(): Promise<void> {
    await this.#dispatch()
    await this.#settle()
    this.#throwFailure()
  }

  /** Lets go of what is not under way yet, and waits for the rest, whatever becomes of it. */
  async abandon(): Promise<void> {
    if (this.#filling) this.#buffers.giveBack(this.#filling.memory)
    this.#filling = undefined
    await this.#settle()
  }

  async #nextBuffer(): Promise<Filling> {
    while (this.#underWay.size >= buffersPerTransfer - 1) await Promise.race(this.#underWay)
    this.#throwFailure()
    await this.#ready?.()
    const memory = this.#buffers.take()
    return { memory, bytes: new Uint8Array(memory), length: 0 }
  }

  async #dispatch(): Promise<void> {
    const filling = this.#filling
    if (!filling) return
    const passed = await this.#buffers.turns.take()
    this.#filling = undefined
    const position = this.#dispatched
    this.#dispatched += filling.length

    const written = this.#lastWrite
      .then(() => this.#write(filling.bytes.subarray(0, filling.length), position))
      .then(() => {
        this.#written = position + filling.length
      })
    this.#lastWrite = written
    const hashed = this.#run?.update(filling.memory, filling.length).catch(() => this.#giveUpRun())

    const done = Promise.allSettled([written, hashed]).then(([write]) => {
      if (write.status === 'rejected') this.#failure ??= { reason: write.reason }
      this.#buffers.giveBack(filling.memory)
      passed()
      this.#underWay.delete(done)
    })
    this.#underWay.add(done)
  }

  #giveUpRun(): void {
    this.#run?.drop()
    this.#run = undefined
  }

  async #settle(): Promise<void> {
    await Promise.all(this.#underWay)
  }

  #throwFailure(): void {
    if (this.#failure) throw this.#failure.reason
  }
}
