/**
 * `import <what>`: copies what another system has. Each source is a file beside this one; what it does to the catalogue
 * is in `imports/`. All can be repeated, and say at the end what differed.
 */
import type { Command } from 'commander'
import type { Config } from '../../config/index.ts'
import type { Report } from '../../imports/report.ts'
import { configOf, withSettings } from '../options.ts'
import { type Parts, withParts } from '../parts.ts'
import { printReport } from './print-report.ts'

/** What one can import from. `Options`: its own flags as commander reads them. */
export type Source = {
  /** `<name> <argument>` as commander writes it: `spm <url>` */
  usage: string
  description: string
  /** adds flags of its own */
  options?(command: Command): void
  /** Imports, and answers what it did. Throws `Failure` when it cannot begin, or cannot go on. */
  run(argument: string, options: Record<string, unknown>, context: ImportContext): Promise<Report>
}

export type ImportContext = Parts & { config: Config }

const sources: readonly Source[] = []

export function registerImport(program: Command): void {
  const group = program.command('import').description('copy what another system has; can be repeated')
  for (const source of sources) register(group, source)
}

function register(group: Command, source: Source): void {
  const command = withSettings(group.command(source.usage).description(source.description))
  source.options?.(command)
  command
    .option('--json', 'print the report as JSON')
    .action(async (argument: string, options: Record<string, unknown>, self: Command) => {
      const config = configOf(self)
      await withParts(config, async (parts) => {
        const report = await source.run(argument, options, { ...parts, config })
        printReport(report, options.json === true)
        if (!report.complete) process.exitCode = 1
      })
    })
}
