// Bundles each program of cli/ into one file that needs nothing but Node: it can be copied anywhere.
import { chmodSync } from 'node:fs'
import { build } from 'esbuild'
import { bundleOptions } from './bundle.mjs'
import { inRoot } from './paths.mjs'

const programs = {
  slipway: 'cli/src/main.ts',
  slicer_package_manager_client: 'cli/src/slicer/main.ts',
}

export async function buildCli() {
  for (const [name, entry] of Object.entries(programs)) {
    const outfile = `cli/dist/${name}.js`
    await build({ ...bundleOptions({ firstLine: '#!/usr/bin/env node\n' }), entryPoints: [entry], outfile })
    chmodSync(inRoot(outfile), 0o755)
  }
}
