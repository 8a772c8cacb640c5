// The parts that are built, what each is made from, and how. A part whose entry does not exist is not built.
import { existsSync } from 'node:fs'
import { inRoot } from './paths.mjs'

/** What every part depends on besides its own sources: versions of libraries, and how building is done. */
const common = ['package-lock.json', 'tsconfig.base.json', 'scripts/build.mjs', 'scripts/lib/parts.mjs']

export const parts = [
  {
    name: 'server',
    entry: 'server/src/main.ts',
    output: 'server/dist/main.js',
    inputs: ['server/src', 'server/package.json', 'contract/src', 'spk/src', 'scripts/lib/build-server.mjs', ...common],
    build: async () => (await import('./build-server.mjs')).buildServer(),
  },
  {
    name: 'cli',
    entry: 'cli/src/main.ts',
    output: 'cli/dist/slipway.js',
    inputs: [
      'cli/src',
      'cli/package.json',
      'sdk/src',
      'contract/src',
      'spk/src',
      'scripts/lib/build-cli.mjs',
      ...common,
    ],
    build: async () => (await import('./build-cli.mjs')).buildCli(),
  },
  {
    name: 'sdk',
    entry: 'sdk/src/index.ts',
    // Written last.
    output: 'sdk/dist/package.json',
    inputs: [
      'sdk/src',
      'sdk/package.json',
      'package.json',
      'docs/sdk.md',
      'LICENSE',
      'scripts/lib/build-sdk.mjs',
      'scripts/lib/declarations.mjs',
      ...common,
    ],
    build: async () => (await import('./build-sdk.mjs')).buildSdk(),
  },
  {
    name: 'web',
    entry: 'web/index.html',
    output: 'web/dist/index.html',
    inputs: ['web', 'sdk/src', 'contract/src', 'scripts/lib/build-web.mjs', ...common],
    build: async () => (await import('./build-web.mjs')).buildWeb(),
  },
].filter((part) => existsSync(inRoot(part.entry)))
