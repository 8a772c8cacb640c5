// npm run api: writes sdk/openapi.json from the server as it is now, and the client's types from that.
import { mkdirSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { bundleOptions } from './lib/bundle.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { inRoot } from './lib/paths.mjs'

await ensureInstalled()
// Below server/, from where the server's libraries resolve.
const program = inRoot('server/node_modules/.cache/slipway/api-document.mjs')
await build({
  ...bundleOptions(),
  sourcemap: false,
  entryPoints: ['sdk/test/api-document.ts'],
  outfile: program,
  packages: 'external',
  alias: { '@slipway/contract': inRoot('contract/src/index.ts'), '@slipway/spk': inRoot('spk/src/index.ts') },
})
const { apiDocument, clientTypes } = await import(pathToFileURL(program).href)

const document = await apiDocument()
mkdirSync(inRoot('sdk/src/generated'), { recursive: true })
writeFileSync(inRoot('sdk/openapi.json'), document)
writeFileSync(inRoot('sdk/src/generated/api.ts'), await clientTypes(document))
console.log('Wrote sdk/openapi.json and sdk/src/generated/api.ts')
