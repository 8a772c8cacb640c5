/** `slipway`: the command line for publishers and users. */
import { CommanderError } from '@commander-js/extra-typings'
import { type GlobalFlags, outputOf } from './context.ts'
import { exitCodes } from './exit-codes.ts'
import { failureOf, PartialFailure } from './failures.ts'
import { Interrupted, interruption } from './interruption.ts'
import { buildProgram, VERSION } from './program.ts'
import { watchStandardOutput } from './standard-output.ts'

async function main(args: readonly string[]): Promise<number> {
  // Not an option of the program: `package upload --version 5.8.0` means another version.
  if (args[0] === '--version' || args[0] === '-V') {
    process.stdout.write(`${VERSION}\n`)
    return exitCodes.done
  }
  const program = buildProgram()
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCodes.done
  } catch (error) {
    return report(error, program.opts() as GlobalFlags)
  }
}

function report(error: unknown, flags: GlobalFlags): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
  if (error instanceof PartialFailure) return error.exitCode
  if (error instanceof Interrupted || (error as Error)?.name === 'ExitPromptError') return exitCodes.interrupted
  const { exitCode, code, message, lines, problem } = failureOf(error)
  if (!flags.json) {
    outputOf(flags).error(message, lines)
    if (process.env.SLIPWAY_DEBUG) process.stderr.write(`${(error as Error).stack}\n`)
    return exitCode
  }
  const { status, errors, details, requestId } = problem ?? {}
  process.stderr.write(
    `${JSON.stringify({ error: { code, message, status, errors, details, requestId, exitCode } })}\n`,
  )
  return exitCode
}

watchStandardOutput('slipway')
interruption.listen()
process.exitCode = await main(process.argv.slice(2))
