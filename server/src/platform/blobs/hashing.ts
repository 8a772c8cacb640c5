/**
 * Hashing off the main thread. A run computes several digests of one stream of bytes; each of its algorithms is a lane
 * on the least loaded thread, so that sha256 and sha512 of one upload run beside each other and many uploads share the
 * pool. Bytes travel in shared memory: nothing is copied, and the caller may reuse a buffer when `update` resolves,
 * which is also the back-pressure.
 */
import { Worker } from 'node:worker_threads'
import { type FromWorker, type HashAlgorithm, hashWorkerCode, type ToWorker } from './hash-worker.ts'

export type { HashAlgorithm } from './hash-worker.ts'

/** Several digests of one stream. Any rejection means that the run is lost; `drop` it. */
export interface HashRun {
  readonly algorithms: readonly HashAlgorithm[]
  /** Hashes the first `length` bytes of `memory`, which must not change until the promise resolves. */
  update(memory: SharedArrayBuffer, length: number): Promise<void>
  /** Ends the run: digests in lower-case hex, by algorithm. */
  digest(): Promise<Map<HashAlgorithm, string>>
  /** Ends the run without a result. May be called at any time and more than once. */
  drop(): void
}

export interface Hashers {
  /** Begins a run. Threads are started when the first one needs them. */
  start(algorithms: readonly HashAlgorithm[]): HashRun
  /** Ends the threads. Runs that are still open fail. */
  close(): Promise<void>
}

// Relative cost per byte on machines with SHA extensions; only the proportions matter.
const costs: Record<HashAlgorithm, number> = { sha256: 1, sha512: 2, md5: 2 }

/** A thread keeps next to nothing: without limits it would take ten times the memory before it tidies up. */
const limits = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 32, stackSizeMb: 1 }

let lastNumber = 0

export type HashersOptions = {
  threads?: number
  /** ms after which a thread that has nothing to hash is ended: each holds 10 MiB, and is there again in a moment */
  idleMs?: number
}

/** A pool of `threads` hashing threads, started lazily. Idle threads do not keep the process alive. */
export function createHashers({ threads = 2, idleMs = 10_000 }: HashersOptions = {}): Hashers {
  const pool = Array.from({ length: threads }, () => new HashThread(idleMs))
  let closed = false
  return {
    start(algorithms) {
      if (closed) throw new Error('the hashing threads were closed')
      // The dearest first: sha512 gets a thread of its own before the cheaper lanes are spread.
      const byCost = [...algorithms].sort((a, b) => costs[b] - costs[a])
      return new ThreadedRun(byCost.map((algorithm) => new Lane(leastLoaded(pool), algorithm)))
    },
    async close() {
      closed = true
      await Promise.all(pool.map((thread) => thread.close()))
    },
  }
}

function leastLoaded(pool: HashThread[]): HashThread {
  return pool.reduce((best, thread) => (thread.load < best.load ? thread : best))
}

class ThreadedRun implements HashRun {
  readonly algorithms: readonly HashAlgorithm[]
  readonly #lanes: Lane[]

  constructor(lanes: Lane[]) {
    this.#lanes = lanes
    this.algorithms = lanes.map((lane) => lane.algorithm)
  }

