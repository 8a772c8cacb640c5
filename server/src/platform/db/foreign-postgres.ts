/** PostgreSQL databases of other programs, for imports: read only. */
import pg from 'pg'
import { ForeignFileError } from './foreign-file.ts'

/** Rows of a query of a database at `url`; several share one connection. Throws `ForeignFileError`. */
export async function readForeignPostgres<T>(
  url: string,
  task: (rows: (query: string) => Promise<Record<string, unknown>[]>) => Promise<T>,
): Promise<T> {
  // Times without a zone are UTC there; as text nobody moves them.
  const types = { getTypeParser: (_oid: number, _format?: unknown) => (text: string) => text } as pg.CustomTypesConfig
  const client = new pg.Client({ connectionString: url, types })
  try {
    await client.connect()
    await client.query('set default_transaction_read_only = on')
  } catch (error) {
    throw new ForeignFileError(`The database cannot be opened: ${(error as Error).message}`, { cause: error })
  }
  try {
    return await task(async (query) => (await client.query(query)).rows as Record<string, unknown>[])
  } finally {
    await client.end()
  }
}
