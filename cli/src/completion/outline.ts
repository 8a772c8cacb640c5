/** The program as completion sees it: for each place in a command line, what can come next. */
import type { CommandUnknownOpts } from '@commander-js/extra-typings'

export type Choice = { name: string; description: string }
export type OutlineOption = {
  long: string
  short: string | undefined
  description: string
  takesValue: boolean
  choices: readonly string[]
}
export type Place = {
  /** `package upload`; empty for the program itself */
  path: string
  commands: readonly Choice[]
  /** what the first argument can be, when there is a list of it */
  choices: readonly string[]
  options: readonly OutlineOption[]
}

export function outlineOf(program: CommandUnknownOpts): Place[] {
  const help = program.createHelp()
  const everywhere = optionsOf(program)
  const walk = (command: CommandUnknownOpts, path: string): Place[] => {
    const children = help.visibleCommands(command)
    const own = command === program ? [] : optionsOf(command)
    const place: Place = {
      path,
      commands: children.map((child) => ({ name: child.name(), description: child.description() })),
      choices: command.registeredArguments.at(0)?.argChoices ?? [],
      options: [...own, ...everywhere],
    }
    const below = children
      .filter((child) => child.name() !== 'help')
      .flatMap((child) => walk(child as CommandUnknownOpts, path === '' ? child.name() : `${path} ${child.name()}`))
    return [place, ...below]
  }
  return walk(program, '')
}

function optionsOf(command: CommandUnknownOpts): OutlineOption[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .filter((option) => option.long !== undefined && option.long !== null)
    .map((option) => ({
      long: option.long as string,
      short: option.short ?? undefined,
      description: option.description,
      takesValue: option.required || option.optional,
      choices: option.argChoices ?? [],
    }))
}
