import { Option } from '@commander-js/extra-typings'
import { leaf, positiveNumber } from '../../command.ts'
import { online } from '../../context.ts'
import { DEFAULT_LIMIT, pageSize, take } from '../../listing.ts'

export const listSpk = leaf('list', 'list Synology packages by name', [
  'spk list --search git',
  'spk list --arch apollolake --json',
  'spk list --status pending',
])
  .option('--search <words>', 'in names and descriptions')
  .option('--category <category>')
  .option('--arch <code>', 'has a build for this architecture')
  .addOption(
    new Option('--status <status>', 'default: active').choices(['active', 'archived', 'pending', 'all'] as const),
  )
  .option('--mine', 'only those I maintain')
  .option('--limit <number>', 'at most so many', positiveNumber, DEFAULT_LIMIT)
  .option('--all', 'all of them')
  .action(
    online(async ({ slipway, out }, { limit, all, search, mine, ...query }) => {
      const wanted = {
        ...query,
        q: search,
        limit: pageSize({ limit, all }),
        ...(mine && { maintainer: 'me' as const }),
      }
      out.table(
        await take(slipway.spk.iterate(wanted), { limit, all }, out),
        [
          { head: 'package', value: ({ name }) => name },
          { head: 'name', value: ({ displayName }) => displayName, gives: true },
          { head: 'version', value: ({ version, beta }) => `${version ?? '-'}${beta ? ' (beta)' : ''}` },
          { head: 'for', value: ({ architectures }) => architectures.join(' '), gives: true },
          { head: 'downloads', value: ({ downloads }) => String(downloads), right: true },
          {
            head: '',
            value: ({ active, pending }) => (pending ? 'pending' : active ? '' : 'archived'),
            paint: (text, { pending }) => (pending ? out.colors.yellow(text) : text),
          },
        ],
        'No packages found.',
      )
    }),
  )
