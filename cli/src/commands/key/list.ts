import { leaf, positiveNumber } from '../../command.ts'
import { online } from '../../context.ts'
import { DEFAULT_LIMIT, pageSize, take } from '../../listing.ts'
import { time } from '../../output/format.ts'
import { appNames } from './apps.ts'

export const listKeys = leaf('list', 'list API keys, newest first', ['key list'])
  .option('--account <account>', 'administrators: those of somebody else, by login or id')
  .option('--limit <number>', 'at most so many', positiveNumber, DEFAULT_LIMIT)
  .option('--all', 'all of them')
  .action(
    online(async ({ slipway, out }, { account, ...flags }) => {
      const keys = await take(slipway.keys.iterate({ account, limit: pageSize(flags) }), flags, out)
      const names = out.json
        ? new Map()
        : await appNames(
            slipway,
            keys.map(({ app }) => app),
          )
      out.table(
        keys,
        [
          { head: 'id', value: (key) => key.id },
          { head: 'name', value: (key) => key.name, gives: true },
          { head: 'begins', value: (key) => key.prefix },
          { head: 'scopes', value: (key) => key.scopes.join(', ') },
          { head: 'app', value: (key) => names.get(key.app) ?? '-' },
          { head: 'last used', value: (key) => time(key.lastUsedAt) },
          { head: 'ends', value: (key) => (key.revokedAt !== null ? 'revoked' : time(key.expiresAt)) },
        ],
        'There are no keys.',
      )
    }),
  )
