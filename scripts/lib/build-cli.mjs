// Bundles cli/src/main.ts into one program file that needs nothing but Node: it can be copied anywhere.
import { chmodSync } from 'node:fs'
import { build } from 'esbuild'
import { bundleOptions } from './bundle.mjs'
import { inRoot } from './paths.mjs'

const outfile = 'cli/dist/slipway.js'

export async function buildCli() {
  await build({
    ...bundleOptions({ firstLine: '#!/usr/bin/env node\n' }),
    entryPoints: ['cli/src/main.ts'],
    outfile,
  })
  chmodSync(inRoot(outfile), 0o755)
}
