// Bundles server/src/main.ts. One file starts faster than a thousand modules; what is imported lazily
// (`await import(…)`) becomes a file of its own, which is read only when it is needed.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
  const made = Object.keys(result.metafile.outputs)
  for (const path of made) if (path.endsWith('.js')) escapeRest(inRoot(path))
  removeOthers(made.map((path) => basename(path)))
}

/**
 * esbuild leaves characters beyond ASCII where they stand in templates and regular expressions. A single one makes V8
 * keep the text of the whole file with two bytes for each character, as long as the process lives.
 */
function escapeRest(file) {
  const text = readFileSync(file, 'utf8')
  // Whole escapes, so that a character behind a backslash does not get a second one.
  const escaped = text.replace(/\\.|[\u0080-\uffff]/gs, (found) => {
    const unit = found.charCodeAt(found.length - 1)
    return unit < 0x80 ? found : `\\u${unit.toString(16).padStart(4, '0')}`
  })
  if (escaped !== text) writeFileSync(file, escaped)
}

/** Chunks of earlier builds. Not before the new ones are there: a server may be running. */
function removeOthers(made) {
  for (const name of readdirSync(inRoot('server/dist'))) {
    if (!made.includes(name)) rmSync(inRoot('server/dist', name), { recursive: true })
  }
}
