/**
 * T5: large uploads, one and ten at a time, compared with hashing the same file twice. The small downloads beside ten uploads
 * come to a server that has been answering them: how long its very first ones take is another question.
 */
import { statSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Bench, DatabaseKind, Suite } from '../bench.ts'
import { readyClient, runClient } from '../client-run.ts'
import type { Task } from '../clients.ts'
import { hashRate, largeFile } from '../files.ts'
import { inTurn, MIB, median, timed } from '../measure.ts'
import { pace } from '../paced.ts'
import { type Running, watchMemory } from '../processes.ts'
import { asAdmin, ensureApp, extensionQuery, publish } from '../server.ts'

const AT_ONCE = 10

export const upload: Suite = {
  name: 'upload',
  async run(bench) {
    for (const [at, database] of bench.databases.entries()) {
      await bench.withEmptyServer(database, async (server) => {
        await ensureApp(server.origin)
        // One upload asks the database for next to nothing.
        if (at === 0) await alone(bench, server, database)
        await many(bench, server, database)
      })
    }
  },
}

let number = 0

/** Every upload is of another thing, else it would be nothing new; the bytes are the same, which costs the same. */
const sending = (origin: string, file: string, way: 'put' | 'tus'): Task => ({
  task: 'send',
  way,
  file,
  url: `${origin}/api/v2/apps/bench/extensions?${extensionQuery(`Large${++number}`, '1')}`,
  headers: asAdmin,
})

async function alone(bench: Bench, { origin, pid }: Running, database: DatabaseKind): Promise<void> {
  const send = (file: string, way: 'put' | 'tus') => runClient(bench.programs.clients, sending(origin, file, way))
  for (const size of bench.quick ? [128 * MIB] : [500 * MIB, 1024 * MIB]) {
    const file = largeFile(bench.cache, size)
    const peak = watchMemory(pid)
    const [put = [], hashing = [], tus = []] = await inTurn(bench.rounds, [
      async () => (await send(file, 'put')).mibPerSecond,
      () => hashRate(file),
      async () => (await send(file, 'tus')).mibPerSecond,
    ])
    const memory = peak()
    const shared = { suite: 'upload', database } as const
    const baseline = { what: 'sha256sum, sha512sum', value: median(hashing) }
    const target = { of: 'ratio', least: 0.7 } as const
    const what = `upload of ${size / MIB} MiB`
    bench.report({ ...shared, what: `${what}, PUT`, value: median(put), unit: 'MiB/s', baseline, target })
    bench.report({ ...shared, what: `${what}, tus`, value: median(tus), unit: 'MiB/s', baseline, target })
    bench.report({ ...shared, what: `${what}: peak memory`, value: memory, unit: 'MiB' })
  }
}

async function many(bench: Bench, { origin, pid }: Running, database: DatabaseKind): Promise<void> {
  const file = largeFile(bench.cache, bench.quick ? 128 * MIB : 500 * MIB)
  const { id } = await publish(origin, extensionQuery('Light', '1', 'light'), Buffer.alloc(1024, 'x'))
  const clients = await Promise.all(
    Array.from({ length: AT_ONCE }, (_value, at) =>
      readyClient(bench.programs.clients, sending(origin, file, at % 2 === 0 ? 'put' : 'tus')),
    ),
  )
  const begin = () => pace(200, () => ({ url: `${origin}/dl/${id}` }))
  const warm = begin()
  await pause(2000)
  await warm()
  const peak = watchMemory(pid)
  const stop = begin()
  const { seconds } = await timed(() => Promise.all(clients.map((client) => client.run())))
  const light = await stop()
  const shared = { suite: 'upload', database } as const
  const what = `${AT_ONCE} uploads at once`
  bench.report({
    ...shared,
    what,
    value: (AT_ONCE * statSync(file).size) / MIB / seconds,
    unit: 'MiB/s',
  })
  bench.report({
    ...shared,
    what: `${what}: peak memory`,
    value: peak(),
    unit: 'MiB',
    target: { of: 'value', most: 300 },
  })
  bench.report({
    ...shared,
    what: `${what}: p99 of 200 small downloads/s`,
    value: light.p99,
    unit: 'ms',
    target: { of: 'value', most: 100 },
  })
  if (light.errors > 0) throw new Error(`${light.errors} small downloads failed: ${light.firstError}`)
}
