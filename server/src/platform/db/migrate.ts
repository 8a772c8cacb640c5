/** Brings the schema up to date, one step after the other, forward only. */
import { type Migration, Migrator } from 'kysely'
import type { Database } from './database.ts'

export type Migrations = Record<string, Migration>

/**
 * Runs what has not run yet, or what has not up to the step `last`. Several processes may start at once: on PostgreSQL
 * Kysely takes a lock, on SQLite the write lock of the transaction does. Answers the names of the steps that ran now.
 */
export async function migrate(db: Database, migrations: Migrations, last?: string): Promise<string[]> {
  const migrator = migratorOf(db, migrations)
  const { error, results = [] } = await (last === undefined ? migrator.migrateToLatest() : migrator.migrateTo(last))
  const failed = results.find((result) => result.status === 'Error')
  if (error !== undefined) throw new Error(`migration ${failed?.migrationName ?? ''} failed`, { cause: error })
  return results.filter((result) => result.status === 'Success').map((result) => result.migrationName)
}

/** Names of the steps that have not run yet. */
export async function pendingMigrations(db: Database, migrations: Migrations): Promise<string[]> {
  const all = await migratorOf(db, migrations).getMigrations()
  return all.filter((step) => step.executedAt === undefined).map((step) => step.name)
}

/** Names of the steps that have run. */
export async function doneMigrations(db: Database, migrations: Migrations): Promise<string[]> {
  const all = await migratorOf(db, migrations).getMigrations()
  return all.filter((step) => step.executedAt !== undefined).map((step) => step.name)
}

const migratorOf = (db: Database, migrations: Migrations): Migrator =>
  new Migrator({
    db: db.direct,
    provider: { getMigrations: async () => migrations },
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
  })
