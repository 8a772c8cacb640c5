// Bundles each entry of the SDK into one JavaScript file that needs nothing else: it can be copied anywhere.
import { build } from 'esbuild'
import { bundleOptions } from './bundle.mjs'

/** What of the SDK is for which platform. For browsers nothing of Node can come in: that would not build. */
const entries = { index: 'browser', node: 'node', slicer: 'node' }

export async function buildSdk(folder = 'sdk/dist') {
  for (const [name, platform] of Object.entries(entries)) {
    const forBrowsers = { platform, target: 'es2022', banner: {} }
    await build({
      ...bundleOptions(),
      ...(platform === 'browser' && forBrowsers),
      entryPoints: [`sdk/src/${name}.ts`],
      outfile: `${folder}/${name}.js`,
    })
  }
}
