/** `user …`: people and robot accounts, for an operator who cannot or need not sign in. */
import { type Account, AccountInput } from '@slipway/contract'
import type { Command } from 'commander'
import { theServer } from '../modules/access/index.ts'
import { checkInput } from './check-input.ts'
import { configOf, withSettings } from './options.ts'
import { withParts } from './parts.ts'
import { newPassword } from './password.ts'
import { printJson, printTable, say } from './print.ts'

type CreateOptions = { name?: string; email?: string; admin?: boolean; robot?: boolean; passwordStdin?: boolean }

export function registerUser(program: Command): void {
  const user = program.command('user').description('people and robot accounts')

  withSettings(user.command('create <login>').description('make an account'))
    .option('--name <name>', 'full name')
    .option('--email <address>')
    .option('--admin', 'make it a site administrator')
    .option('--robot', 'make it a robot account, which has API keys only')
    .option('--password-stdin', 'read the password from standard input')
    .action((login: string, options: CreateOptions, command: Command) => create(login, options, command))

  withSettings(user.command('list').description('show all accounts'))
    .option('--json', 'for programs')
    .action(({ json = false }: { json?: boolean }, command: Command) => list(json, command))

  withSettings(user.command('reset-password <login>').description('set a new password; all sessions of the person end'))
    .option('--password-stdin', 'read the password from standard input')
    .action((login: string, { passwordStdin = false }: { passwordStdin?: boolean }, command: Command) =>
      withParts(configOf(command), async ({ services }) => {
        const account = await services.people.get(theServer, login)
        const { password, generated } = await newPassword({ fromStdin: passwordStdin })
        await services.people.resetPassword(theServer, account.id, password)
        say(`${account.login} has a new password${generated ? `, which is shown this once: ${password}` : '.'}`)
      }),
    )
}

async function create(login: string, options: CreateOptions, command: Command): Promise<void> {
  await withParts(configOf(command), async ({ services }) => {
    const secret = options.robot === true ? undefined : await newPassword({ fromStdin: options.passwordStdin === true })
    const input = checkInput(AccountInput, {
      login,
      kind: options.robot === true ? 'robot' : 'person',
      ...(options.name !== undefined && { name: options.name }),
      ...(options.email !== undefined && { email: options.email }),
      ...(options.admin === true && { admin: true }),
      ...(secret !== undefined && { password: secret.password }),
    })
    const account = await services.people.create(theServer, input)
    say(`${account.login} was made${account.admin ? ', a site administrator' : ''}.`)
    if (secret?.generated) say(`Its password is shown this once: ${secret.password}`)
    if (account.kind === 'robot') say(`Make a key for it with "slipway-server apikey create ${account.login}".`)
  })
}

async function list(json: boolean, command: Command): Promise<void> {
  await withParts(configOf(command), async ({ services }) => {
    const accounts: Account[] = []
    let cursor: string | undefined
    do {
      const page = await services.people.list(theServer, 500, cursor)
      accounts.push(...page.items)
      cursor = page.cursor ?? undefined
    } while (cursor !== undefined)
    if (json) return printJson(accounts)
    printTable(
      ['LOGIN', 'NAME', 'KIND', 'E-MAIL', 'STATUS', 'LAST LOGIN'],
      accounts.map((account) => [
        account.login,
        account.name,
        account.admin ? 'administrator' : account.kind,
        account.email ?? '',
        account.status,
        account.lastLoginAt?.slice(0, 10) ?? 'never',
      ]),
    )
  })
}
