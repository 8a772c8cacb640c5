import { Argument, type CommandUnknownOpts } from '@commander-js/extra-typings'
import { leaf } from '../command.ts'
import { bashScript } from '../completion/bash.ts'
import { fishScript } from '../completion/fish.ts'
import { outlineOf } from '../completion/outline.ts'
import { zshScript } from '../completion/zsh.ts'
import { local } from '../context.ts'

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const

/** `program`: what there is to complete; it is only known when all commands are. */
export const completion = (program: () => CommandUnknownOpts): CommandUnknownOpts =>
  leaf('completion', 'print a script that lets the shell complete commands and options', [
    'completion bash > ~/.local/share/bash-completion/completions/slipway',
    'completion zsh > ~/.zfunc/_slipway',
    'completion fish > ~/.config/fish/completions/slipway.fish',
  ])
    .addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish'] as const))
    .action(local(async ({ out }, shell) => out.text(scripts[shell](outlineOf(program()))))) as CommandUnknownOpts
