import { appArgument, leaf, positiveNumber } from '../../command.ts'
import { online } from '../../context.ts'
import { DEFAULT_LIMIT, pageSize, take } from '../../listing.ts'
import { size, time } from '../../output/format.ts'

export const listDrafts = leaf('list', 'list drafts, newest first', [
  'draft list slicer',
  'draft list slicer --limit 5',
])
  .addArgument(appArgument())
  .option('--limit <number>', 'at most so many', positiveNumber, DEFAULT_LIMIT)
  .option('--all', 'all of them')
  .action(
    online(async ({ slipway, out }, app, flags) => {
      const query = { stage: 'draft', limit: pageSize(flags) } as const
      const drafts = await take(slipway.releases.iterate(app, query), flags, out)
      out.table(
        drafts,
        [
          { head: 'revision', value: (draft) => draft.revision },
          { head: 'created', value: (draft) => time(draft.createdAt) },
          { head: 'pinned', value: (draft) => (draft.pinned ? 'yes' : '') },
          { head: 'packages', value: (draft) => String(draft.packages), right: true },
          { head: 'extensions', value: (draft) => String(draft.extensions), right: true },
          { head: 'size', value: (draft) => size(draft.bytes), right: true },
        ],
        `${app} has no drafts. An upload for a new revision makes one.`,
      )
    }),
  )
