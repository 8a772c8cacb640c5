/**
 * The database as the product sees it: a handle to read, and short stories to write. On SQLite these are two
 * connections to one file, so that reading never waits for a transaction; on PostgreSQL one pool serves both.
 */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { type CompiledQuery, Kysely, sql } from 'kysely'
import { Problem } from '../problem.ts'
import { Journal } from './journal.ts'
import { isStalePlan } from './stale-plan.ts'
import type { Tables } from './tables.ts'

/** The database or a transaction of it: what every store function takes first. */
export type Queryable = Kysely<Tables>
export type DatabaseKind = 'sqlite' | 'postgres'

export interface Database {
  readonly kind: DatabaseKind
  readonly read: Queryable
  /** Outside a transaction; for migrations and maintenance. Everything else writes by `write`. */
  readonly direct: Queryable
  /**
   * Runs `story` in one transaction. When the database refuses because of what somebody else did at the same moment
   * (deadlock, serialisation, unique key), the story is told again from the start: so it has no effect outside the
   * transaction but through `afterCommit`. The third refusal is `conflict`.
   *
   * What was written survives a power cut. `survives: 'kill'` promises less: that it survives the end of this process,
   * in any way. Then nobody waits for the disk.
   */
  write<T>(story: (tx: Queryable) => Promise<T>, options?: { survives: 'kill' }): Promise<T>
  /**
   * A number that changes when another connection has written; `undefined` where the database can't tell cheaply.
   * For caches: equal numbers mean that nothing they were made from has changed.
   */
  dataVersion(): number | undefined
  /** file of the SQLite database */
  readonly file: string | undefined
  readonly url: string
  close(): Promise<void>
}

const ATTEMPTS = 4
/** SQLite's `synchronous` while a database is filled that nobody would miss; see `hasty.ts`. */
const NEVER_WAIT = 0
const afterCommitTasks = new WeakMap<object, (() => void)[]>()

/** Registers what happens once the transaction is committed; nothing happens when it is rolled back. */
export function afterCommit(tx: Queryable, task: () => void): void {
  const tasks = afterCommitTasks.get(tx)
  if (tasks === undefined) throw new Error('afterCommit outside of Database.write')
  tasks.push(task)
}

export type OpenOptions = {
  /** connections to PostgreSQL; default 10 */
  poolSize?: number
  /** For those who write much at once: SQLite keeps more pages in memory, and copies them less often into the file. */
  bulk?: boolean
  /** Is told each query that was run. */
  onQuery?: (query: CompiledQuery) => void
}

/** Opens `sqlite:<file>` or `postgres://…`. The file and its folder are made when there are none. */
export async function openDatabase(url: string, options: OpenOptions = {}): Promise<Database> {
  const { onQuery } = options
  const log = onQuery && { log: ({ query }: { query: CompiledQuery }) => onQuery(query) }
  if (url.startsWith('postgres:') || url.startsWith('postgresql:')) {
    // Each driver is loaded where it is used: the other one would cost time and memory at every start.
    const { openPostgres } = await import('./postgres.ts')
    const { dialect, hastyDialect, pool } = openPostgres(url, options.poolSize ?? 10)
    const db = new Kysely<Tables>({ dialect, ...log })
    const hasty = new Kysely<Tables>({ dialect: hastyDialect, ...log })
    return {
      kind: 'postgres',
      read: db,
      direct: db,
      write: (story, options) => {
        const on = options?.survives === 'kill' ? hasty : db
        return tell((told) => on.transaction().execute(told), story)
      },
      dataVersion: () => undefined,
      file: undefined,
      url,
      close: async () => {
        if (pool.ended) return
        await Promise.all([db.destroy(), hasty.destroy()])
        await pool.end()
      },
    }
  }
  if (!url.startsWith('sqlite:')) throw new Error(`database: expected sqlite:<file> or postgres://…, got ${url}`)
  const file = url.slice('sqlite:'.length)
  mkdirSync(dirname(file), { recursive: true })
  const { openSqlite } = await import('./sqlite.ts')
  const writer = openSqlite(file, options.bulk ? 'bulk' : 'write')
  const reader = openSqlite(file, 'read')
  const write = new Kysely<Tables>({ dialect: writer.dialect, ...log })
  const read = new Kysely<Tables>({ dialect: reader.dialect, ...log })
  const version = reader.raw.prepare('pragma data_version').pluck()
  const journal = new Journal(file)
  // A file system that cannot have the journal keeps another one, for which SQLite waits itself.
  const hasJournal = writer.raw.pragma('journal_mode', { simple: true }) === 'wal'
  const waits = () => hasJournal && writer.raw.pragma('synchronous', { simple: true }) !== NEVER_WAIT
  /** Commits without waiting for the disk. */
  const transact: Transact = (story) =>
    write.connection().execute(async (connection) => {
      if (!waits()) return connection.transaction().execute(story)
      // Not by a kept statement: this pragma acts when it is prepared.
      writer.raw.pragma('synchronous = NORMAL')
      try {
        return await connection.transaction().execute(story)
      } finally {
        writer.raw.pragma('synchronous = FULL')
      }
    })
  const flushed = async () => {
    if (waits()) await journal.flushed()
  }
  let known: number | undefined
  const forget = () => {
    known = undefined
  }
  return {
    kind: 'sqlite',
    read,
    direct: write,
    write: (story, options) =>
      tell(transact, story, async () => {
        forget()
        if (options === undefined) await flushed()
      }),
    dataVersion() {
      if (known !== undefined) return known
      known = version.get() as number
      // All that is heard in one turn of the event loop was sent before it began: one look is enough for the turn.
      // What is written here meanwhile makes it forgotten.
      setImmediate(forget)
      return known
    },
    file,
    url,
    close: async () => {
      await read.destroy()
      await write.destroy()
      await journal.close()
      // Kysely does not close what it never used, and the last connection to close folds the journal into the file.
      reader.raw.close()
      writer.raw.close()
    },
  }
}

type Transact = <T>(story: (tx: Queryable) => Promise<T>) => Promise<T>

/** `settled`: what is to be waited for after the commit. */
async function tell<T>(
  transact: Transact,
  story: (tx: Queryable) => Promise<T>,
  settled?: () => Promise<void>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const tasks: (() => void)[] = []
    try {
      const result = await transact(async (tx) => {
        afterCommitTasks.set(tx, tasks)
        return story(tx)
      })
      await settled?.()
      for (const task of tasks) task()
      return result
    } catch (error) {
      if (!isCollision(error)) throw error
      if (attempt >= ATTEMPTS) throw new Problem('conflict', { cause: error })
    }
  }
}

const COLLISIONS = new Set([
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  'SQLITE_CONSTRAINT_FOREIGNKEY',
  '23505', // unique_violation
  '23503', // foreign_key_violation: what was referred to went away meanwhile
  '40001', // serialization_failure
  '40P01', // deadlock_detected
])

const isCollision = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (COLLISIONS.has(String(error.code)) || isStalePlan(error))

/** Whether the database answers at all; for readiness. */
export async function ping(db: Database): Promise<void> {
  await sql`select 1`.execute(db.read)
}