  async update(memory: SharedArrayBuffer, length: number): Promise<void> {
    // Settled, not all: the memory is free only when no lane reads it any more.
    const results = await Promise.allSettled(this.#lanes.map((lane) => lane.update(memory, length)))
    const failed = results.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
  }

  async digest(): Promise<Map<HashAlgorithm, string>> {
    const entries = this.#lanes.map(async (lane) => [lane.algorithm, await lane.digest()] as const)
    return new Map(await Promise.all(entries))
  }

  drop(): void {
    for (const lane of this.#lanes) lane.drop()
  }
}

/** One running hash on one thread. */
class Lane {
  readonly algorithm: HashAlgorithm
  readonly #number = ++lastNumber
  readonly #thread: HashThread
  #open = true

  constructor(thread: HashThread, algorithm: HashAlgorithm) {
    this.algorithm = algorithm
    this.#thread = thread
    thread.begin(costs[algorithm])
    thread.tell({ op: 'start', lane: this.#number, algorithm })
  }

  async update(memory: SharedArrayBuffer, length: number): Promise<void> {
    await this.#thread.ask((ticket) => ({ op: 'update', lane: this.#number, ticket, memory, length }))
  }

  async digest(): Promise<string> {
    this.#end()
    const answer = await this.#thread.ask((ticket) => ({ op: 'digest', lane: this.#number, ticket }))
    if (answer.digest === undefined) throw new Error('the hashing thread gave no digest')
    return answer.digest
  }

  drop(): void {
    if (!this.#open) return
    this.#end()
    this.#thread.tell({ op: 'drop', lane: this.#number })
  }

  #end(): void {
    if (this.#open) this.#thread.end(costs[this.algorithm])
    this.#open = false
  }
}

type Waiting = { resolve: (answer: FromWorker) => void; reject: (error: Error) => void }

/** A thread that is started on first use and again after a crash; lanes that a crash took with it are refused. */
class HashThread {
  readonly #idleMs: number
  #load = 0
  #worker: Worker | undefined
  #rest: NodeJS.Timeout | undefined
  readonly #waiting = new Map<number, Waiting>()

  constructor(idleMs: number) {
    this.#idleMs = idleMs
  }

  /** What the lanes that are open cost together. */
  get load(): number {
    return this.#load
  }

  begin(cost: number): void {
    this.#load += cost
    clearTimeout(this.#rest)
  }

  end(cost: number): void {
    this.#load -= cost
    if (this.#load === 0) this.#rest = setTimeout(() => this.#endIdle(), this.#idleMs).unref()
  }

  tell(message: ToWorker): void {
    this.#running().postMessage(message)
  }

  ask(message: (ticket: number) => ToWorker): Promise<FromWorker> {
    return new Promise((resolve, reject) => {
      const worker = this.#running()
      const ticket = ++lastNumber
      // Somebody waits for the answer, so the process must not end before it.
      if (this.#waiting.size === 0) worker.ref()
      this.#waiting.set(ticket, { resolve, reject })
      worker.postMessage(message(ticket))
    })
  }

  async close(): Promise<void> {
    clearTimeout(this.#rest)
    await this.#worker?.terminate()
  }

  #endIdle(): void {
    // The last digest may still be on its way.
    if (this.#waiting.size > 0) {
      this.#rest?.refresh()
      return
    }
    const worker = this.#worker
    this.#worker = undefined
    void worker?.terminate()
  }

  #running(): Worker {
    if (this.#worker) return this.#worker
    // Loaders and inspectors of the main thread have no business here, hence no execArgv.
    const worker = new Worker(hashWorkerCode, {
      eval: true,
      execArgv: [],
      env: {},
      name: 'hashing',
      resourceLimits: limits,
    })
    worker.unref()
    worker.on('message', (answer: FromWorker) => this.#answered(worker, answer))
    worker.on('error', (error) => this.#lost(worker, error))
    worker.on('exit', () => this.#lost(worker, new Error('the hashing thread ended')))
    this.#worker = worker
    return worker
  }

  #answered(worker: Worker, answer: FromWorker): void {
    const waiting = this.#waiting.get(answer.ticket)
    this.#waiting.delete(answer.ticket)
    if (this.#waiting.size === 0) worker.unref()
    if (answer.error === undefined) waiting?.resolve(answer)
    else waiting?.reject(new Error(`hashing failed: ${answer.error}`))
  }

  #lost(worker: Worker, error: unknown): void {
    if (this.#worker !== worker) return
    this.#worker = undefined
    for (const { reject } of this.#waiting.values()) reject(new Error('the hashing thread was lost', { cause: error }))
    this.#waiting.clear()
  }
}
