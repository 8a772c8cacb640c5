/** `slipway-server`: picks a command, builds its parts, runs it. */
import { Command } from 'commander'
import { registerApikey } from './commands/apikey.ts'
import { registerBackup } from './commands/backup.ts'
import { registerConfig } from './commands/config.ts'
import { registerDoctor } from './commands/doctor.ts'
import { Failure } from './commands/failure.ts'
import { registerImport } from './commands/import/index.ts'
import { registerKey } from './commands/key.ts'
import { registerMigrate } from './commands/migrate.ts'
import { registerRetention } from './commands/retention.ts'
import { registerServe } from './commands/serve.ts'
import { registerStats } from './commands/stats.ts'
import { registerSweep } from './commands/sweep.ts'
import { registerUser } from './commands/user.ts'
import { ConfigError } from './config/index.ts'
import { Problem } from './platform/problem.ts'
import { VERSION } from './version.ts'

/** Runs one command line, without the name of the program. Exits by `process.exitCode`. */
export async function main(args: readonly string[]): Promise<void> {
  const program = new Command('slipway-server')
    .description('Runs and looks after a Slipway release server.')
    .version(VERSION)
    .enablePositionalOptions()
  registerServe(program)
  registerConfig(program)
  registerMigrate(program)
  registerUser(program)
  registerApikey(program)
  registerKey(program)
  registerDoctor(program)
  registerBackup(program)
  registerStats(program)
  registerSweep(program)
  registerRetention(program)
  registerImport(program)
  try {
    await program.parseAsync([...args], { from: 'user' })
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof Failure || error instanceof Problem)) throw error
    process.stderr.write(`slipway-server: ${error.message}\n`)
    process.exitCode = error instanceof ConfigError ? 2 : 1
  }
}

// What was begun goes on to its end, whatever becomes of the words about it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `slipway-server … | head`: whoever reads has enough.
  if (error.code === 'EPIPE') return
  process.stderr.write(`slipway-server: standard output cannot be written: ${error.message}\n`)
  process.exitCode = 1
})
process.stderr.on('error', () => {})
await main(process.argv.slice(2))
