import { appArgument, leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { NotFound } from '../../failures.ts'

export const restoreFromTrash = leaf('restore', 'bring something back', [
  'trash restore slicer 65f0c0ffee65f0c0ffee65f0',
])
  .addArgument(appArgument())
  .argument('<id>', 'id, or name')
  .action(
    online(async ({ slipway, out }, app, reference) => {
      const entries = await slipway.trash.list(app)
      const entry = entries.find(({ id }) => id === reference) ?? entries.find(({ name }) => name === reference)
      if (entry === undefined) throw new NotFound(`There is no ${reference} in the trash.`)
      await slipway.trash.restore(app, entry.id)
      out.result(entry, `Restored ${entry.kind} ${entry.name}.`)
    }),
  )
