import type { CommandUnknownOpts } from '@commander-js/extra-typings'
import { Option } from '@commander-js/extra-typings'
import { appArgument, leaf, positiveNumber } from '../../command.ts'
import { online } from '../../context.ts'
import { DEFAULT_LIMIT, pageSize, take } from '../../listing.ts'
import { size, time } from '../../output/format.ts'
import { type ItemKind, itemsOf } from './kind.ts'

export const listItems = (kind: ItemKind): CommandUnknownOpts =>
  leaf('list', `list ${kind}s, newest first`, [
    `${kind} list slicer --release 5.8.0`,
    `${kind} list slicer --search segmentation --os linux --json`,
  ])
    .addArgument(appArgument())
    .option('--release <release>', 'of this release or draft: name, revision or id')
    .addOption(new Option('--stage <stage>', 'of drafts or of stable releases').choices(['draft', 'stable'] as const))
    .option('--os <os>', 'linux, win or macosx')
    .option('--arch <arch>', 'amd64, arm64, i386, …')
    .option('--base-name <name>')
    .option('--revision <revision>')
    .option('--search <words>', 'in name, keywords and description; best matches first')
    .option('--limit <number>', 'at most so many', positiveNumber, DEFAULT_LIMIT)
    .option('--all', 'all of them')
    .action(
      online(async ({ slipway, out }, app, { limit, all, search, ...query }) => {
        const wanted = { ...query, q: search, limit: pageSize({ limit, all }) }
        const items = await take(itemsOf(slipway, kind).iterate(app, wanted), { limit, all }, out)
        out.table(
          items,
          [
            { head: 'id', value: (item) => item.id },
            { head: 'base name', value: (item) => item.baseName, gives: true },
            { head: 'for', value: (item) => `${item.os}-${item.arch}` },
            { head: 'release', value: (item) => item.release.name },
            ...(kind === 'package'
              ? [{ head: 'version', value: (item: (typeof items)[number]) => ('version' in item ? item.version : '') }]
              : [{ head: 'revision', value: (item: (typeof items)[number]) => item.revision.slice(0, 12) }]),
            { head: 'size', value: (item) => size(item.file.size), right: true },
            { head: 'published', value: (item) => time(item.createdAt) },
            { head: '', value: (item) => (item.yanked === null ? '' : 'yanked'), paint: out.colors.red },
          ],
          `No ${kind}s found.`,
        )
      }),
    ) as CommandUnknownOpts
