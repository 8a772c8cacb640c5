/**
 * `import <what>`: copies what another system has. Each source is a file beside this one; what it does to the catalogue
 * is in `imports/`. All can be repeated, and say at the end what differed.
 */
import type { Command } from 'commander'
import { ImportFailure } from '../../imports/failure.ts'
import { Failure } from '../failure.ts'
import { configOf, withSettings } from '../options.ts'
import { withParts } from '../parts.ts'
import { registerAccessLog } from './access-log.ts'
import { printReport } from './print-report.ts'
import { slicerDownload } from './slicer-download.ts'
import type { Source } from './source.ts'
import { registerSpkrepo } from './spkrepo.ts'
import { spm } from './spm.ts'
import { statistics } from './statistics.ts'

const sources: readonly Source[] = [spm, slicerDownload, statistics]

export function registerImport(program: Command): void {
  const group = program.command('import').description('copy what another system has; can be repeated')
  for (const source of sources) register(group, source)
  registerSpkrepo(group)
  registerAccessLog(group)
}

function register(group: Command, source: Source): void {
  const command = withSettings(group.command(source.usage).description(source.description))
  source.options?.(command)
  command
    .option('--json', 'print the report as JSON')
    .action(async (argument: string, options: Record<string, unknown>, self: Command) => {
      const config = configOf(self)
      await withParts(config, async (parts) => {
        const report = await source.run(argument, options, { ...parts, config }).catch((error: unknown) => {
          throw error instanceof ImportFailure ? new Failure(error.message, { cause: error }) : error
        })
        printReport(report, options.json === true)
        if (!report.complete) process.exitCode = 1
      })
    })
}
