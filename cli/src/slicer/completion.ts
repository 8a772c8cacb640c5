/** Completion as the Python program does it: `eval "$(_SLICER_PACKAGE_MANAGER_CLIENT_COMPLETE=bash_source …)"`. */
import type { CommandUnknownOpts } from '@commander-js/extra-typings'
import { bashScript } from '../completion/bash.ts'
import { fishScript } from '../completion/fish.ts'
import { outlineOf } from '../completion/outline.ts'
import { zshScript } from '../completion/zsh.ts'

const VARIABLE = '_SLICER_PACKAGE_MANAGER_CLIENT_COMPLETE'
const SCRIPTS = new Map([
  ['bash_source', bashScript],
  ['zsh_source', zshScript],
  ['fish_source', fishScript],
])

/** Whether that is what was asked for. */
export function printCompletion(program: CommandUnknownOpts, env: NodeJS.ProcessEnv): boolean {
  const script = SCRIPTS.get(env[VARIABLE] ?? '')
  if (script === undefined) return false
  process.stdout.write(script(outlineOf(program), program.name()))
  return true
}
