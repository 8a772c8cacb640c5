import { CommanderError } from '@commander-js/extra-typings'

/** A command line that cannot be: said on standard error, exit code 2. */
export class UsageFailure extends CommanderError {
  constructor(message: string) {
    super(2, 'slicer.usage', message)
    process.stderr.write(`Error: ${message}\n`)
  }
}
