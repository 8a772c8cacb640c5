/** Brings the schema up to date, one step after the other, forward only. */
import { type Migration, Migrator } from 'kysely'
import type { Database } from './database.ts'

export type Migrations = Record<string, Migration>

/**
 * Runs what has not run yet. Several processes may start at once: on PostgreSQL Kysely takes a lock, on SQLite the
 * write lock of the transaction does. Answers the names of the steps that ran now.
 */
export async function migrate(db: Database, migrations: Migrations): Promise<string[]> {
  const migrator = new Migrator({
    db: db.direct,
    provider: { getMigrations: async () => migrations },
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
  })
  const { error, results = [] } = await migrator.migrateToLatest()
  const failed = results.find((result) => result.status === 'Error')
  if (error !== undefined) throw new Error(`migration ${failed?.migrationName ?? ''} failed`, { cause: error })
  return results.filter((result) => result.status === 'Success').map((result) => result.migrationName)
}

/** Names of the steps that have not run yet. */
export async function pendingMigrations(db: Database, migrations: Migrations): Promise<string[]> {
  const migrator = new Migrator({
    db: db.direct,
    provider: { getMigrations: async () => migrations },
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
  })
  const all = await migrator.getMigrations()
  return all.filter((step) => step.executedAt === undefined).map((step) => step.name)
}
