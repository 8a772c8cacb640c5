/** A database of its own for each test, on each kind of database. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, inject } from 'vitest'
import { seedSynology } from '../../src/migrations/0003-synology.ts'
import { openDatabase } from '../../src/platform/db/index.ts'
import { type DatabaseName, databasesToTest } from '../databases-to-test.ts'
import { databaseUrl } from '../postgres.ts'
import { addAdministrator, fillTemplate, queryPostgres, templateName } from '../templates.ts'

/** A database with all tables and one administrator. */
export type OwnDatabase = {
  /** what `openDatabase` and `slipway-server --database` take */
  readonly url: string
  /** Gives it back; nothing may be connected to it any more. `again: false` when it may not be in order. */
  release(options?: { again?: boolean }): Promise<void>
}

export type TestDatabase = {
  readonly name: DatabaseName
  /** A fresh one. Whoever asks for it releases it. */
  take(): Promise<OwnDatabase>
}

const folder = mkdtempSync(join(tmpdir(), 'slipway-test-'))
let number = 0
let template: Promise<string> | undefined

const sqlite: TestDatabase = {
  name: 'sqlite',
  async take() {
    template ??= makeTemplate()
    const file = join(folder, `${++number}.db`)
    copyFileSync(await template, file)
    return {
      url: `sqlite:${file}`,
      async release() {
        for (const end of ['', '-wal', '-shm']) await rm(file + end, { force: true })
      },
    }
  },
}

async function makeTemplate(): Promise<string> {
  const file = join(folder, 'template.db')
  await fillTemplate(`sqlite:${file}`)
  return file
}

/** Clones that a test has given back, swept. */
const idle: string[] = []

const postgres: TestDatabase = {
  name: 'postgres',
  async take() {
    const name = idle.pop() ?? (await clone())
    const url = databaseUrl(cluster(), name)
    return {
      url,
      async release({ again = true } = {}) {
        if (again) {
          await sweep(url)
          idle.push(name)
        } else await drop(name)
      },
    }
  },
}

function cluster(): string {
  const url = inject('postgres')
  if (url === null) throw new Error('There is no PostgreSQL in this run')
  return url
}

async function clone(): Promise<string> {
  const name = `slipway_${process.pid}_${++number}`
  // Copying files is twice as fast as the log for so small a database.
  await queryPostgres(cluster(), `create database ${name} template ${templateName} strategy file_copy`)
  return name
}

const drop = (name: string) => queryPostgres(cluster(), `drop database ${name} with (force)`)

/** Back to the state of the template: an eighth of the time of another clone. */
async function sweep(url: string): Promise<void> {
  await queryPostgres(
    url,
    `do $$ declare name text; begin
       set local session_replication_role = replica;
       for name in select tablename from pg_tables where schemaname = 'public' and tablename not like 'migration%' loop
         execute format('delete from %I', name);
       end loop;
     end $$`,
  )
  const db = await openDatabase(url, { poolSize: 1 })
  await seedSynology(db.direct)
  await addAdministrator(db.direct)
  await db.close()
}

/** The databases of this run: both, unless SLIPWAY_TEST_DATABASES names one. */
export const databases: readonly TestDatabase[] = [sqlite, postgres].filter(({ name }) =>
  databasesToTest().includes(name),
)

afterAll(async () => {
  for (const name of idle.splice(0)) await drop(name)
  rmSync(folder, { recursive: true, force: true })
})
