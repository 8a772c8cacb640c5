import { appArgument, leaf, positiveNumber } from '../../command.ts'
import { online } from '../../context.ts'
import { DEFAULT_LIMIT, pageSize, take } from '../../listing.ts'
import { releaseColumns } from './shared.ts'

export const listReleases = leaf('list', 'list stable releases, newest first', ['release list slicer'])
  .addArgument(appArgument())
  .option('--limit <number>', 'at most so many', positiveNumber, DEFAULT_LIMIT)
  .option('--all', 'all of them')
  .action(
    online(async ({ slipway, out }, app, flags) => {
      const query = { stage: 'stable', limit: pageSize(flags) } as const
      const releases = await take(slipway.releases.iterate(app, query), flags, out)
      out.table(releases, releaseColumns, `${app} has no releases yet.`)
    }),
  )
