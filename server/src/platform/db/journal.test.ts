import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { afterCommit, type Database, openDatabase } from './database.ts'
import { hastily } from './hasty.ts'

/** A database whose journal reaches the disk only when the test says so. */
async function held() {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-journal-'))
  const db = await openDatabase(`sqlite:${join(folder, 'one.db')}`)
  const file = await open(join(folder, 'one.db'))
  const prototype = Object.getPrototypeOf(file) as typeof file
  await file.close()
  const flushes: (() => void)[] = []
  vi.spyOn(prototype, 'datasync').mockImplementation(() => new Promise((resolve) => flushes.push(resolve)))
  onTestFinished(async () => {
    vi.restoreAllMocks()
    await db.close()
    await rm(folder, { recursive: true })
  })
  await sql`create table note (text text)`.execute(db.direct)
  return { db, flushes }
}

const write = (db: Database, text: string, done: string[], options?: { survives: 'kill' }) =>
  db
    .write(async (tx) => {
      await sql`insert into note values (${text})`.execute(tx)
      afterCommit(tx, () => done.push(`${text} committed`))
    }, options)
    .then(() => void done.push(text))

const notes = async (db: Database) => (await sql<{ text: string }>`select text from note`.execute(db.read)).rows.length

test('a write is answered when the journal is on the disk, one for all that wait, and readers do not', async () => {
  const { db, flushes } = await held()
  const done: string[] = []
  const first = write(db, 'first', done)
  await vi.waitFor(() => expect(flushes.length).toBe(1))
  const others = [write(db, 'second', done), write(db, 'third', done)]
  await vi.waitFor(async () => expect(await notes(db)).toBe(3))
  expect(done).toEqual([])
  flushes[0]?.()
  await first
  expect(done).toEqual(['first committed', 'first'])
  await vi.waitFor(() => expect(flushes.length).toBe(2))
  flushes[1]?.()
  await Promise.all(others)
  expect(done.slice(2).sort()).toEqual(['second', 'second committed', 'third', 'third committed'])
  expect(flushes.length).toBe(2)
})

test('what need only survive the process, and what nobody would miss, waits for no disk', async () => {
  const { db, flushes } = await held()
  const done: string[] = []
  await write(db, 'counted', done, { survives: 'kill' })
  await hastily(db, () => write(db, 'filled', done))
  expect(done).toEqual(['counted committed', 'counted', 'filled committed', 'filled'])
  expect(flushes.length).toBe(0)
})
