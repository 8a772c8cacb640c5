/** `slipway-server`: picks a command, builds its parts, runs it. */
import { Command } from 'commander'
import { VERSION } from './app.ts'
import { registerConfig } from './commands/config.ts'
import { registerServe } from './commands/serve.ts'
import { ConfigError } from './config/index.ts'
import { Problem } from './platform/problem.ts'

/** Runs one command line, without the name of the program. Exits by `process.exitCode`. */
export async function main(args: readonly string[]): Promise<void> {
  const program = new Command('slipway-server')
    .description('Runs and looks after a Slipway release server.')
    .version(VERSION)
    .enablePositionalOptions()
  registerServe(program)
  registerConfig(program)
  try {
    await program.parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof Problem)) throw error
    process.stderr.write(`slipway-server: ${error.message}\n`)
    process.exitCode = 2
  }
}

await main(process.argv.slice(2))
