import { Argument } from '@commander-js/extra-typings'
import { leaf } from '../command.ts'
import { NAMES, nameKinds } from '../completion/outline.ts'
import { type Context, local, online } from '../context.ts'
import { configFile, readConfig } from '../settings/profiles.ts'

/** What the completion of shells asks for: a name a line. Not in the help, since people have lists. */
export const names = leaf(NAMES, 'print names, a line each, for the completion of shells', ['names apps'])
  .addArgument(new Argument('<what>').choices(nameKinds))
  .action((what, _flags, command) => {
    const handler = what === 'apps' ? online(printApps) : local(async ({ out }) => out.text(lines(await profiles())))
    return (handler as (command: unknown) => Promise<void>)(command)
  })

async function printApps({ slipway, out }: Context): Promise<void> {
  const { items } = await slipway.apps.list({ limit: 1000 }, { signal: AbortSignal.timeout(PATIENCE_MS) })
  out.text(lines(items.map(({ slug }) => slug)))
}

const profiles = async (): Promise<string[]> => Object.keys((await readConfig(configFile())).profiles)

const lines = (all: readonly string[]): string => all.map((one) => `${one}\n`).join('')

/** Somebody waits at the prompt. */
const PATIENCE_MS = 2000
