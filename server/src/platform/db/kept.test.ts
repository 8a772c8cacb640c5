import { sql } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { databases } from '../../../test/harness/index.ts'
import { openDatabase } from './database.ts'
import { kept } from './kept.ts'

for (const database of databases) {
  describe(`a kept query on ${database.name}`, () => {
    const open = async () => {
      const own = await database.take()
      const db = await openDatabase(own.url)
      onTestFinished(async () => {
        await db.close()
        await own.release()
      })
      return db
    }

    it('is built once and runs with the values of each call', async () => {
      const db = await open()
      let built = 0
      const find = kept((on, { login, kind }: { login: string; kind: 'person' | 'robot' }) => {
        built += 1
        return on.selectFrom('account').select('login').where('kind', '=', kind).where('login', '=', login)
      })
      expect(await find(db.read, { login: 'admin', kind: 'person' })).toEqual([{ login: 'admin' }])
      expect(await find(db.read, { login: 'nobody', kind: 'person' })).toEqual([])
      expect(await find(db.read, { login: 'admin', kind: 'robot' })).toEqual([])
      expect(await find(db.read, { login: 'admin', kind: 'person' })).toEqual([{ login: 'admin' }])
      expect(built).toBe(1)
    })

    it('takes part in a transaction', async () => {
      const db = await open()
      const rename = kept((on, { name }: { name: string }) =>
        on.updateTable('account').set({ name }).where('login', '=', 'admin').returning('name'),
      )
      const failing = db.write(async (tx) => {
        expect(await rename(tx, { name: 'Somebody else' })).toEqual([{ name: 'Somebody else' }])
        throw new Error('called off')
      })
      await expect(failing).rejects.toThrow('called off')
      const { rows } = await sql<{ name: string }>`select name from account where login = 'admin'`.execute(db.read)
      expect(rows).toEqual([{ name: 'The administrator' }])
    })

    it('knows the columns that there are when another connection has changed the table', async () => {
      const db = await open()
      const all = kept((on, { login }: { login: string }) =>
        on.selectFrom('account').selectAll().where('login', '=', login),
      )
      const [before] = await all(db.read, { login: 'admin' })
      await db.write((tx) => all(tx, { login: 'admin' }))
      const other = await openDatabase(db.url)
      await sql`alter table account add column motto text default 'exact'`.execute(other.direct)
      const [after] = await all(db.read, { login: 'admin' })
      const inTransaction = await db.write((tx) => all(tx, { login: 'admin' }))
      await sql`alter table account drop column motto`.execute(other.direct)
      await other.close()
      expect(after).toEqual({ ...before, motto: 'exact' })
      expect(inTransaction).toEqual([after])
    })

    it('refuses values that are spread, which would be lost', async () => {
      const db = await open()
      const insert = kept((on, values: { bucket: string; count: number; resets_at: number }) =>
        on.insertInto('attempt').values({ ...values }),
      )
      await expect(insert(db.direct, { bucket: 'b', count: 1, resets_at: 1 })).rejects.toThrow('name each value')
    })
  })
}
