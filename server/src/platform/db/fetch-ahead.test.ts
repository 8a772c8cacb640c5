import { sql } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { databases } from '../../../test/harness/index.ts'
import { openDatabase, type Queryable } from './database.ts'
import { fetchAhead } from './fetch-ahead.ts'
import { atOneMoment } from './rows.ts'

for (const database of databases) {
  describe(`reading rows that lie apart on ${database.name}`, () => {
    it('asks the disk for many at once until the transaction ends, where the system can', async () => {
      const own = await database.take()
      const db = await openDatabase(own.url, { poolSize: 1 })
      onTestFinished(async () => {
        await db.close()
        await own.release()
      })
      if (db.kind === 'sqlite') {
        // What it says would be an error here.
        await expect(atOneMoment(db, fetchAhead)).resolves.toBeUndefined()
        return
      }
      const settings = async (on: Queryable) => {
        const { rows } = await sql<{ atOnce: string; oneByOne: string }>`
          select current_setting('effective_io_concurrency') as "atOnce", current_setting('enable_indexscan') as "oneByOne"
        `.execute(on)
        return rows[0]
      }
      const before = await settings(db.read)
      const after = (concurrency: number) =>
        atOneMoment(db, async (tx) => {
          await sql`set local effective_io_concurrency = ${sql.lit(concurrency)}`.execute(tx)
          await fetchAhead(tx)
          return settings(tx)
        })
      expect(before).toMatchObject({ oneByOne: 'on' })
      expect(await after(1)).toEqual({ atOnce: '64', oneByOne: 'off' })
      expect(await settings(db.read)).toEqual(before)
      expect(await after(0)).toEqual({ atOnce: '0', oneByOne: 'on' })
    })
  })
}
