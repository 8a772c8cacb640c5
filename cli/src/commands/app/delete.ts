import { appArgument, leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { deleteWithAll } from '../../deleting.ts'

export const deleteApp = leaf('delete', 'delete an application with all it holds', [
  'app delete viewer --dry-run',
  'app delete viewer --yes',
])
  .addArgument(appArgument())
  .option('--dry-run', 'only show what would go')
  .option('-y, --yes', 'do not ask')
  .action(
    online(async ({ slipway, out }, app, flags) => {
      const { id, name } = await slipway.apps.get(app)
      await deleteWithAll(out, flags, name, `app restore ${id}`, {
        preview: () => slipway.apps.previewDeletion(app),
        delete: () => slipway.apps.delete(app),
      })
    }),
  )
