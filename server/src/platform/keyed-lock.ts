/** One at a time per key, first come first served. */
export class KeyedLock {
  readonly #tails = new Map<string, Promise<void>>()

  /**
   * Runs `task` when all earlier tasks of `key` have ended, whatever their outcome. A `signal` that fires while waiting
   * rejects with its reason and the task never runs.
   */
  async run<T>(key: string, task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const previous = this.#tails.get(key) ?? Promise.resolve()
    let release = (): void => {}
    const ended = new Promise<void>((resolve) => {
      release = resolve
    })
    const tail = previous.then(() => ended)
    this.#tails.set(key, tail)
    tail.then(() => {
      if (this.#tails.get(key) === tail) this.#tails.delete(key)
    })

    try {
      await waitFor(previous, signal)
      return await task()
    } finally {
      release()
    }
  }
}

/** Waits for `promise`, but rejects as soon as `signal` fires. Leaves no listener behind. */
export function waitFor<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
