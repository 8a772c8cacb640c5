/** `apikey create`: a key for an account, printed alone on standard output so that a script can take it. */
import { ApiKeyInput, type ScopeName, scopes } from '@slipway/contract'
import type { Command } from 'commander'
import { as } from '../config/index.ts'
import { theServer } from '../modules/access/index.ts'
import { checkInput } from './check-input.ts'
import { Failure } from './failure.ts'
import { configOf, withSettings } from './options.ts'
import { withParts } from './parts.ts'
import { note, say } from './print.ts'

type KeyOptions = { name: string; scope: string[]; app?: string; expires?: string }

export function registerApikey(program: Command): void {
  const apikey = program.command('apikey').description('API keys')
  withSettings(apikey.command('create <account>').description('make a key for an account; it is shown once'))
    .option('--name <name>', 'what it is for', 'made on the server')
    .option('--scope <scope...>', `what it may do: ${scopes.join(', ')}`, ['publish'])
    .option('--app <app>', 'limit it to this application')
    .option('--expires <when>', 'a time from now such as 90d, or a date such as 2030-01-31; default: never')
    .action((account: string, options: KeyOptions, command: Command) => create(account, options, command))
}

async function create(account: string, options: KeyOptions, command: Command): Promise<void> {
  await withParts(configOf(command), async ({ services }) => {
    const input = checkInput(ApiKeyInput, {
      name: options.name,
      scopes: options.scope as ScopeName[],
      account,
      ...(options.app !== undefined && { app: options.app }),
      ...(options.expires !== undefined && { expiresAt: momentOf(options.expires) }),
    })
    const { key, secret } = await services.keys.create(theServer, input)
    note(
      `A key for ${account} (${key.scopes.join(', ')}), ${key.expiresAt === null ? 'without end' : `until ${key.expiresAt}`}. It is shown this once:`,
    )
    say(secret)
  })
}

function momentOf(text: string): string {
  if (/^\d+\s*[a-z]+$/i.test(text)) return new Date(Date.now() + as.span(text)).toISOString()
  const time = Date.parse(text)
  if (Number.isNaN(time))
    throw new Failure(`--expires: expected a time such as 90d or a date such as 2030-01-31, got ${text}`)
  return new Date(time).toISOString()
}
