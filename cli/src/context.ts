/** What a command gets to work with. */
import type { CommandUnknownOpts } from '@commander-js/extra-typings'
import { Slipway } from '@slipway/sdk/node'
import { interruption } from './interruption.ts'
import { Output } from './output/output.ts'
import { configFile, isReadableByOthers } from './settings/profiles.ts'
import { loadSettings, type Settings } from './settings/settings.ts'

export type GlobalFlags = {
  url?: string
  apiKey?: string
  profile?: string
  json?: boolean
  quiet?: boolean
}

export type LocalContext = {
  out: Output
  flags: GlobalFlags
  /** Ends when somebody presses Ctrl-C. Who takes it promises to stop. */
  signal: () => AbortSignal
}
export type Context = LocalContext & { settings: Settings; slipway: Slipway }

type Handler<C, A extends unknown[]> = (context: C, ...args: A) => Promise<void>

export const outputOf = (flags: GlobalFlags): Output =>
  new Output({ json: flags.json === true, quiet: flags.quiet === true })

/** The action of a command that talks to a server. */
export function online<A extends unknown[]>(handler: Handler<Context, A>): (...args: A) => Promise<void> {
  return local(async (context, ...args: A) => {
    const settings = await loadSettings(context.flags)
    if (settings.profile !== undefined && (await isReadableByOthers(configFile()))) {
      context.out.warn(`Others on this machine can read your keys: chmod 600 ${configFile()}`)
    }
    const slipway = new Slipway({ url: settings.url, key: settings.apiKey })
    await handler({ ...context, settings, slipway }, ...args)
  })
}

/** The action of a command that needs no server, or finds it by itself. */
export function local<A extends unknown[]>(handler: Handler<LocalContext, A>): (...args: A) => Promise<void> {
  return async (...args) => {
    const flags = (args.at(-1) as CommandUnknownOpts).optsWithGlobals() as GlobalFlags
    await handler({ out: outputOf(flags), flags, signal: () => interruption.signal() }, ...args)
  }
}
