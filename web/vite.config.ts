import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressed } from './vite/compressed.ts'
import { iconsOnlyOf } from './vite/icons.ts'
import { noCircles } from './vite/no-circles.ts'
import { themeCss } from './vite/theme-css.ts'
import { worldMap } from './vite/world-map.ts'

const source = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))

/**
 * What every page begins with and what several share comes in one piece: many small ones compress badly and come one
 * after the other. What visitors do not need, or only on one page, is left to the pieces of those pages.
 */
const BASE = [
  /node_modules\/(?:react|react-dom|scheduler|@tanstack|i18next|openapi-fetch|use-sync-external-store)\//,
  /Icon(?:User|Search|X)\.mjs/,
  /\/sdk\/src\/(?!slipway|uploads|nouns\/(?!apps|catalogue|downloads|extensions|packages|releases|session|statistics))/,
  /\/web\/src\/pages\/[\w-]+\/(?:search|tabs)\.ts/,
  /\/web\/src\/(?!pages|theme|focus|inside\/(?!routes)|texts\/(?:en|de|problems-de)\.ts|parts\/(?:detail|DownloadFor|LatestRelease|ReleaseSelect|SearchField|CardList|Platform|Choices)|lib\/(?:installers|useWindowed|countries)|frame\/(?:SearchDialog|useSearch|PersonMenu))/,
]

/** Pages for those who sign in come area by area: each piece costs those who never load it its name. */
const AREAS: [name: string, test: RegExp][] = [
  ['fields', /node_modules\/@mantine\/|\/web\/src\/(?:theme|inside\/Mantine|focus\.module\.css)/],
  // Registering is for visitors: its one form comes without the fields of the others.
  ['register', /\/web\/src\/pages\/register\/|\/web\/src\/inside\/(?:Form\.|slipway|texts\/(?!de))/],
  ['inside', /\/web\/src\/inside\/(?!routes|texts\/de)/],
  ['account', /\/web\/src\/pages\/account\/|node_modules\/(?:uqr|@simplewebauthn)\//],
  ['admin', /\/web\/src\/pages\/admin\//],
  ['statistics', /\/web\/src\/pages\/statistics\/(?!search|texts\/)|\/web\/src\/lib\/countries|virtual:world-map/],
  ['manage', /\/web\/src\/pages\/(?:manage|promote)\/|\/sdk\/src\/uploads\/(?:source|store)\.ts/],
]

export default defineConfig({
  plugins: [react(), themeCss(), worldMap(), compressed(), noCircles()],
  resolve: {
    alias: [
      { find: '@slipway/sdk', replacement: source('sdk/src/index.ts') },
      { find: '@slipway/contract', replacement: source('contract/src/index.ts') },
      // React has it itself by now.
      { find: /^use-sync-external-store\/shim$/, replacement: 'react' },
    ],
  },
  build: {
    target: 'es2022',
    // Every browser of that age preloads by itself.
    modulePreload: { polyfill: false },
    // One style sheet: the pages share most of it, and none is painted without its styles.
    cssCodeSplit: false,
    // In kB, before compression: one large piece is meant.
    chunkSizeWarningLimit: 600,
    // Pictures become files: a style sheet that grows by them blocks the first paint.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'base', test: (id) => BASE.some((piece) => piece.test(id)) },
            // What an area shares with visitors' pages is not drawn into it.
            ...AREAS.map(([name, area]) => {
              const isIcon = iconsOnlyOf(source('web/src'), area)
              const test = (id: string) => area.test(id) || isIcon(id)
              return { name, test, includeDependenciesRecursively: false }
            }),
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://localhost:8080', '/dl': 'http://localhost:8080' } },
})
