import { pino } from 'pino'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { databases, startServer } from '../../../test/harness/index.ts'
import { type JobKind, Jobs } from './index.ts'

/** A queue with kinds of its own on the database of a server. */
async function queue(database: (typeof databases)[number], kinds: JobKind[]) {
  const { db, travel } = await startServer({ database })
  const jobs = new Jobs({ db, log: pino({ level: 'silent' }), kinds })
  onTestFinished(async () => {
    await jobs.stop()
    await db.write((tx) => tx.deleteFrom('job').execute())
  })
  return {
    db,
    jobs,
    travel,
    another: () => new Jobs({ db, log: pino({ level: 'silent' }), kinds }),
    enqueue: (kind: string, payload?: unknown, options?: { runAt?: number; once?: string }) =>
      db.write((tx) => jobs.enqueue(tx, kind, payload, options)),
    rows: () => db.read.selectFrom('job').selectAll().orderBy('created_at').orderBy('id').execute(),
  }
}

for (const database of databases) {
  describe(`jobs on ${database.name}`, () => {
    it('run once with their payload, the earliest first', async () => {
      const ran: unknown[] = []
      const { jobs, enqueue, rows } = await queue(database, [
        { kind: 'note', run: async (what) => void ran.push(what) },
      ])
      await enqueue('note', { a: 1 }, { runAt: Date.now() - 1000 })
      await enqueue('note', 'first', { runAt: Date.now() - 2000 })

      expect(await jobs.runDue()).toBe(2)
      expect(await jobs.runDue()).toBe(0)

      expect(ran).toEqual(['first', { a: 1 }])
      expect((await rows()).map((row) => [row.state, row.attempts])).toEqual([
        ['done', 1],
        ['done', 1],
      ])
    })

    it('exist exactly if their cause does', async () => {
      const { db, jobs, rows } = await queue(database, [{ kind: 'note', run: async () => {} }])

      const broken = db.write(async (tx) => {
        await jobs.enqueue(tx, 'note')
        throw new Error('the cause failed')
      })

      await expect(broken).rejects.toThrow('the cause failed')
      expect(await rows()).toEqual([])
    })

    it('wait for their time', async () => {
      const { jobs, enqueue, travel } = await queue(database, [{ kind: 'note', run: async () => {} }])
      await enqueue('note', null, { runAt: Date.now() + 60_000 })

      expect(await jobs.runDue()).toBe(0)
      travel({ minutes: 2 })
      expect(await jobs.runDue()).toBe(1)
    })

    it('are not enqueued twice under one key while one waits', async () => {
      const { jobs, enqueue, rows } = await queue(database, [{ kind: 'note', run: async () => {} }])
      await Promise.all([1, 2, 3].map((payload) => enqueue('note', payload, { once: 'key' })))
      expect(await rows()).toHaveLength(1)
      await jobs.runDue()
      await enqueue('note', 4, { once: 'key' })
      expect(await rows()).toHaveLength(2)
    })

    it('that fail are tried again later and later, and then given up', async () => {
      let tries = 0
      const { jobs, enqueue, rows, travel } = await queue(database, [
        {
          kind: 'fail',
          run: async () => {
            tries += 1
            throw new Error('no luck')
          },
        },
      ])
      await enqueue('fail')
      const pauses: number[] = []
      for (let at = 0; at < 8; at++) {
        expect(await jobs.runDue()).toBe(1)
        const [row] = await rows()
        if (row?.state === 'waiting') pauses.push(row.run_at - Date.now())
        expect(await jobs.runDue()).toBe(0)
        travel({ hours: 1 })
      }

      const [row] = await rows()
      expect([tries, row?.state, row?.last_error]).toEqual([8, 'failed', 'no luck'])
      expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
      expect(await jobs.runDue()).toBe(0)
    })

    it('of a process that died are taken up by another when the lease is over', async () => {
      const ran: string[] = []
      const { db, jobs, enqueue, travel } = await queue(database, [
        { kind: 'note', run: async () => void ran.push('x') },
      ])
      await enqueue('note')
      const lease = { state: 'running' as const, attempts: 1, lease_until: Date.now() + 60_000 }
      await db.write((tx) => tx.updateTable('job').set(lease).execute())

      expect(await jobs.runDue()).toBe(0)
      travel({ minutes: 2 })
      expect(await jobs.runDue()).toBe(1)
      expect(ran).toEqual(['x'])
    })

    it('are shared out among processes without running twice', async () => {
      const ran: unknown[] = []
      const { jobs, another, enqueue } = await queue(database, [
        { kind: 'note', run: async (what) => void ran.push(what) },
      ])
      for (let at = 0; at < 20; at++) await enqueue('note', at)

      const counts = await Promise.all([jobs.runDue(), another().runDue(), another().runDue()])

      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(20)
      expect([...ran].sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 20 }, (_, at) => at))
    })

    it('that come round wait again after each run, whether it went well or not', async () => {
      let fail = false
      const kinds: JobKind[] = [
        {
          kind: 'round',
          every: 3_600_000,
          run: async () => {
            if (fail) throw new Error('no luck')
          },
        },
      ]
      const { jobs, rows, travel, db } = await queue(database, kinds)
      await jobs.start()
      await jobs.start()
      await jobs.stop()
      const waiting = async () => (await rows()).filter((row) => row.state === 'waiting')
      expect(await waiting()).toHaveLength(1)

      travel({ minutes: 61 })
      expect(await jobs.runDue()).toBe(1)
      expect((await waiting()).map((row) => row.run_at > Date.now() + 3_500_000)).toEqual([true])

      fail = true
      travel({ minutes: 61 })
      await jobs.runDue()
      expect(await waiting()).toHaveLength(1)
      await db.write((tx) => tx.updateTable('job').set({ attempts: 7 }).where('state', '=', 'waiting').execute())
      travel({ minutes: 61 })
      await jobs.runDue()
      expect((await rows()).filter((row) => row.state === 'failed')).toHaveLength(1)
      expect(await waiting()).toHaveLength(1)
    })

    it('that come round leave only their last good run behind, and each that failed', async () => {
      const ran: number[] = []
      const run = async () => {
        if (ran.push(Date.now()) === 2) throw new Error('no luck')
      }
      const { jobs, rows, travel, enqueue, db } = await queue(database, [
        { kind: 'round', every: 60_000, run },
        { kind: 'note', run: async () => {} },
      ])
      await enqueue('note')
      await jobs.start()
      await jobs.stop()
      for (let round = 1; round <= 4; round++) {
        travel({ minutes: 2 })
        // The second run is the last attempt of its job.
        if (round === 2)
          await db.write((tx) => tx.updateTable('job').set({ attempts: 7 }).where('state', '=', 'waiting').execute())
        await jobs.runDue()
      }
      expect(ran).toHaveLength(4)
      const round = (await rows()).filter((row) => row.kind === 'round')
      expect(round.map((row) => row.state)).toEqual(['failed', 'done', 'waiting'])
      expect((await rows()).filter((row) => row.kind === 'note').map((row) => row.state)).toEqual(['done'])
    })

    it('that fail after a successor was enqueued leave the work to it', async () => {
      const kinds: JobKind[] = [{ kind: 'round', every: 3_600_000, run: () => Promise.reject(new Error('no luck')) }]
      const { jobs, rows, enqueue, db } = await queue(database, kinds)
      await enqueue('round', null, { once: 'round' })
      // As when a server starts while a job of the one before is still running.
      await db.write((tx) => tx.updateTable('job').set({ state: 'running', lease_until: 0 }).execute())
      await enqueue('round', null, { once: 'round', runAt: Date.now() + 3_600_000 })

      expect(await jobs.runDue()).toBe(1)

      expect((await rows()).map((row) => row.state).sort()).toEqual(['failed', 'waiting'])
    })

    it('are worked on by a server that has started, as soon as they are there', async () => {
      const ran: unknown[] = []
      const { jobs, enqueue } = await queue(database, [{ kind: 'note', run: async (what) => void ran.push(what) }])
      await jobs.start()

      await enqueue('note', 'now')

      await vi.waitFor(() => expect(ran).toEqual(['now']))
    })

    it('that are running end before the server stops, and no other begins', async () => {
      let finish = () => {}
      const ran: unknown[] = []
      const kinds: JobKind[] = [
        {
          kind: 'slow',
          run: async (what) => {
            ran.push(what)
            await new Promise<void>((resolve) => (finish = resolve))
          },
        },
      ]
      const { jobs, enqueue, rows } = await queue(database, kinds)
      await jobs.start()
      await enqueue('slow', 1)
      await enqueue('slow', 2)
      await vi.waitFor(() => expect(ran).toHaveLength(1))

      const stopped = jobs.stop()
      finish()
      await stopped

      expect(ran).toHaveLength(1)
      expect((await rows()).map((row) => row.state).sort()).toEqual(['done', 'waiting'])
    })

    it('of an unknown kind are refused when they are enqueued, and fail when they are found', async () => {
      const { db, jobs, enqueue, rows } = await queue(database, [{ kind: 'note', run: async () => {} }])
      await expect(enqueue('other')).rejects.toThrow('no job of the kind other')
      await enqueue('note')
      await db.write((tx) => tx.updateTable('job').set({ kind: 'older', attempts: 7 }).execute())

      await jobs.runDue()

      expect((await rows()).map((row) => row.state)).toEqual(['failed'])
    })

    it('that are done are forgotten after a week', async () => {
      const { jobs, enqueue, rows, travel } = await queue(database, [{ kind: 'note', run: async () => {} }])
      await enqueue('note')
      await jobs.runDue()
      travel({ days: 8 })
      await enqueue('note')
      await jobs.runDue()

      expect(await rows()).toHaveLength(1)
    })
  })
}
