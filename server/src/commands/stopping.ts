/** What happens when somebody stops the process: it ends what it is doing, within a time. */

/** A terminal and npm both pass on Ctrl-C, so that one key press arrives twice. */
const SAME_WISH_MS = 1000

/** Runs `stop` at SIGTERM or SIGINT and ends the process then; after `patience` milliseconds it ends without. */
export function onStop(patience: number, stop: () => Promise<void>): void {
  let since: number | undefined
  const handle = () => {
    if (since !== undefined) {
      if (Date.now() - since > SAME_WISH_MS) process.exit(1)
      return
    }
    since = Date.now()
    setTimeout(() => {
      process.stderr.write('slipway-server: stopped before all requests had ended\n')
      process.exit(1)
    }, patience).unref()
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${(error as Error).stack}\n`)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', handle)
  process.on('SIGINT', handle)
}
