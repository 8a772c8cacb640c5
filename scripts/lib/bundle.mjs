// What the server's and the CLI's bundles have in common: ES modules for Node, with libraries inside.
import { inRoot } from './paths.mjs'

/** Libraries written as CommonJS expect these names, which an ES module does not have. */
const commonJsNames = `
import { createRequire as __createRequire } from 'node:module'
import { fileURLToPath as __fileURLToPath } from 'node:url'
const require = __createRequire(import.meta.url)
const __filename = __fileURLToPath(import.meta.url)
const __dirname = __fileURLToPath(new URL('.', import.meta.url))
`.trim()

export const bundleOptions = ({ firstLine = '' } = {}) => ({
  absWorkingDir: inRoot(),
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  banner: { js: firstLine + commonJsNames },
  // Names stay readable in stack traces; `node --enable-source-maps` translates the rest.
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
})
