/**
 * Rounds of violence: clients publish, replace, upload in pieces, promote, delete, clean up and download while the sweep
 * runs, the server is killed at a random sign of its life, started again, and must have kept every promise.
 *
 * SLIPWAY_CRASH_SEED repeats the clients' decisions and the moments of killing (as far as time allows);
 * SLIPWAY_CRASH_ROUNDS multiplies the rounds, for a long night.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/platform/db/index.ts'
import { databases, type TestDatabase } from '../harness/index.ts'
import { Random } from './random.ts'
import { run, ServerProcess, type Settings, takeBundle } from './server-process.ts'
import { untilKilled } from './thing.ts'
import { Wire } from './wire.ts'
import { World } from './world.ts'

const SEED = Number(process.env.SLIPWAY_CRASH_SEED ?? 20_260_731)
const TIMES = Number(process.env.SLIPWAY_CRASH_ROUNDS ?? 1)

/** Lanes are servers of their own, side by side: while one starts, another is being killed. */
const PLAN = { sqlite: { lanes: 3, rounds: 34 }, postgres: { lanes: 2, rounds: 12 } }
/** Of its life that one client sees before the server is killed: a request is out, an answer begins, comes, ends. */
const MOST_SIGNS = 12
/** And then a little later: the moment of killing falls anywhere in the work of the server. */
const LONGEST_WAIT_MS = 4
const LONGEST_SWEEP_MS = 30
const SHARE_OF_SWEEPS = 0.15
/** Longer than a round, so that the sweep takes what earlier rounds left and nothing that is under way. */
const GRACE = '10s'

let bundle: Awaited<ReturnType<typeof takeBundle>>
beforeAll(async () => {
  bundle = await takeBundle()
})
afterAll(() => bundle.remove())

for (const database of databases) {
  const { lanes, rounds } = PLAN[database.name]
  describe(`a server on ${database.name}`, () => {
    it(
      `that is killed ${lanes * rounds * TIMES} times keeps its promises`,
      async () => {
        console.log(`crash tests on ${database.name}: SLIPWAY_CRASH_SEED=${SEED}`)
        const seeds = Array.from({ length: lanes }, (_lane, index) => SEED + index)
        const ends = await Promise.allSettled(seeds.map((seed) => lane(database, seed, rounds * TIMES)))
        for (const end of ends) if (end.status === 'rejected') throw end.reason
      },
      1_800_000 * TIMES,
    )
  })
}

async function lane(database: TestDatabase, seed: number, rounds: number): Promise<void> {
  const own = await database.take()
  const data = await mkdtemp(join(tmpdir(), 'slipway-crash-'))
  const settings: Settings = { program: bundle.program, data, database: own.url }
  try {
    const random = new Random(seed)
    const world = new World(random)
    const first = await ServerProcess.start(settings)
    await world.begin(new Wire(first.origin))
    await first.kill()
    for (let round = 1; round <= rounds; round++) {
      await killOnce(settings, world, random).catch((error: Error) => {
        throw new Error(`seed ${seed}, round ${round}: ${error.message}`, { cause: error })
      })
    }
    await lastLook(settings, world)
    const { interrupted, downloads } = world.tally
    console.log(`seed ${seed}, ${rounds} rounds hit`, interrupted, 'downloads', downloads)
    const hits = Object.values(interrupted).reduce((sum, number) => sum + number, 0)
    expect(hits, 'changes and uploads that were interrupted').toBeGreaterThan(rounds)
    expect(downloads.completed, 'completed downloads').toBeGreaterThan(rounds)
  } finally {
    await own.release({ again: false })
    await rm(data, { recursive: true, force: true })
  }
}

