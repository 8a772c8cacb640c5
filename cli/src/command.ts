/** How commands are declared, so that they all look and read alike. */
import { Argument, Command, type CommandUnknownOpts, InvalidArgumentError } from '@commander-js/extra-typings'

/** A command with lines that show how it is used. */
export const leaf = <Name extends string>(name: Name, description: string, examples: readonly string[]) =>
  new Command(name)
    .description(description)
    .addHelpText('after', `\nExamples:\n${examples.map((example) => `  $ slipway ${example}`).join('\n')}`)

/** `slipway <name> <subcommand>` */
export function group(name: string, description: string, leaves: readonly CommandUnknownOpts[]): CommandUnknownOpts {
  const command = new Command(name).description(description)
  for (const each of leaves) command.addCommand(each as Command)
  return command as CommandUnknownOpts
}

export const appArgument = () => new Argument('<app>', 'application: slug, name or id')
export const releaseArgument = () => new Argument('<release>', 'release: name, revision or id')
export const draftArgument = () => new Argument('<draft>', 'draft: revision or id')

/** A whole number that is not negative. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.')
  return Number(text)
}

export function positiveNumber(text: string): number {
  const number = wholeNumber(text)
  if (number === 0) throw new InvalidArgumentError('It must be at least 1.')
  return number
}

/** An option that may be given more than once. */
export const collect = (value: string, earlier: string[] | undefined): string[] => [...(earlier ?? []), value]

/** The fields that were given. */
export function given<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}
