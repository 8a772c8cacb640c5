/** Ctrl-C: transfers stop in order and can be resumed, everything else ends at once. */
import { exitCodes } from './exit-codes.ts'

export class Interrupted extends Error {
  constructor() {
    super('interrupted')
    this.name = 'Interrupted'
  }
}

class Interruption {
  readonly #controller = new AbortController()
  #taken = false

  signal(): AbortSignal {
    this.#taken = true
    return this.#controller.signal
  }

  listen(): void {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        if (!this.#taken || this.#controller.signal.aborted) process.exit(exitCodes.interrupted)
        this.#controller.abort(new Interrupted())
      })
    }
  }
}

export const interruption = new Interruption()
