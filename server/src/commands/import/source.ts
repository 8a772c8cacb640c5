/** What every source of an import says of itself. */
import type { Command } from 'commander'
import type { Config } from '../../config/index.ts'
import type { Report } from '../../imports/report.ts'
import type { Parts } from '../parts.ts'

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
