/** nginx in front that sends the files Slipway names, compared with nginx alone on the same file. */
import { linkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bench, Suite } from '../bench.ts'
import { runClient } from '../client-run.ts'
import { largeFile } from '../files.ts'
import { inTurn, MIB, median } from '../measure.ts'
import { startNginx } from '../nginx.ts'
import { asAdmin, ensureApp, extensionQuery } from '../server.ts'

const CLIENTS = 32

export const front: Suite = {
  name: 'front',
  async run(bench) {
    const program = bench.nginx
    if (program === undefined) return
    const large = largeFile(bench.cache, bench.quick ? 128 * MIB : 500 * MIB)
    const folder = bench.newFolder('files')
    linkSync(large, join(folder, 'large'))
    writeFileSync(join(folder, 'index.html'), 'ready')
    const settings = { SLIPWAY_HAND_OVER: 'x-accel-redirect' }
    await bench.withEmptyServer(
      'sqlite',
      async ({ origin }, data) => {
        await ensureApp(origin)
        const url = `${origin}/api/v2/apps/bench/extensions?${extensionQuery('Large', '1')}`
        await runClient(bench.programs.clients, { task: 'send', way: 'put', file: large, url, headers: asAdmin })
        const nginx = await startNginx(program, folder, bench.newFolder('nginx'), inFrontOf(origin, data))
        try {
          await measure(bench, nginx.origin)
        } finally {
          await nginx.stop()
        }
      },
      settings,
    )
  },
}

async function measure(bench: Bench, nginx: string): Promise<void> {
  const drain = (url: string) =>
    runClient(bench.programs.clients, { task: 'drain', url, connections: CLIENTS, seconds: bench.quick ? 3 : 8 })
  const [handed = [], alone = []] = await inTurn(bench.rounds, [
    () => drain(`${nginx}/dl/bench/1/Large-1.bin`),
    () => drain(`${nginx}/large`),
  ])
  const rate = (results: readonly { mibPerSecond: number }[]) => median(results.map((result) => result.mibPerSecond))
  bench.report({
    suite: 'front',
    database: 'sqlite',
    what: `${CLIENTS} clients, 500 MiB files, sent by nginx for Slipway`,
    value: rate(handed),
    unit: 'MiB/s',
    baseline: { what: 'nginx alone', value: rate(alone) },
    target: { of: 'ratio', least: 0.9 },
  })
}

/** As in deploy/nginx.conf. */
const inFrontOf = (origin: string, data: string): string => `
    location /dl/ {
      proxy_pass ${origin};
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header X-Forwarded-For $remote_addr;
    }
    location /_slipway_files/ {
      internal;
      alias ${data}/blobs/;
      etag off;
      if_modified_since off;
      add_header ETag $upstream_http_etag;
    }`
