// npm start [-- flags]: installs what is missing, builds what is stale and needed here, and becomes the server. The
// flags are those of `slipway-server serve`.
import { pathToFileURL } from 'node:url'
import { staleParts } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { inRoot } from './lib/paths.mjs'
import { node } from './lib/run.mjs'

await ensureInstalled()

// The SDK is packed for programs elsewhere: nobody has to wait for that here.
const stale = staleParts().filter(({ name }) => name !== 'sdk')
// In a process of its own, so that the server does not carry a compiler's memory around for the rest of its life.
if (stale.length > 0) {
  const result = await node([inRoot('scripts/build.mjs'), ...stale.map(({ name }) => name)])
  if (!result.ok) process.exit(1)
}

// In this very process, so that a signal reaches the server and nothing stands between it and its supervisor.
const bundle = inRoot('server/dist/main.js')
process.env.NODE_ENV ??= 'production'
process.argv = [process.argv[0], bundle, 'serve', ...process.argv.slice(2)]
await import(pathToFileURL(bundle).href)
