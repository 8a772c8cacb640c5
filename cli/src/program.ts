/** The whole program: every command, and what holds for all of them. */
import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings'
import { appCommands } from './commands/app/index.ts'
import { completion } from './commands/completion.ts'
import { draftCommands } from './commands/draft/index.ts'
import { extensionCommands } from './commands/extension/index.ts'
import { keyCommands } from './commands/key/index.ts'
import { login } from './commands/login.ts'
import { logout } from './commands/logout.ts'
import { memberCommands } from './commands/member/index.ts'
import { names } from './commands/names.ts'
import { packageCommands } from './commands/package/index.ts'
import { releaseCommands } from './commands/release/index.ts'
import { spkCommands } from './commands/spk/index.ts'
import { stats } from './commands/stats.ts'
import { trashCommands } from './commands/trash/index.ts'
import { uploadDir } from './commands/upload-dir/index.ts'
import { verify } from './commands/verify.ts'
import { whoami } from './commands/whoami.ts'
import { exitCodeHelp } from './exit-codes.ts'
import { inherit } from './inherit.ts'

export const VERSION = '0.1.0'

export function buildProgram(): CommandUnknownOpts {
  const program = new Command('slipway')
    .description('Publish and download releases, packages and extensions with a Slipway server.')
    .option('--url <url>', 'address of the server (SLIPWAY_URL)')
    .option('--api-key <key>', 'API key (SLIPWAY_API_KEY)')
    .option('--profile <name>', 'profile of the config file (SLIPWAY_PROFILE)')
    .option('--json', 'print results as JSON')
    .option('-q, --quiet', 'no progress and no remarks')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('Add --help to see how it is used.')
    .exitOverride()
    .addHelpText('after', `\nslipway --version shows the version of this program.\n${exitCodeHelp}`)

  const parts: [heading: string, commands: readonly unknown[]][] = [
    ['Signing in:', [login, logout, whoami, keyCommands()]],
    ['Publishing:', [packageCommands(), extensionCommands(), uploadDir]],
    ['Releases:', [appCommands(), releaseCommands(), draftCommands(), trashCommands(), memberCommands()]],
    ['Synology packages:', [spkCommands()]],
    ['Looking:', [stats, verify, completion(() => program as CommandUnknownOpts)]],
  ]
  for (const [heading, commands] of parts) {
    for (const command of commands) program.addCommand((command as Command).helpGroup(heading))
  }
  program.addCommand(names as unknown as Command, { hidden: true })
  inherit(program as CommandUnknownOpts)
  return program as CommandUnknownOpts
}
