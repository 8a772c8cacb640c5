/** How the commands are declared: options named as the Python program names them. */
import { Command, type CommandUnknownOpts, InvalidArgumentError, Option } from '@commander-js/extra-typings'
import type { GirderDocument, SlicerPackageClient } from '@slipway/sdk/slicer'
import { ask, stopAsking } from './prompt.ts'
import { type GlobalOptions, openClient } from './session.ts'

/** Every sub-command takes the collection. */
export const leaf = <Name extends string>(name: Name, description: string) =>
  new Command(name)
    .description(description)
    .addOption(
      new Option('--coll_id <id>', 'ID of an existing collection (default: the collection "Applications")').env(
        'COLLECTION_ID',
      ),
    )

export function group(name: string, description: string, leaves: readonly unknown[]): CommandUnknownOpts {
  const command = new Command(name).description(description)
  for (const each of leaves) command.addCommand(each as Command)
  return command as CommandUnknownOpts
}

type Handler<A extends unknown[]> = (client: SlicerPackageClient, ...args: A) => Promise<void>

/** The action of a command: with a client that is logged in. */
export function online<A extends unknown[]>(handler: Handler<A>): (...args: A) => Promise<void> {
  return async (...args) => {
    const options = (args.at(-1) as CommandUnknownOpts).optsWithGlobals() as GlobalOptions
    await handler(await openClient(options), ...args)
  }
}

/** Empty is absent: scripts pass on variables that are not set. */
export const lookup = ({ coll_id }: { coll_id?: string | undefined }) => (coll_id ? { collection: coll_id } : {})

/** Asks for what has to be known and was not said: titles by option. */
export async function asking<T extends Record<string, unknown>, K extends keyof T & string>(
  options: T,
  titles: Record<K, string>,
): Promise<T & Record<K, string>> {
  const answered: Record<string, unknown> = { ...options }
  for (const [name, title] of Object.entries(titles) as [K, string][]) {
    answered[name] ??= await ask(title)
  }
  stopAsking()
  return answered as T & Record<K, string>
}

export function integer(text: string): number {
  if (!/^[+-]?\d{1,9}$/.test(text)) throw new InvalidArgumentError(`'${text}' is not a valid integer.`)
  return Number(text)
}

export const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** A line that grows while a file is on its way, where somebody looks. */
export function progressLine(title: string): (done: number, size: number) => void {
  let shown = -1
  return (done, size) => {
    const percent = size === 0 ? 100 : Math.floor((100 * done) / size)
    if (!process.stderr.isTTY || percent === shown) return
    shown = percent
    process.stderr.write(`\r${title}  ${percent} %${done >= size ? '\n' : ''}`)
  }
}

const PLATFORMS: Record<string, string> = { linux: 'linux', darwin: 'macosx', win32: 'win' }
export const thisOs = PLATFORMS[process.platform] ?? 'linux'

export const osOption = (description: string) =>
  new Option('--os <os>', description).choices(['win', 'linux', 'macosx'] as const)
/** No fixed list: which there are is the server's to say. */
export const archOption = (description: string) => new Option('--arch <arch>', description)

/** The name of the release an item is in; a draft has none. */
export async function releaseNames(
  client: SlicerPackageClient,
  app: string,
  where: { collection?: string },
): Promise<(item: GirderDocument) => string> {
  const names = new Map<unknown, string>()
  for (const { meta, name } of await client.listRelease(app, where)) names.set(meta.revision, name)
  return ({ meta }) => names.get(meta.app_revision ?? meta.revision) ?? 'draft'
}
