import type { CommandUnknownOpts } from '@commander-js/extra-typings'
import { appArgument, leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { findItem, type ItemKind, itemFacts, itemsOf } from './kind.ts'

export const showItem = (kind: ItemKind): CommandUnknownOpts =>
  leaf('show', `show ${kind === 'package' ? 'a package' : 'an extension'}: facts, digests, earlier files`, [
    `${kind} show slicer 65f0c0ffee65f0c0ffee65f0`,
    `${kind} show slicer ${kind === 'package' ? 'Slicer' : 'SegmentTools'} --release 5.8.0 --os linux --arch amd64`,
  ])
    .addArgument(appArgument())
    .argument(`<${kind}>`, 'id, or base name')
    .option('--release <release>', 'the one in this release or draft')
    .option('--os <os>', 'the one for this system')
    .option('--arch <arch>', 'the one for this architecture')
    .option('--files', 'the current file and earlier ones')
    .action(
      online(async ({ slipway, out }, app, reference, { files, ...narrowing }) => {
        const item = await findItem(slipway, kind, app, String(reference), narrowing)
        if (!files) return out.thing(item, itemFacts(item))
        out.table(
          await itemsOf(slipway, kind).listFiles(app, item.id),
          [
            { head: 'file', value: (file) => file.name },
            { head: 'bytes', value: (file) => String(file.size), right: true },
            { head: 'sha256', value: (file) => file.sha256 },
            { head: 'published', value: (file) => file.createdAt },
            { head: 'replaced', value: (file) => file.replacedAt ?? '-' },
          ],
          'It has no files.',
        )
      }),
    ) as CommandUnknownOpts
