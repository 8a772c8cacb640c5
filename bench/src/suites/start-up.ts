/** T7: from nothing to the first reply, and the memory of a server that has nothing to do. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Suite } from '../bench.ts'
import { median, timed } from '../measure.ts'
import { residentMiB } from '../processes.ts'
import { startServer } from '../server.ts'

/** V8 gives back what the start needed when nothing happened for some time. */
const SETTLING_MS = 30_000

export const startUp: Suite = {
  name: 'start',
  async run(bench) {
    const times: number[] = []
    const memory: number[] = []
    const data = bench.newFolder('data')
    const attempts = bench.quick ? 2 : 7
    // The first start makes the database and the administrator; every later one is like those of daily life.
    for (let attempt = 0; attempt <= attempts; attempt++) {
      const { seconds, result: server } = await timed(() => startServer({ bundle: bench.server, data }))
      if (attempt > 0) times.push(seconds)
      if (attempt === attempts) {
        await pause(SETTLING_MS)
        memory.push(residentMiB(server.pid) ?? Number.NaN)
      }
      await server.stop()
    }
    const shared = { suite: 'start', database: 'sqlite' } as const
    bench.report({
      ...shared,
      what: 'start to first reply',
      value: median(times),
      unit: 's',
      target: { of: 'value', most: 0.8 },
    })
    bench.report({
      ...shared,
      what: 'memory at rest',
      value: median(memory),
      unit: 'MiB',
      target: { of: 'value', most: 130 },
    })
  },
}
