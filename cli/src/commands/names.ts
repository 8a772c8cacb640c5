import { Argument } from '@commander-js/extra-typings'
import { leaf } from '../command.ts'
import { isWithinApp, NAMES, nameKinds } from '../completion/outline.ts'
import { type Context, local, online } from '../context.ts'
import { UsageError } from '../failures.ts'
import { configFile, readConfig } from '../settings/profiles.ts'

/** What the completion of shells asks for: a name a line. Not in the help, since people have lists. */
export const names = leaf(NAMES, 'print names, a line each, for the completion of shells', [
  'names apps',
  'names releases slicer',
])
  .addArgument(new Argument('<what>').choices(nameKinds))
  .addArgument(new Argument('[app]'))
  .action((what, app = '', _flags, command) => {
    if (isWithinApp(what) && app === '') throw new UsageError(`In which application are the ${what}?`)
    const handler =
      what === 'profiles'
        ? local(async ({ out }) => out.text(lines(await profiles())))
        : online(async (context) => {
            context.out.text(lines(await (what === 'apps' ? apps(context) : builds(context, app, what))))
          })
    return (handler as (command: unknown) => Promise<void>)(command)
  })

async function apps({ slipway }: Context): Promise<string[]> {
  const { items } = await slipway.apps.list({ limit: 1000 }, patience())
  return items.map(({ slug }) => slug)
}

/** The newest: nobody looks through more at a prompt. By revision, where a shell would take the name for several words. */
async function builds({ slipway }: Context, app: string, what: 'releases' | 'drafts'): Promise<string[]> {
  const stage = what === 'drafts' ? 'draft' : 'stable'
  const { items } = await slipway.releases.list(app, { stage, limit: 50 }, patience())
  return items.map(({ name, revision }) => (stage === 'draft' || /\s/.test(name) ? revision : name))
}

const profiles = async (): Promise<string[]> => Object.keys((await readConfig(configFile())).profiles)

const lines = (all: readonly string[]): string => all.map((one) => `${one}\n`).join('')

/** Somebody waits at the prompt. */
const patience = () => ({ signal: AbortSignal.timeout(2000) })
