/** Every setting as a flag of a command, and the configuration that follows. */
import type { Command } from 'commander'
import { type Config, loadConfig, settings } from '../config/index.ts'
import { flagOf } from '../config/sources.ts'

export function withSettings(command: Command): Command {
  command.option('--config <file>', 'TOML file with settings (SLIPWAY_CONFIG)')
  for (const { name, help, secret } of settings) {
    // A secret on the command line can be read by everybody on the machine.
    if (!secret || name === 'database') command.option(`${flagOf(name)} <value>`, help)
  }
  return command
}

export const configOf = (command: Command): Config => loadConfig(command.opts(), process.env)
