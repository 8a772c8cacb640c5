/** `npm run bench`: measures Slipway as it ships, each figure beside a baseline of the same run. */
import { parseArgs } from 'node:util'
import { Bench, type DatabaseKind, type Suite } from './bench.ts'
import { judge, printTable, type Verdict, writeJson } from './report.ts'
import { delivery } from './suites/delivery.ts'
import { front } from './suites/front.ts'
import { girder } from './suites/girder.ts'
import { list } from './suites/list.ts'
import { log } from './suites/log.ts'
import { lookup } from './suites/lookup.ts'
import { mixed } from './suites/mixed.ts'
import { nas } from './suites/nas.ts'
import { site } from './suites/site.ts'
import { small } from './suites/small.ts'
import { startUp } from './suites/start-up.ts'
import { statistics } from './suites/statistics.ts'
import { upload } from './suites/upload.ts'

const SUITES: readonly Suite[] = [
  startUp,
  list,
  girder,
  lookup,
  site,
  small,
  mixed,
  log,
  statistics,
  nas,
  upload,
  delivery,
  front,
]

const HELP = `npm run bench -- [options]

  --only <suites>      some of ${SUITES.map((suite) => suite.name).join(', ')}
  --database <kinds>   sqlite, postgres (default: both)
  --quick              less data, shorter: to see that it works, not how well
  --server <file>      another bundle than server/dist/main.js
  --out <file>         where the JSON goes (default: bench/results/latest.json)
`

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    database: { type: 'string', default: 'sqlite,postgres' },
    quick: { type: 'boolean', default: false },
    server: { type: 'string', default: process.env.BENCH_SERVER ?? '' },
    out: { type: 'string', default: process.env.BENCH_RESULTS ?? 'latest.json' },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) {
  process.stdout.write(HELP)
  process.exit(0)
}

const chosen = values.only?.split(',')
const unknown = chosen?.filter((name) => !SUITES.some((suite) => suite.name === name)) ?? []
if (unknown.length > 0) {
  process.stderr.write(`There is no suite ${unknown.join(', ')}.\n\n${HELP}`)
  process.exit(2)
}

const verdicts: Verdict[] = []
const bench = new Bench({
  quick: values.quick,
  databases: values.database.split(',') as DatabaseKind[],
  server: values.server,
  programs: { reference: process.env.BENCH_REFERENCE ?? '', clients: process.env.BENCH_CLIENTS ?? '' },
  cache: process.env.BENCH_CACHE ?? '',
  stamp: process.env.BENCH_STAMP ?? '',
  report(figure) {
    const verdict = judge(figure)
    verdicts.push(verdict)
    const beside = verdict.ratio === null ? '' : ` (${verdict.ratio.toFixed(2)} of ${figure.baseline?.what})`
    const value = figure.value >= 100 ? Math.round(figure.value) : figure.value.toPrecision(3)
    console.log(`  ${figure.database ?? ''} ${figure.what}: ${value} ${figure.unit}${beside}`)
  },
})

let failed = false
try {
  for (const suite of SUITES) {
    if (chosen !== undefined && !chosen.includes(suite.name)) continue
    console.log(`\n▸ ${suite.name}`)
    try {
      await suite.run(bench)
    } catch (error) {
      failed = true
      console.error((error as Error).stack)
    }
  }
} finally {
  await bench.close()
}

printTable(verdicts)
writeJson(values.out, verdicts, { quick: values.quick, generator: bench.load.generator })
console.log(`\nWritten to ${values.out}`)
// A missed target is a finding, not a failure; a suite that could not run is one.
process.exitCode = failed ? 1 : 0
