// Makes the SDK a package that can be installed anywhere: each entry is one JavaScript file that needs nothing else, and
// the types come with those of the libraries inside.
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { bundleOptions } from './bundle.mjs'
import { writeDeclarations } from './declarations.mjs'
import { inRoot } from './paths.mjs'

/** What of the SDK is for which platform. For browsers nothing of Node can come in: that would not build. */
const entries = { index: 'browser', node: 'node', slicer: 'node' }

/** `folder`: what is in it is replaced. */
export async function buildSdk(folder = inRoot('sdk/dist')) {
  rmSync(folder, { recursive: true, force: true })
  const bundled = await Promise.all(Object.entries(entries).map(([name, platform]) => bundle(name, platform, folder)))
  const sources = Object.keys(entries).map((name) => `sdk/src/${name}.ts`)
  const described = writeDeclarations(sources, 'sdk/src', join(folder, 'types'))
  const libraries = [...new Set([...bundled.flat(), ...described])].sort()
  writeFileSync(join(folder, 'THIRD-PARTY-LICENSES'), libraries.map(licenceOf).join('\n'))
  copyFileSync(inRoot('LICENSE'), join(folder, 'LICENSE'))
  copyFileSync(inRoot('docs/sdk.md'), join(folder, 'README.md'))
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`)
}

/** Answers the names of the libraries that are inside. */
async function bundle(name, platform, folder) {
  const forBrowsers = { platform, target: 'es2022', banner: {} }
  const { metafile } = await build({
    ...bundleOptions(),
    ...(platform === 'browser' && forBrowsers),
    // Whoever installs it does not have the sources.
    sourcesContent: true,
    entryPoints: [`sdk/src/${name}.ts`],
    outfile: join(folder, `${name}.js`),
  })
  return Object.keys(metafile.inputs).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [])
}

/** What a licence asks of those who pass a library on: its words, and whose they are. */
function licenceOf(library) {
  const folder = inRoot('node_modules', library)
  const { version, license } = read(join(folder, 'package.json'))
  const file = ['LICENSE', 'LICENSE.md', 'LICENCE'].map((name) => join(folder, name)).find(existsSync)
  if (file === undefined) throw new Error(`${library} comes without the text of its licence (${license}).`)
  return `${library} ${version} (${license})\n\n${readFileSync(file, 'utf8').trim()}\n`
}

function manifest() {
  const { name, version, license, type, sideEffects } = read(inRoot('sdk/package.json'))
  const { engines } = read(inRoot('package.json'))
  const entry = (file, types = file) => ({ types: `./types/${types}.d.ts`, default: `./${file}.js` })
  return {
    name,
    version,
    description: 'Client of Slipway, a self-hosted release server',
    license,
    type,
    sideEffects,
    engines,
    exports: {
      // One module for both names in Node, so that what comes from one is known to the other.
      '.': { types: './types/index.d.ts', node: './node.js', default: './index.js' },
      './node': entry('node'),
      './slicer': entry('slicer'),
      './package.json': './package.json',
    },
    types: './types/index.d.ts',
    files: ['*.js', '*.js.map', 'types', 'LICENSE', 'THIRD-PARTY-LICENSES'],
  }
}

const read = (path) => JSON.parse(readFileSync(path, 'utf8'))
