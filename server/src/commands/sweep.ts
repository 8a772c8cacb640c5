/** `sweep`: removes the bytes nobody refers to, now rather than within the hour. */
import type { Command } from 'commander'
import { configOf, withSettings } from './options.ts'
import { withParts } from './parts.ts'
import { bytesInWords, count, printJson, say } from './print.ts'

export function registerSweep(program: Command): void {
  withSettings(program.command('sweep').description('empty the old trash and remove bytes nobody refers to'))
    .option('--json', 'for programs')
    .action(async ({ json = false }: { json?: boolean }, command: Command) => {
      const config = configOf(command)
      await withParts(config, async ({ services }) => {
        const trash = await services.trash.empty()
        const report = await services.files.sweep(config.orphanGrace)
        if (json) return printJson({ trash, ...report })
        say(
          `Removed ${count(trash, 'thing')} from the trash, ${count(report.blobs, 'file')} nobody refers to, ` +
            `${count(report.orphans, 'leftover')} of broken uploads, ${count(report.uploads, 'expired upload')}: ` +
            `${bytesInWords(report.bytes)}.`,
        )
      })
    })
}
