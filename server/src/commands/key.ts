/** `key …`: the keys that Synology packages are signed with. */
import { readFile } from 'node:fs/promises'
import { type SpkKey, SpkKeyInput } from '@slipway/contract'
import type { Command } from 'commander'
import { theServer } from '../modules/access/index.ts'
import { checkInput } from './check-input.ts'
import { Failure } from './failure.ts'
import { configOf, withSettings } from './options.ts'
import { withParts } from './parts.ts'
import { count, note, printJson, printTable, say } from './print.ts'

export function registerKey(program: Command): void {
  const key = program.command('key').description('keys that Synology packages are signed with')

  withSettings(key.command('list').description('show the keys of the ring and what each is for'))
    .option('--json', 'for programs')
    .action(({ json = false }: { json?: boolean }, command: Command) => list(json, command))

  withSettings(
    key
      .command('import <file>')
      .description('take a secret key without passphrase to sign with, or the public key of a time-stamp service'),
  )
    .option('--use', 'sign with it from now on')
    .action(async (file: string, { use = false }: { use?: boolean }, command: Command) => {
      const exported = await readFile(file === '-' ? '/dev/stdin' : file).catch((error: Error) => {
        throw new Failure(`${file} cannot be read: ${error.message}`)
      })
      await withParts(configOf(command), async ({ services: { spk } }) => {
        const added = await spk.keys.import(theServer, exported)
        tell(use ? await spk.keys.use(theServer, added.fingerprint) : added)
      })
    })

  withSettings(key.command('create <name>').description('make a key, e.g. for "Packages <packages@example.org>"'))
    .option('--use', 'sign with it from now on')
    .action(async (name: string, { use = false }: { use?: boolean }, command: Command) => {
      const input = checkInput(SpkKeyInput, { name })
      await withParts(configOf(command), async ({ services: { spk } }) => {
        const made = await spk.keys.create(theServer, input.name)
        tell(use ? await spk.keys.use(theServer, made.fingerprint) : made)
      })
    })

  withSettings(
    key.command('use <key>').description('sign with this key from now on; devices still get the one before'),
  ).action((reference: string, _options: unknown, command: Command) =>
    withParts(configOf(command), async ({ services: { spk } }) => tell(await spk.keys.use(theServer, reference))),
  )

  withSettings(
    key.command('sign-anew').description('have everything that other keys signed signed with the present one'),
  ).action((_options: unknown, command: Command) =>
    withParts(configOf(command), async ({ services: { spk } }) => {
      const builds = await spk.keys.signAnew(theServer)
      say(builds === 0 ? 'Everything is signed with the present key.' : `${count(builds, 'build')} will be signed.`)
      if (builds > 0) note('The running server does it; "slipway-server key list" shows what is left.')
    }),
  )

  withSettings(key.command('retire <key>').description('do not offer a key to devices any more')).action(
    (reference: string, _options: unknown, command: Command) =>
      withParts(configOf(command), async ({ services: { spk } }) => tell(await spk.keys.retire(theServer, reference))),
  )
}

const words: Record<SpkKey['state'], string> = {
  signs: 'signs',
  trusted: 'is offered to devices',
  idle: 'rests',
  verifies: 'verifies time stamps',
}

const tell = ({ fingerprint, name, state }: SpkKey): void => say(`${fingerprint} (${name}) ${words[state]}.`)

async function list(json: boolean, command: Command): Promise<void> {
  await withParts(configOf(command), async ({ services: { spk } }) => {
    const keys = await spk.keys.list(theServer)
    if (json) return printJson(keys)
    if (keys.items.length === 0) return say('The key ring is empty: packages are not signed.')
    printTable(
      ['FINGERPRINT', 'NAME', 'KIND', 'SINCE', 'EXPIRES', 'ACTIVE BUILDS', 'WHAT IT DOES'],
      keys.items.map((key) => [
        key.fingerprint,
        key.name,
        key.algorithm,
        key.createdAt.slice(0, 10),
        key.expiresAt?.slice(0, 10) ?? 'never',
        String(key.activeBuilds),
        key.usable ? words[key.state] : 'is expired or revoked',
      ]),
    )
    if (keys.unknown > 0) {
      note(
        `${count(keys.unknown, 'active build')} signed with a key that is not known: "slipway spk verify" finds out.`,
      )
    }
  })
}
