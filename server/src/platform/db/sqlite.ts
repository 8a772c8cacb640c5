/**
 * Kysely's SQLite dialect with what a server needs: prepared statements kept, rows made cheaply, transactions that take
 * the write lock at once, and waiting for another process's lock without stopping the event loop.
 */
import { setTimeout as pause } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely'
import { EachRow } from './each-row.ts'
import { rowMaker } from './row-maker.ts'

const KEPT_STATEMENTS = 500
const LOCK_PATIENCE_MS = 20_000

export type SqliteHandle = { dialect: Dialect; raw: Sqlite.Database }

/**
 * Opens one connection to the file. `role: 'read'` refuses every write: a query that changes something on the read
 * instance is a bug, and would wait on the other instance's lock. `bulk` writes much at once and may use more memory.
 */
export function openSqlite(file: string, role: 'read' | 'write' | 'bulk'): SqliteHandle {
  // A short synchronous wait: longer ones are made by `withLockPatience`, which lets others run meanwhile.
  const raw = new Sqlite(file, { timeout: 100 })
  raw.pragma('journal_mode = WAL')
  // FULL: what was acknowledged survives a power cut as well as a killed process.
  raw.pragma('synchronous = FULL')
  raw.pragma('foreign_keys = ON')
  raw.pragma(`cache_size = -${role === 'bulk' ? 256_000 : 16_000}`)
  if (role === 'bulk') raw.pragma('wal_autocheckpoint = 16000')
  // Beyond it each page is read by a call of its own, which a large catalogue feels in every list.
  raw.pragma('mmap_size = 1073741824')
  raw.pragma('temp_store = MEMORY')
  raw.pragma('journal_size_limit = 67108864')
  if (role === 'read') raw.pragma('query_only = ON')

  const kept = keepStatements(raw)
  return {
    raw,
    dialect: {
      createAdapter: transactionalAdapter,
      createDriver: () => {
        const driver = new SqliteDriver({ database: kept })
        return role === 'read' ? new ReadDriver(driver) : new PatientDriver(driver, raw)
      },
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  }
}

/**
 * Kysely takes SQLite for a database whose schema changes outside of transactions. It changes inside them just as well,
 * and only so is a migration whole when the process dies in it, and done once when two processes start together.
 */
function transactionalAdapter(): SqliteAdapter {
  return Object.defineProperty(new SqliteAdapter(), 'supportsTransactionalDdl', { value: true })
}

/** Kysely prepares at each call; preparing costs more than half of a point query. */
function keepStatements(raw: Sqlite.Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>()
  return {
    close: () => raw.close(),
    prepare(sql) {
      let statement = kept.get(sql)
      if (statement === undefined) {
        statement = cheapRows(raw.prepare(sql))
        const oldest = kept.size >= KEPT_STATEMENTS ? kept.keys().next().value : undefined
        if (oldest !== undefined) kept.delete(oldest)
        kept.set(sql, statement)
      }
      return statement
    },
  }
}

/** Runs for one row of parameters, or for each of many. */
function forEachRow(statement: Sqlite.Statement): SqliteStatement {
  return {
    reader: false,
    all: () => [],
    iterate: () => [][Symbol.iterator](),
    run(parameters) {
      const [many] = parameters
      if (!(many instanceof EachRow)) return statement.run(parameters)
      let changes = 0
      for (const row of many.rows) {
        const changed = statement.run(row).changes
        changes += changed
        many.changed.push(changed > 0)
      }
      return { changes, lastInsertRowid: 0 }
    },
  }
}

type Row = unknown[]

function cheapRows(statement: Sqlite.Statement): SqliteStatement {
  if (!statement.reader) return forEachRow(statement)
  statement.raw()
  let maker = rowMaker(statement.columns())
  const make = (row: Row): unknown => {
    // Another process has migrated the file: SQLite prepared the statement anew, and `*` now means other columns.
    if (row.length !== maker.columns) maker = rowMaker(statement.columns())
    return maker.make(row)
  }
  return {
    reader: true,
    all: (parameters) => (statement.all(parameters) as Row[]).map(make),
    run: (parameters) => statement.run(parameters),
    *iterate(parameters) {
      for (const row of statement.iterate(parameters)) yield make(row as Row)
    },
  }
}

/**
 * Kysely lends the one connection to one query at a time and lets all others wait. Reading needs no such turns: a
 * statement is over before anybody else can run, and no transaction is open on the read instance. (A command that opens
 * one to see an unchanging state has the process to itself.)
 */
class ReadDriver implements Driver {
  readonly #inner: SqliteDriver
  #connection: DatabaseConnection | undefined
  constructor(inner: SqliteDriver) {
    this.#inner = inner
  }
  async init(): Promise<void> {
    await this.#inner.init()
    this.#connection = await this.#inner.acquireConnection()
  }
  destroy = () => this.#inner.destroy()
  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#connection === undefined) throw new Error('the database is not open')
    return this.#connection
  }
  async releaseConnection(): Promise<void> {}
  beginTransaction = (connection: DatabaseConnection) => this.#inner.beginTransaction(connection)
  commitTransaction = (connection: DatabaseConnection) => this.#inner.commitTransaction(connection)
  rollbackTransaction = (connection: DatabaseConnection) => this.#inner.rollbackTransaction(connection)
}

/** Delegates to Kysely's driver, but begins with the write lock held: a later upgrade could fail with "busy". */
class PatientDriver implements Driver {
  readonly #inner: SqliteDriver
  readonly #raw: Sqlite.Database
  constructor(inner: SqliteDriver, raw: Sqlite.Database) {
    this.#inner = inner
    this.#raw = raw
  }
  init = () => this.#inner.init()
  destroy = () => this.#inner.destroy()
  acquireConnection = () => this.#inner.acquireConnection()
  releaseConnection = (_connection: DatabaseConnection) => this.#inner.releaseConnection()
  beginTransaction = (connection: DatabaseConnection) =>
    withLockPatience(() => connection.executeQuery(CompiledQuery.raw('begin immediate')))
  commitTransaction = (connection: DatabaseConnection) =>
    withLockPatience(() => connection.executeQuery(CompiledQuery.raw('commit')))
  /** A full disk has rolled it back already: doing it again would fail, and hide why. */
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#raw.inTransaction) await this.#inner.rollbackTransaction(connection)
  }
}

async function withLockPatience(attempt: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + LOCK_PATIENCE_MS
  for (let wait = 1; ; wait = Math.min(wait * 2, 50)) {
    try {
      await attempt()
      return
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) throw error
      await pause(wait * (0.5 + Math.random()))
    }
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
