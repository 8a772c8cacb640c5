/** Files of 1 KiB: what a download costs besides its bytes. Each is counted before its last byte goes out. */
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench, DatabaseKind, Suite } from '../bench.ts'
import type { LoadResult } from '../load.ts'
import { inTurn, median } from '../measure.ts'
import { startNginx } from '../nginx.ts'
import { ensureApp, extensionQuery, publish } from '../server.ts'

const CONNECTIONS = 32
const FILES = 20

const rate = (results: readonly LoadResult[]) => median(results.map((result) => result.perSecond))

export const small: Suite = {
  name: 'small',
  async run(bench) {
    for (const kind of bench.databases) await measure(bench, kind)
  },
}

async function measure(bench: Bench, kind: DatabaseKind): Promise<void> {
  const folder = bench.newFolder('files')
  const bytes = randomBytes(1024)
  writeFileSync(join(folder, 'file'), bytes)
  writeFileSync(join(folder, 'index.html'), 'ready')
  const nginx = bench.nginx && (await startNginx(bench.nginx, folder, bench.newFolder('nginx')))
  try {
    await bench.withEmptyServer(kind, ({ origin }) =>
      bench.withReference([join(folder, 'file')], async (reference) => {
        await ensureApp(origin)
        const urls: string[] = []
        for (let number = 0; number < FILES; number++) {
          const { id } = await publish(origin, extensionQuery(`Small${number}`, '1'), randomBytes(1024))
          urls.push(`${origin}/dl/${id}`)
        }
        const load = { connections: CONNECTIONS, seconds: bench.seconds }
        const [ours = [], bare = [], served = []] = await inTurn(bench.rounds, [
          () => bench.load.run({ urls, ...load }),
          () => bench.load.run({ urls: [`${reference.origin}/0`], ...load }),
          ...(nginx === undefined ? [] : [() => bench.load.run({ urls: [`${nginx.origin}/file`], ...load })]),
        ])
        const shared = { suite: 'small', database: kind, value: rate(ours), unit: 'per s' } as const
        bench.report({
          ...shared,
          what: '1 KiB download, counted',
          baseline: { what: 'bare Fastify', value: rate(bare) },
          target: { of: 'value', least: 3000 },
        })
        if (served.length > 0) {
          bench.report({ ...shared, what: 'the same', baseline: { what: 'nginx', value: rate(served) } })
        }
        bench.report({
          suite: 'small',
          database: kind,
          what: 'the same: p99',
          value: median(ours.map((result) => result.p99)),
          unit: 'ms',
          target: { of: 'value', most: 30 },
        })
      }),
    )
  } finally {
    await nginx?.stop()
  }
}
