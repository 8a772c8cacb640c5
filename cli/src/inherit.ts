import type { CommandUnknownOpts } from '@commander-js/extra-typings'

/** Gives settings of a command to all below it: `addCommand` leaves each with its own. */
export function inherit(parent: CommandUnknownOpts): void {
  for (const command of parent.commands) {
    command.copyInheritedSettings(parent)
    inherit(command)
  }
}
