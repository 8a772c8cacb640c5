// npm run bench [-- options]: builds the server if it is stale, bundles the bench, and runs it. `--help` lists options.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { build as buildPart, staleParts } from './lib/build.mjs'
import { fingerprint } from './lib/fingerprint.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { inCache, inRoot } from './lib/paths.mjs'
import { node, passOnSignals } from './lib/run.mjs'

passOnSignals()
await ensureInstalled()
for (const part of staleParts()) if (part.name === 'server') await buildPart(part)

const programs = inCache('bench', 'programs-built')

await build({
  absWorkingDir: inRoot(),
  entryPoints: ['main', 'reference', 'clients'].map((name) => `bench/src/${name}.ts`),
  outdir: programs,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  packages: 'external',
  alias: { '@slipway/contract': inRoot('contract/src/index.ts'), '@slipway/spk': inRoot('spk/src/index.ts') },
  plugins: [
    {
      // Files that look for others beside themselves must find them from the bundle as well.
      name: 'where-sources-are',
      setup: (setup) =>
        setup.onLoad({ filter: /server[/\\]test[/\\].*\.ts$/ }, ({ path }) => ({
          contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
          loader: 'ts',
        })),
    },
  ],
  logLevel: 'warning',
})

const result = await node([`${programs}/main.mjs`, ...process.argv.slice(2)], {
  timeout: 2 * 60 * 60 * 1000,
  env: {
    BENCH_SERVER: inRoot('server/dist/main.js'),
    BENCH_REFERENCE: `${programs}/reference.mjs`,
    BENCH_CLIENTS: `${programs}/clients.mjs`,
    BENCH_CACHE: inCache('bench'),
    BENCH_RESULTS: inRoot('bench/results/latest.json'),
    BENCH_STAMP: fingerprint([
      'server/src/migrations',
      'bench/src/catalogue.ts',
      'bench/src/spks.ts',
      'bench/src/downloads.ts',
    ]).slice(0, 16),
  },
})
process.exit(result.code)
