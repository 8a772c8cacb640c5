/**
 * `slicer_package_manager_client`: the program of build farms, for those who have the Python one in their scripts. Same
 * commands, options, variables, output and exit codes; new scripts are better served by `slipway`.
 */
import { CommanderError } from '@commander-js/extra-typings'
import { GirderAuthenticationError, GirderHttpError, SlicerPackageError } from '@slipway/sdk/slicer'
import { watchStandardOutput } from '../standard-output.ts'
import { printCompletion } from './completion.ts'
import { buildProgram } from './program.ts'
import { Aborted } from './prompt.ts'

/** 0 as well for what the client finds out by itself: scripts notice only what the server refuses. */
const DONE = 0
const FAILED = 1
const USAGE = 2

async function main(args: readonly string[]): Promise<number> {
  const program = buildProgram()
  if (printCompletion(program, process.env)) return DONE
  try {
    await program.parseAsync(args, { from: 'user' })
    return DONE
  } catch (error) {
    return report(error)
  }
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : USAGE
  if (error instanceof SlicerPackageError) {
    process.stdout.write(`${error.message}\n`)
    return DONE
  }
  process.stderr.write(`${wordsFor(error)}\n`)
  return FAILED
}

function wordsFor(error: unknown): string {
  if (error instanceof Aborted) return 'Aborted!'
  if (error instanceof GirderAuthenticationError) return `Authentication failed: ${error.message}`
  if (error instanceof GirderHttpError) return error.message
  const { message, cause } = error as Error
  // `fetch` says "fetch failed", and why in its cause.
  return `Error: ${message}${cause instanceof Error ? ` (${cause.message})` : ''}`
}

watchStandardOutput('slicer_package_manager_client')
process.exitCode = await main(process.argv.slice(2))
