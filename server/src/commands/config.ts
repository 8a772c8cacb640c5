import type { Command } from 'commander'
import { printableConfig } from '../config/index.ts'
import { configOf, withSettings } from './options.ts'

export function registerConfig(program: Command): void {
  withSettings(program.command('config').description('print the effective configuration, without secrets')).action(
    (_options, command: Command) => {
      process.stdout.write(`${JSON.stringify(printableConfig(configOf(command)), null, 2)}\n`)
    },
  )
}
