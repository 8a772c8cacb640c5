/** The program as completion sees it: for each place in a command line, what can come next. */
import type { CommandUnknownOpts } from '@commander-js/extra-typings'

export type Choice = { name: string; description: string }
/** What a value can be: one of a list, a path, a name that `slipway names` knows, or something nobody can guess. */
export type Values = readonly string[] | 'files' | NameKind | 'anything'
export type OutlineOption = {
  long: string
  short: string | undefined
  description: string
  /** `undefined`: it takes no value */
  value: Values | undefined
}
export type Place = {
  /** `package upload`; empty for the program itself */
  path: string
  commands: readonly Choice[]
  /** by position; the last one may come again and again when there are more words */
  arguments: readonly Values[]
  options: readonly OutlineOption[]
}

export const nameKinds = ['apps', 'releases', 'drafts', 'profiles'] as const
export type NameKind = (typeof nameKinds)[number]
/** What is asked for is in an application: the first argument of every command that takes one of it. */
export const isWithinApp = (kind: NameKind): boolean => kind === 'releases' || kind === 'drafts'
/** The command that completion asks for names. */
export const NAMES = 'names'
/** What says which server a command is for: names are asked of the same one. */
export const SERVER_FLAGS = ['--url', '--api-key', '--profile'] as const

export function outlineOf(program: CommandUnknownOpts): Place[] {
  const help = program.createHelp()
  const knowsNames = program.commands.some((command) => command.name() === NAMES)
  const everywhere = optionsOf(program, knowsNames)
  const walk = (command: CommandUnknownOpts, path: string): Place[] => {
    const children = help.visibleCommands(command)
    const own = command === program ? [] : optionsOf(command, knowsNames)
    const place: Place = {
      path,
      commands: children.map((child) => ({ name: child.name(), description: child.description() })),
      arguments: command.registeredArguments.map((one) => valuesOf(one.name(), one.argChoices, knowsNames)),
      options: [...own, ...everywhere.filter(({ long }) => !own.some((option) => option.long === long))],
    }
    const below = children
      .filter((child) => child.name() !== 'help')
      .flatMap((child) => walk(child as CommandUnknownOpts, path === '' ? child.name() : `${path} ${child.name()}`))
    return [place, ...below]
  }
  return walk(program, '')
}

function optionsOf(command: CommandUnknownOpts, knowsNames: boolean): OutlineOption[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .filter((option) => option.long !== undefined && option.long !== null)
    .map((option) => ({
      long: option.long as string,
      short: option.short ?? undefined,
      description: option.description,
      value:
        option.required || option.optional
          ? option.long === '--profile' && knowsNames
            ? 'profiles'
            : valuesOf(/[<[](.+?)[>\]]/.exec(option.flags)?.[1] ?? '', option.argChoices, knowsNames)
          : undefined,
    }))
}

const named: Readonly<Record<string, NameKind>> = { app: 'apps', release: 'releases', draft: 'drafts' }

/** By what the help calls it: `<file>`, `<app>`. */
function valuesOf(name: string, choices: readonly string[] | undefined, knowsNames: boolean): Values {
  if (choices !== undefined) return choices
  if (/file|folder|path|dir/i.test(name)) return 'files'
  return (knowsNames && named[name]) || 'anything'
}

/** Each pattern `<path>|<option>` after which a value comes, with what it can be. */
export const valuePatterns = (places: readonly Place[]): { pattern: string; value: Values }[] =>
  places.flatMap(({ path, options }) =>
    options.flatMap(({ long, short, value }) =>
      value === undefined
        ? []
        : [long, ...(short === undefined ? [] : [short])].map((name) => ({ pattern: `${path}|${name}`, value })),
    ),
  )

/** Each pattern `<path>|<number of words so far>` for the arguments of commands. */
export const argumentPatterns = (places: readonly Place[]): { pattern: string; value: Values }[] =>
  places.flatMap((place) => place.arguments.map((value, at) => ({ pattern: `${place.path}|${at}`, value })))
