import { sql } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { databases } from '../../../test/harness/index.ts'
import { openDatabase } from './database.ts'
import { tightenIndexes } from './tighten.ts'

const KIB = 1024
/** What is left of many rows whose keys came in no order. */
const LEFT = 500

for (const database of databases) {
  describe(`indexes on ${database.name}`, () => {
    it('that have grown loose are packed again, once', async () => {
      const own = await database.take()
      const db = await openDatabase(own.url)
      onTestFinished(async () => {
        await db.close()
        await own.release()
      })
      if (db.kind === 'sqlite') {
        expect(await tightenIndexes(db, { least: 0 })).toEqual([])
        return
      }
      await sql`
        insert into user_agent (text, client, family, os, mobile, rules)
        select md5(number::text), 'script', '', '', 0, 1 from generate_series(1, 10000) as number`.execute(db.direct)
      await sql`delete from user_agent where id > ${LEFT}`.execute(db.direct)
      await sql`vacuum analyze user_agent`.execute(db.direct)
      // As when the process is killed in the middle.
      await sql`create index user_agent_text_key_ccnew on user_agent (text)`.execute(db.direct)
      await sql`
        update pg_index set indisvalid = false where indexrelid = 'user_agent_text_key_ccnew'::regclass`.execute(
        db.direct,
      )
      const bytes = async () => {
        const { rows } = await sql<{ bytes: number }>`
          select pg_relation_size('user_agent_text_key'::regclass) as bytes`.execute(db.direct)
        return rows[0]?.bytes as number
      }
      const before = await bytes()

      expect(await tightenIndexes(db)).toEqual([])
      expect(await tightenIndexes(db, { least: 64 * KIB })).toContain('user_agent_text_key')
      expect(await bytes()).toBeLessThan(before / 4)
      expect(await tightenIndexes(db, { least: 64 * KIB })).toEqual([])
      const { rows } = await sql<{ name: string }>`
        select indexrelid::regclass::text as name from pg_index where indrelid = 'user_agent'::regclass order by 1`.execute(
        db.direct,
      )
      expect(rows.map(({ name }) => name)).toEqual(['user_agent_pkey', 'user_agent_text_key'])
      const same = sql`insert into user_agent (text, client, family, os, mobile, rules)
        select text, client, family, os, mobile, rules from user_agent limit 1`.execute(db.direct)
      await expect(same).rejects.toThrow('user_agent_text_key')
    })
  })
}
