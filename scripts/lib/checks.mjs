// What `npm test` runs besides preparations: each check answers how many tests it counted.
import { existsSync, rmSync } from 'node:fs'
import { inCache, inRoot } from './paths.mjs'
import { asOneTest, countPlaywright, countVitest } from './report.mjs'
import { node } from './run.mjs'

const tool = (path) => inRoot('node_modules', path)

export const lint = async () => asOneTest(await silent(['@biomejs/biome/bin/biome', 'check', '--max-diagnostics=200']))

/** The two programs that the compiler sees: everything for Node, and everything for browsers. */
export async function types() {
  const programs = ['.', 'web'].filter((folder) => folder === '.' || existsSync(inRoot(folder, 'index.html')))
  const results = await Promise.all(programs.map(typesOf))
  return asOneTest(results.every(Boolean))
}

function typesOf(folder) {
  const memory = inCache(`types-${folder === '.' ? 'node' : folder}.json`)
  return silent(['typescript/bin/tsc', '--project', folder, '--incremental', '--tsBuildInfoFile', memory])
}

export const boundaries = async () =>
  asOneTest(
    await silent(
      ['dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs'].concat([
        'contract',
        'spk',
        'sdk',
        'cli',
        'web',
        'server',
      ]),
    ),
  )

export async function tests({ databases, filters }) {
  const report = freshReport('vitest')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const env = { SLIPWAY_TEST_DATABASES: databases }
  const { code } = await node([tool('vitest/vitest.mjs'), 'run', ...reporters, ...filters], { env })
  return countVitest(report, code)
}

export async function browser({ chromium, databases }) {
  const report = freshReport('playwright')
  const args = ['test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json']
  const env = {
    SLIPWAY_CHROMIUM: chromium,
    SLIPWAY_TEST_DATABASES: databases,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  }
  const { code } = await node([tool('@playwright/test/cli.js'), ...args], { env })
  return countPlaywright(report, code)
}

/** Runs a tool that has nothing to say unless something is wrong. */
async function silent([path, ...args]) {
  const { ok, output } = await node([tool(path), ...args], { quiet: true })
  if (!ok) console.error(output.trimEnd())
  return ok
}

/** An earlier run's report must not be taken for this one's. */
function freshReport(name) {
  const file = inCache('reports', `${name}.json`)
  rmSync(file, { force: true })
  return file
}
