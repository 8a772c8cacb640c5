/** `apikey create`: a key for an account, printed alone on standard output so that a script can take it. */
import { text } from 'node:stream/consumers'
import { ApiKeyInput, type ScopeName, scopes } from '@slipway/contract'
import type { Command } from 'commander'
import { as } from '../config/index.ts'
import { theServer } from '../modules/access/index.ts'
import { checkInput } from './check-input.ts'
import { Failure } from './failure.ts'
import { configOf, withSettings } from './options.ts'
import { withParts } from './parts.ts'
import { note, say } from './print.ts'

type KeyOptions = { name: string; scope: string[]; app?: string; expires?: string; secretStdin?: boolean }

export function registerApikey(program: Command): void {
  const apikey = program.command('apikey').description('API keys')
  withSettings(apikey.command('create <account>').description('make a key for an account; it is shown once'))
    .option('--name <name>', 'what it is for', 'made on the server')
    .option('--scope <scope...>', `what it may do: ${scopes.join(', ')}`, ['publish'])
    .option('--app <app>', 'limit it to this application')
    .option('--expires <when>', 'a time from now such as 90d, or a date such as 2030-01-31; default: never')
    .option('--secret-stdin', 'take over a key that programs have already, from standard input')
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
    if (options.secretStdin) {
      await services.keys.takeOver(account, await presentKey(), input)
      return note(`${account} can use this key here.`)
    }
    const { key, secret } = await services.keys.create(theServer, input)
    note(
      `A key for ${account} (${key.scopes.join(', ')}), ${key.expiresAt === null ? 'without end' : `until ${key.expiresAt}`}. It is shown this once:`,
    )
    say(secret)
  })
}

/** Short ones could be guessed; those of spkrepo have 64 hex digits. */
async function presentKey(): Promise<string> {
  const secret = (await text(process.stdin)).trim()
  if (/^[\w.~+/=-]{32,256}$/.test(secret)) return secret
  throw new Failure('A key has 32 to 256 letters, digits and signs, without blanks.')
}

function momentOf(moment: string): string {
  if (/^\d+\s*[a-z]+$/i.test(moment)) return new Date(Date.now() + as.span(moment)).toISOString()
  const time = Date.parse(moment)
  if (Number.isNaN(time))
    throw new Failure(`--expires: expected a time such as 90d or a date such as 2030-01-31, got ${moment}`)
  return new Date(time).toISOString()
}
