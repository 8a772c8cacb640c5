import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { administrator, databases, startServer } from '../../../test/harness/index.ts'
import type { Database } from './index.ts'

const sqlite = databases.filter(({ name }) => name === 'sqlite')

it.each(sqlite)('a full disk of the database is said so, and reading goes on', async (database) => {
  let db: Database | undefined
  const { as, given, url, expectTrouble } = await startServer({
    database,
    moreJobs(storage) {
      db = storage.db
      return []
    },
  })
  expectTrouble()
  const app = await given.app('Viewer')
  let made = 0
  const write = () => {
    const name = `5.${made++}`
    return as.admin.createRelease({ app: app.slug }, { name, revision: name, description: 'x'.repeat(190_000) })
  }
  // No lower than what the file has: from now on it cannot grow.
  await sql`pragma max_page_count = 1`.execute((db as Database).direct)
  const answers = [await write(), await write()]
  for (const answer of answers) expect(answer).toMatchProblem('storage_full')
  const read = await fetch(`${url}/api/v2/apps/viewer`, { headers: { authorization: `Bearer ${administrator.key}` } })
  expect([read.status, (await read.json()) as object]).toEqual([200, expect.objectContaining({ slug: 'viewer' })])
  await sql`pragma max_page_count = 4294967294`.execute((db as Database).direct)
  expect((await write()).status).toBe(201)
})
