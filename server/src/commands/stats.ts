/** `stats reclassify`: applies the rules of today to the programs of earlier downloads. */
import type { Command } from 'commander'
import { configOf, withSettings } from './options.ts'
import { withParts } from './parts.ts'
import { count, printJson, say } from './print.ts'

export function registerStats(program: Command): void {
  const stats = program.command('stats').description('what was downloaded')
  withSettings(
    stats.command('reclassify').description('tell anew which kind of program each user agent is, and add up again'),
  )
    .option('--all', 'also those that the rules of today have told')
    .option('--json', 'for programs')
    .action(async ({ all = false, json = false }: { all?: boolean; json?: boolean }, command: Command) => {
      await withParts(configOf(command), async ({ deps, services }) => {
        const { looked, changed } = await services.rollUp.reclassify({ all })
        await deps.db.write(services.spk.files.recount)
        if (json) printJson({ looked, changed })
        else if (looked === 0) say('All user agents were told by the rules of today.')
        else say(`Looked at ${count(looked, 'user agent')}; ${changed === 0 ? 'none' : changed} changed.`)
      })
    })
}
