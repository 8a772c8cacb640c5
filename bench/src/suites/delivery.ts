/** T4: large files to many clients at once, compared with nginx on the same file. */
import { linkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench, Suite } from '../bench.ts'
import { runClient } from '../client-run.ts'
import { largeFile } from '../files.ts'
import { GIB, inTurn, MIB, median } from '../measure.ts'
import { startNginx } from '../nginx.ts'
import { pace } from '../paced.ts'
import { watchMemory } from '../processes.ts'
import { asAdmin, ensureApp, extensionQuery, publish } from '../server.ts'

const CLIENTS = 32

export const delivery: Suite = {
  name: 'delivery',
  async run(bench) {
    const large = largeFile(bench.cache, bench.quick ? 128 * MIB : 500 * MIB)
    const huge = largeFile(bench.cache, bench.quick ? 128 * MIB : GIB)
    const folder = bench.newFolder('files')
    linkSync(large, join(folder, 'large'))
    linkSync(huge, join(folder, 'huge'))
    writeFileSync(join(folder, 'index.html'), 'ready')
    const nginx = bench.nginx && (await startNginx(bench.nginx, folder, bench.newFolder('nginx')))
    try {
      await measure(bench, { large, huge }, nginx?.origin)
    } finally {
      await nginx?.stop()
    }
  },
}

async function measure(bench: Bench, files: { large: string; huge: string }, nginx: string | undefined): Promise<void> {
  await bench.withEmptyServer('sqlite', async ({ origin, pid }) => {
    await ensureApp(origin)
    const send = async (baseName: string, file: string): Promise<string> => {
      const url = `${origin}/api/v2/apps/bench/extensions?${extensionQuery(baseName, '1')}`
      await runClient(bench.programs.clients, { task: 'send', way: 'put', file, url, headers: asAdmin })
      return `${origin}/dl/bench/1/${baseName}-1.bin`
    }
    const large = await send('Large', files.large)
    const huge = await send('Huge', files.huge)
    const { id } = await publish(origin, extensionQuery('Light', '1'), Buffer.alloc(1024, 'x'))
    const shared = { suite: 'delivery', database: 'sqlite' } as const
    const drain = (url: string, connections: number, limit: { seconds?: number; times?: number }) =>
      runClient(bench.programs.clients, { task: 'drain', url, connections, ...limit })

    const peakOfOne = watchMemory(pid)
    const [one = [], oneOfNginx = []] = await inTurn(bench.rounds, [
      () => drain(huge, 1, { times: 2 }),
      ...(nginx === undefined ? [] : [() => drain(`${nginx}/huge`, 1, { times: 2 })]),
    ])
    const rate = (results: readonly { mibPerSecond: number }[]) => median(results.map((result) => result.mibPerSecond))
    const beside = (results: typeof one) => results.length > 0 && { baseline: { what: 'nginx', value: rate(results) } }
    const what = 'download of 1 GiB, one client'
    bench.report({ ...shared, what, value: rate(one), unit: 'MiB/s', ...beside(oneOfNginx) })
    bench.report({ ...shared, what: `${what}: peak memory`, value: peakOfOne(), unit: 'MiB' })

    const peak = watchMemory(pid)
    const lightTimes: number[] = []
    const seconds = bench.quick ? 3 : 8
    const [many = [], manyOfNginx = []] = await inTurn(bench.rounds, [
      async () => {
        const stop = pace(200, () => ({ url: `${origin}/dl/${id}` }))
        const result = await drain(large, CLIENTS, { seconds })
        const light = await stop()
        if (light.errors > 0) throw new Error(`${light.errors} small downloads failed: ${light.firstError}`)
        lightTimes.push(light.p99)
        return result
      },
      ...(nginx === undefined ? [] : [() => drain(`${nginx}/large`, CLIENTS, { seconds })]),
    ])
    const all = `${CLIENTS} clients, 500 MiB files, beside 200 small downloads/s`
    const target = { of: 'value', least: 0.9 * 1024 } as const
    bench.report({ ...shared, what: all, value: rate(many), unit: 'MiB/s', ...beside(manyOfNginx), target })
    bench.report({
      ...shared,
      what: 'the same: peak memory',
      value: peak(),
      unit: 'MiB',
      target: { of: 'value', most: 200 },
    })
    bench.report({
      ...shared,
      what: 'the same: p99 of the small downloads',
      value: median(lightTimes),
      unit: 'ms',
      target: { of: 'value', most: 100 },
    })
  })
}
