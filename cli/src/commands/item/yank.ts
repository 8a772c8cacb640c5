import type { CommandUnknownOpts } from '@commander-js/extra-typings'
import { appArgument, leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { findItem, type ItemKind, itemsOf } from './kind.ts'

export const yankItem = (kind: ItemKind): CommandUnknownOpts =>
  leaf('yank', 'mark as not to be used; it stays downloadable for those who refer to it', [
    `${kind} yank slicer 65f0c0ffee65f0c0ffee65f0 --reason "Crashes on start"`,
  ])
    .addArgument(appArgument())
    .argument(`<${kind}>`, 'id, or base name')
    .requiredOption('--reason <text>', 'shown to everybody who looks at it')
    .option('--release <release>', 'the one in this release or draft')
    .option('--os <os>', 'the one for this system')
    .option('--arch <arch>', 'the one for this architecture')
    .action(
      online(async ({ slipway, out }, app, reference, { reason, ...narrowing }) => {
        const { id } = await findItem(slipway, kind, app, String(reference), narrowing)
        await itemsOf(slipway, kind).yank(app, id, reason)
        const item = await itemsOf(slipway, kind).get(app, id)
        out.result(item, `Yanked ${item.name}.`)
      }),
    ) as CommandUnknownOpts

export const unyankItem = (kind: ItemKind): CommandUnknownOpts =>
  leaf('unyank', 'take the mark off again', [`${kind} unyank slicer 65f0c0ffee65f0c0ffee65f0`])
    .addArgument(appArgument())
    .argument(`<${kind}>`, 'id, or base name')
    .option('--release <release>', 'the one in this release or draft')
    .option('--os <os>', 'the one for this system')
    .option('--arch <arch>', 'the one for this architecture')
    .action(
      online(async ({ slipway, out }, app, reference, narrowing) => {
        const { id } = await findItem(slipway, kind, app, String(reference), narrowing)
        await itemsOf(slipway, kind).unyank(app, id)
        const item = await itemsOf(slipway, kind).get(app, id)
        out.result(item, `${item.name} is not yanked any more.`)
      }),
    ) as CommandUnknownOpts
