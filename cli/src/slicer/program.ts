/** The whole program. */
import { Command, type CommandUnknownOpts, Option } from '@commander-js/extra-typings'
import { inherit } from '../inherit.ts'
import { appCommands } from './commands/app.ts'
import { extensionCommands } from './commands/extension.ts'
import { packageCommands } from './commands/package.ts'
import { cleanNightly, draftCommands, releaseCommands } from './commands/release.ts'

/** What scripts compare; the version of the Python program whose commands these are. */
const VERSION = 'Girder command line interface, version 0.10.0'

export function buildProgram(): CommandUnknownOpts {
  const program = new Command('slicer_package_manager_client')
    .description('Scripts the Slicer package manager of a server.')
    .enablePositionalOptions()
    .version(VERSION, '--version')
    .option('--api-url <url>', 'address of the API, e.g. https://packages.example.org/api/v1')
    .addOption(new Option('--api-key <key>', 'API key').env('GIRDER_API_KEY'))
    .option('--username <login>', 'login or e-mail')
    .option('--password <password>', 'asked for if only the name is given')
    .option('--host <host>', 'host of the server (default: localhost)')
    .option('--scheme <scheme>', 'http or https (default: http for localhost, else https)')
    .option('--port <port>', 'port (default: 443 for https, 8080 for localhost, else 80)')
    .option('--api-root <path>', 'path of the API (default: api/v1)')
    .option('--no-ssl-verify', 'accepted, without effect: certificates are checked')
    .option('--certificate <path>', 'accepted, without effect: see NODE_EXTRA_CA_CERTS')
    .exitOverride()
  for (const command of [
    appCommands(),
    releaseCommands(),
    draftCommands(),
    packageCommands(),
    extensionCommands(),
    cleanNightly(),
  ]) {
    program.addCommand(command as Command)
  }
  inherit(program as CommandUnknownOpts)
  return program as CommandUnknownOpts
}
