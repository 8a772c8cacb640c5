/** What becomes of the program when nobody takes what it prints. */
import { exitCodes } from './exit-codes.ts'

/** `name` is that of the program. Call it before anything is printed. */
export function watchStandardOutput(name: string): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // `slipway … | head`: whoever reads has enough.
    if (error.code === 'EPIPE') process.exit(exitCodes.done)
    process.stderr.write(`${name}: standard output cannot be written: ${error.message}\n`)
    process.exit(exitCodes.failed)
  })
  // There is nowhere left to say it, and the exit code tells how the work itself ended.
  process.stderr.on('error', () => {})
}
