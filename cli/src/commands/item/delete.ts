import type { CommandUnknownOpts } from '@commander-js/extra-typings'
import { confirm } from '../../ask.ts'
import { appArgument, leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { size } from '../../output/format.ts'
import { findItem, type ItemKind, itemsOf } from './kind.ts'

export const deleteItem = (kind: ItemKind): CommandUnknownOpts =>
  leaf('delete', `move ${kind === 'package' ? 'a package' : 'an extension'} to the trash`, [
    `${kind} delete slicer 65f0c0ffee65f0c0ffee65f0 --dry-run`,
    `${kind} delete slicer 65f0c0ffee65f0c0ffee65f0 --yes`,
  ])
    .addArgument(appArgument())
    .argument(`<${kind}>`, 'id, or base name')
    .option('--release <release>', 'the one in this release or draft')
    .option('--os <os>', 'the one for this system')
    .option('--arch <arch>', 'the one for this architecture')
    .option('--dry-run', 'only show what would go')
    .option('-y, --yes', 'do not ask')
    .action(
      online(async ({ slipway, out }, app, reference, { dryRun, yes, ...narrowing }) => {
        const item = await findItem(slipway, kind, app, String(reference), narrowing)
        const name = `${item.name} (${size(item.file.size)}) of ${item.release.name}`
        if (dryRun) return out.result(item, `Would delete ${name}.`)
        if (!(await confirm(out, `Delete ${name}?`, yes))) return
        await itemsOf(slipway, kind).delete(app, item.id)
        out.result(item, `Deleted ${name}. \`slipway trash restore ${app} ${item.id}\` brings it back.`)
      }),
    ) as CommandUnknownOpts
