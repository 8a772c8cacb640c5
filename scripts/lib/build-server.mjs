// Bundles server/src/main.ts. One file starts faster than a thousand modules; what is imported lazily
// (`await import(…)`) becomes a file of its own, which is read only when it is needed.
import { readdirSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { build } from 'esbuild'
import { bundleOptions } from './bundle.mjs'
import { inRoot } from './paths.mjs'

/** Stay in node_modules: native code, or a library that reads files beside itself. */
const external = ['better-sqlite3', '@node-rs/argon2', '@fastify/swagger-ui', 'pg-native']

export async function buildServer() {
  const result = await build({
    ...bundleOptions(),
    entryPoints: ['server/src/main.ts'],
    outdir: 'server/dist',
    // Beside main.js, so that a path relative to `import.meta.url` means the same in every file of the bundle.
    chunkNames: '[name]-[hash]',
    splitting: true,
    external,
  })
  removeOthers(Object.keys(result.metafile.outputs).map((path) => basename(path)))
}

/** Chunks of earlier builds. Not before the new ones are there: a server may be running. */
function removeOthers(made) {
  for (const name of readdirSync(inRoot('server/dist'))) {
    if (!made.includes(name)) rmSync(inRoot('server/dist', name), { recursive: true })
  }
}
