import { leaf, positiveNumber } from '../../command.ts'
import { online } from '../../context.ts'
import { DEFAULT_LIMIT, pageSize, take } from '../../listing.ts'
import { size, time, yesNo } from '../../output/format.ts'

export const listApps = leaf('list', 'list applications, by name', [
  'app list',
  'app list --json',
  'app list --deleted',
])
  .option('--collection <name>', 'only this collection')
  .option('--deleted', 'those in the trash instead')
  .option('--limit <number>', 'at most so many', positiveNumber, DEFAULT_LIMIT)
  .option('--all', 'all of them')
  .action(
    online(async ({ slipway, out }, { collection, deleted, ...flags }) => {
      if (deleted) {
        return out.table(
          await slipway.trash.listApps(),
          [
            { head: 'id', value: (app) => app.id },
            { head: 'name', value: (app) => app.name, gives: true },
            { head: 'deleted', value: (app) => time(app.deletedAt) },
            { head: 'by', value: (app) => app.deletedBy ?? '-' },
            { head: 'gone for good', value: (app) => time(app.purgedAt) },
            { head: 'size', value: (app) => size(app.bytes), right: true },
          ],
          'No application is in the trash.',
        )
      }
      const apps = await take(slipway.apps.iterate({ collection, limit: pageSize(flags) }), flags, out)
      out.table(
        apps,
        [
          { head: 'app', value: (app) => app.slug, paint: out.colors.bold },
          { head: 'name', value: (app) => app.name },
          { head: 'collection', value: (app) => app.collection },
          { head: 'public', value: (app) => yesNo(app.public) },
          { head: 'description', value: (app) => app.description, gives: true },
        ],
        'There are no applications yet. `slipway app create <name>` makes one.',
      )
    }),
  )
