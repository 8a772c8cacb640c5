import { appArgument, leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { size, time } from '../../output/format.ts'

export const listTrash = leaf('list', 'list what was deleted and can still come back, last deleted first', [
  'trash list slicer',
])
  .addArgument(appArgument())
  .action(
    online(async ({ slipway, out }, app) => {
      out.table(
        await slipway.trash.list(app),
        [
          { head: 'id', value: (entry) => entry.id },
          { head: 'kind', value: (entry) => entry.kind },
          { head: 'name', value: (entry) => entry.name, gives: true },
          { head: 'deleted', value: (entry) => time(entry.deletedAt) },
          { head: 'by', value: (entry) => entry.deletedBy ?? 'the rules' },
          { head: 'gone for good', value: (entry) => time(entry.purgedAt) },
          { head: 'size', value: (entry) => size(entry.bytes), right: true },
        ],
        'The trash is empty.',
      )
    }),
  )
