// npm test [-- --quick] [-- filter …]: installs what is missing, then runs every check there is, all of them even when
// an early one fails, and ends with one line that sums them up.
//
//   --quick   SQLite only, no browser
//   filter    only the unit and server tests in files whose path contains one of these words, and nothing else
import { existsSync } from 'node:fs'
import { build, staleParts } from './lib/build.mjs'
import { boundaries, browser, lint, tests, types } from './lib/checks.mjs'
import { chromiumProgram } from './lib/chromium.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { inRoot } from './lib/paths.mjs'
import { postgresPrograms } from './lib/postgres.mjs'
import { inWords, printTable, sum } from './lib/report.mjs'
import { passOnSignals, wasStopped } from './lib/run.mjs'
import { prepare, step, steps } from './lib/steps.mjs'

const flags = process.argv.slice(2).filter((argument) => argument.startsWith('-'))
const filters = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
const unknown = flags.filter((flag) => flag !== '--quick')
if (unknown.length > 0) {
  console.error(`npm test does not know ${unknown.join(' ')}. It takes --quick, and words to choose tests by.`)
  process.exit(2)
}
const quick = flags.includes('--quick')
const everything = filters.length === 0

passOnSignals()
await ensureInstalled()

let databases = quick ? 'sqlite' : (process.env.SLIPWAY_TEST_DATABASES ?? 'sqlite,postgres')
if (databases.includes('postgres') && !(await prepare('postgres', postgresPrograms))) databases = 'sqlite'

const built = await prepare('build', async () => {
  for (const part of staleParts()) await build(part)
})

if (everything) {
  await step('lint', lint)
  await step('types', types)
  await step('boundaries', boundaries)
}

await step('tests', () => tests({ databases, filters }))

if (everything && !quick && existsSync(inRoot('e2e/playwright.config.ts'))) {
  let chromium
  const found = await prepare('chromium', async () => {
    chromium = await chromiumProgram()
  })
  if (found && built) await step('browser', () => browser({ chromium, databases }))
}

const total = sum(steps)
printTable(steps)
console.log(`\n${inWords(total)}`)
process.exit(wasStopped() ? 130 : total.failed > 0 || total.passed === 0 ? 1 : 0)
