/** `stats reclassify`: applies the rules of today to the programs of earlier downloads. */
import type { Command } from 'commander'
import type { Retold } from '../modules/statistics/index.ts'
import { configOf, withSettings } from './options.ts'
import { withParts } from './parts.ts'
import { count, printJson, printTable, say } from './print.ts'
import { registerSumsBeside } from './sums-beside.ts'

type Options = { all?: boolean; dryRun?: boolean; json?: boolean }

export function registerStats(program: Command): void {
  const stats = program.command('stats').description('what was downloaded')
  registerSumsBeside(stats)
  withSettings(
    stats.command('reclassify').description('tell anew which kind of program each user agent is, and add up again'),
  )
    .option('--all', 'also those that the rules of today have told')
    .option('--dry-run', 'change nothing, only say what would change')
    .option('--json', 'for programs')
    .action(async ({ all = false, dryRun = false, json = false }: Options, command: Command) => {
      await withParts(configOf(command), async ({ deps, services }) => {
        const retold = await services.rollUp.reclassify({ all, dryRun })
        if (!dryRun) await deps.db.write(services.spk.files.recount)
        if (json) printJson(retold)
        else describe(retold, dryRun)
      })
    })
}

function describe({ looked, changed, changes }: Retold, dryRun: boolean): void {
  if (looked === 0) {
    say('All user agents were told by the rules of today.')
    return
  }
  const verb = dryRun ? 'would change' : 'changed'
  say(`Looked at ${count(looked, 'user agent')}; ${changed === 0 ? 'none' : changed} ${verb}.`)
  if (changes.length === 0) return
  printTable(
    ['from', 'to', 'user agents', 'downloads', 'for example'],
    changes.map(({ from, to, programs, downloads, examples }) => [
      from,
      from === to ? `${to} (another program or system)` : to,
      String(programs),
      String(downloads),
      shortened(examples[0] ?? ''),
    ]),
  )
}

const MOST_CHARACTERS = 60
const shortened = (text: string): string =>
  text === '' ? '(none given)' : text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text