async function killOnce(settings: Settings, world: World, random: Random): Promise<void> {
  await makeSweepDue(settings)
  if (random.chance(SHARE_OF_SWEEPS)) {
    // Nobody else is there, so the sweep may take whatever has no owner.
    const server = await ServerProcess.start(settings, { 'orphan-grace': '0s' })
    await pause(random.integer(0, LONGEST_SWEEP_MS))
    await server.kill()
    await makeSweepDue(settings)
  }
  const server = await ServerProcess.start(settings, { 'orphan-grace': GRACE })
  const calm = new Wire(server.origin)
  try {
    await world.afterRestart(calm)
    await world.prepareRound(calm)
  } catch (error) {
    await server.kill()
    throw new Error(`${(error as Error).message}\n${server.output}`, { cause: error })
  } finally {
    calm.close()
  }
  await underFire(server, world, random)
  expect(server.output.replace(/^.*Slipway is ready.*\n/m, ''), 'warnings and failures in the log').toBe('')
}

/** Sets the clients to work and kills the server when one of them has seen so many signs of its life, or is done. */
async function underFire(server: ServerProcess, world: World, random: Random): Promise<void> {
  const { clients } = world
  const marked = random.integer(0, clients.length - 1)
  const wait = random.integer(0, LONGEST_WAIT_MS)
  let signs = random.integer(1, MOST_SIGNS)
  let killing: Promise<void> | undefined
  const kill = () => (killing ??= pause(wait).then(() => server.kill()))
  const wires = clients.map((_client, index) => {
    const countDown = () => {
      signs -= 1
      if (signs <= 0) kill()
    }
    return new Wire(server.origin, index === marked ? countDown : undefined)
  })
  try {
    const work = clients.map((client, index) => client(wires[index] as Wire))
    work[marked]?.finally(kill).catch(() => {})
    await untilKilled(work)
  } finally {
    await kill()
    for (const wire of wires) wire.close()
  }
}

/** So that it runs when the server starts, beside the clients, and may be killed as well. */
async function makeSweepDue({ database }: Settings): Promise<void> {
  const db = await openDatabase(database)
  await db.write(async (tx) => {
    // What was running when the server died would come back only when its lease is over.
    await tx.deleteFrom('job').where('kind', '=', 'files.sweep').where('state', '=', 'running').execute()
    await tx
      .updateTable('job')
      .set({ run_at: 0 })
      .where('kind', '=', 'files.sweep')
      .where('state', '=', 'waiting')
      .execute()
  })
  await db.close()
}

async function lastLook(settings: Settings, world: World): Promise<void> {
  const server = await ServerProcess.start(settings)
  const wire = new Wire(server.origin)
  try {
    await world.afterRestart(wire)
    await world.atTheEnd(wire)
  } finally {
    wire.close()
    await server.stop()
  }
  await expireUploads(settings)
  await run(['sweep'], settings, { 'orphan-grace': '0s' })
  await expectNothingLeftOver(settings)
  await run(['doctor', '--rehash', 'all'], settings)
}

/** Those whose beginning was not acknowledged: no client knows of them. */
async function expireUploads({ database }: Settings): Promise<void> {
  const db = await openDatabase(database)
  await db.write((tx) => tx.updateTable('upload').set({ expires_at: 1 }).execute())
  await db.close()
}

async function expectNothingLeftOver({ database, data }: Settings): Promise<void> {
  const db = await openDatabase(database)
  try {
    const blobs = await db.read.selectFrom('blob').select(['key', 'sha256']).execute()
    const entries = await readdir(join(data, 'blobs'), { recursive: true, withFileTypes: true })
    const stored = entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
    expect(stored.sort(), 'files in the blob store').toEqual(blobs.map((blob) => blob.key).sort())

    const files = await db.read.selectFrom('file').select('sha256').distinct().execute()
    expect(blobs.map((blob) => blob.sha256).sort(), 'digests of blobs').toEqual(files.map((file) => file.sha256).sort())

    const shells = await db.read.selectFrom('package').select('name').where('file_id', 'is', null).execute()
    expect(shells, 'packages without a file').toEqual([])
    expect(await db.read.selectFrom('upload').select('id').execute(), 'uploads').toEqual([])
  } finally {
    await db.close()
  }
}
