/** Kysely's PostgreSQL dialect over `pg`, with numbers as numbers and hot statements prepared by name. */
import { createHash } from 'node:crypto'
import { type Dialect, PostgresDialect, type PostgresPoolClient } from 'kysely'
import pg from 'pg'

export type PostgresHandle = { dialect: Dialect; pool: pg.Pool }

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
  const names = new Map<string, string>()

  const named = (client: pg.PoolClient): PostgresPoolClient => ({
    query: ((text: unknown, values?: unknown[]) => {
      if (typeof text !== 'string' || values === undefined || values.length === 0) {
        return client.query(text as string, values)
      }
      const name = nameOf(names, text)
      return client.query(name === undefined ? { text, values } : { name, text, values })
    }) as unknown as PostgresPoolClient['query'],
    release: () => client.release(),
  })
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>()

  return {
    pool,
    dialect: new PostgresDialect({
      pool: {
        end: () => pool.end(),
        async connect() {
          const client = await pool.connect()
          let kept = wrapped.get(client)
          if (kept === undefined) wrapped.set(client, (kept = named(client)))
          return kept
        },
      },
    }),
  }
}

function nameOf(names: Map<string, string>, text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= NAMED_STATEMENTS) return known
  const name = createHash('sha1').update(text).digest('hex')
  names.set(text, name)
  return name
}
