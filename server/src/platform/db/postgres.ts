/** Kysely's PostgreSQL dialect over `pg`, with numbers as numbers and hot statements prepared by name. */
import { createHash } from 'node:crypto'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  type PostgresPoolClient,
} from 'kysely'
import pg from 'pg'
import { type RowMaker, rowMaker } from './row-maker.ts'
import { isStalePlan } from './stale-plan.ts'

/** `hastyDialect`: over the same pool; its commits do not wait for the disk. Only `pool` is to be closed. */
export type PostgresHandle = { dialect: Dialect; hastyDialect: Dialect; pool: pg.Pool }

const INT8 = 20
const NUMERIC = 1700
/** Server-side plans cost memory in each connection; after this many different texts the rest is planned each time. */
const NAMED_STATEMENTS = 300

/** Opens a pool of at most `size` connections. */
export function openPostgres(url: string, size: number): PostgresHandle {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: 'slipway',
    types: {
      getTypeParser: ((oid: number, format: 'text' | 'binary') =>
        oid === INT8 || oid === NUMERIC
          ? (text: string) => Number(text)
          : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  })
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {})
  // Compiling a question about many rows takes longer than answering it.
  pool.on('connect', (client) => void client.query('set jit = off').catch(() => {}))
  const statements = new Statements()

  const named = (client: pg.PoolClient): PostgresPoolClient => ({
    query: ((text: unknown, values?: unknown[]) => {
      if (typeof text !== 'string' || values === undefined || values.length === 0) {
        return client.query(text as string, values)
      }
      const statement = statements.of(text)
      if (statement === undefined) return client.query({ text, values })
      return ask(client, statement, text, values).catch((error: unknown) => {
        if (!isStalePlan(error)) throw error
        // Within a transaction this fails as well, and the story is told again from the start.
        statements.forget(text)
        return client.query({ text, values }).catch(() => {
          throw error
        })
      })
    }) as unknown as PostgresPoolClient['query'],
    release: () => client.release(),
  })
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>()

  const config: PostgresDialectConfig = {
    pool: {
      // Both dialects share it.
      end: async () => {},
      async connect() {
        const client = await pool.connect()
        let kept = wrapped.get(client)
        if (kept === undefined) wrapped.set(client, (kept = named(client)))
        return kept
      },
    },
  }
  return { pool, dialect: new PostgresDialect(config), hastyDialect: new HastyDialect(config) }
}

class HastyDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig
  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }
  override createDriver(): Driver {
    return new HastyDriver(this.#config)
  }
}

/** Begins and says so in one errand. The commit is then in the hands of PostgreSQL, which need not have written it yet. */
class HastyDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin; set local synchronous_commit to off'))
  }
}

/** One that is prepared: its name, and how its rows become objects, known from the first answer. */
type Statement = { name: string; maker?: RowMaker }

async function ask(client: pg.PoolClient, statement: Statement, text: string, values: unknown[]) {
  const result = await client.query<unknown[]>({ name: statement.name, text, values, rowMode: 'array' })
  statement.maker ??= rowMaker(result.fields)
  return { ...result, rows: result.rows.map(statement.maker.make) }
}

/** The statements that are asked most, by their text. */
class Statements {
  readonly #known = new Map<string, Statement>()
  #generation = 0

  of(text: string): Statement | undefined {
    const known = this.#known.get(text)
    if (known !== undefined || this.#known.size >= NAMED_STATEMENTS) return known
    const statement = { name: createHash('sha1').update(`${this.#generation} ${text}`).digest('hex') }
    this.#known.set(text, statement)
    return statement
  }

  /** The next name is another one, so that connections prepare the text anew. */
  forget(text: string): void {
    this.#generation += 1
    this.#known.delete(text)
  }
}
