/** `import spkrepo <database> <data folder>`: packages of an spkrepo repository. */
import type { Command } from 'commander'
import { ImportFailure } from '../../imports/failure.ts'
import { importSpkrepo } from '../../imports/spkrepo/index.ts'
import { ForeignFileError } from '../../platform/db/index.ts'
import { Failure } from '../failure.ts'
import { configOf, withSettings } from '../options.ts'
import { withParts } from '../parts.ts'
import { printReport } from './print-report.ts'

const HELP = `
The database is an SQLite file, an address such as postgres://user@host/spkrepo, or a dump made by pg_dump: plain, in gzip, or
in the custom format if pg_restore is installed. The data folder is DATA_PATH of spkrepo. Builds that are only in its object
store are fetched with --files-url. Files keep their addresses. Repeat it until the old server is off: it goes on where it was.
`

type Options = { json?: boolean; filesUrl?: string; label: string }

export function registerSpkrepo(group: Command): void {
  withSettings(
    group
      .command('spkrepo <database> <data-folder>')
      .description(
        'copy packages, builds, screenshots, tables, roles, keys and download counts of an spkrepo repository',
      ),
  )
    .option('--files-url <address>', 'where files are that the folder lacks: the address below which devices get them')
    .option('--label <name>', 'what the series of its downloads is called; importing it again replaces it', 'spkrepo')
    .option('--json', 'print the report as JSON')
    .addHelpText('after', HELP)
    .action(async (database: string, folder: string, options: Options, command: Command) => {
      const { json = false, filesUrl, label } = options
      await withParts(configOf(command), async ({ services }) => {
        const report = await importSpkrepo(services, database, folder, { filesUrl, label }).catch((error: unknown) => {
          const foreseen = error instanceof ImportFailure || error instanceof ForeignFileError
          throw foreseen ? new Failure(error.message, { cause: error }) : error
        })
        await services.rollUp.run('command')
        printReport(report, json)
        if (!report.complete) process.exitCode = 1
      })
    })
}
