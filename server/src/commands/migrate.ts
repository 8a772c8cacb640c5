/** `migrate`: brings the database to the schema of this version. */
import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import type { Config } from '../config/index.ts'
import { migrations } from '../migrations/index.ts'
import { migrate, pendingMigrations } from '../platform/db/index.ts'
import { configOf, withSettings } from './options.ts'
import { openConfiguredDatabase, sqliteFile } from './parts.ts'
import { count, say } from './print.ts'

export function registerMigrate(program: Command): void {
  withSettings(program.command('migrate').description('bring the database to the schema of this version'))
    .option('--dry-run', 'only show what would run')
    .action(async ({ dryRun = false }: { dryRun?: boolean }, command: Command) => {
      const config = configOf(command)
      if (dryRun) await showPending(config)
      else await runPending(config)
    })
}

async function showPending(config: Config): Promise<void> {
  const pending = await pendingOf(config)
  for (const name of Object.keys(migrations)) say(`${pending.includes(name) ? 'would run' : 'done     '}  ${name}`)
  say(pending.length === 0 ? 'The database is up to date.' : `${count(pending.length, 'step')} would run.`)
}

async function runPending(config: Config): Promise<void> {
  const db = await openConfiguredDatabase(config)
  try {
    const done = await migrate(db, migrations)
    for (const name of done) say(`ran  ${name}`)
    say(done.length === 0 ? 'The database is up to date.' : `${count(done.length, 'step')} ran.`)
  } finally {
    await db.close()
  }
}

/** Looking must not make a database. */
async function pendingOf(config: Config): Promise<string[]> {
  const file = sqliteFile(config.database)
  if (file !== undefined && !existsSync(file)) return Object.keys(migrations)
  const db = await openConfiguredDatabase(config)
  try {
    return await pendingMigrations(db, migrations)
  } finally {
    await db.close()
  }
}
