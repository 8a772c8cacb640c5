import { leaf } from '../../command.ts'
import { online } from '../../context.ts'

export const restoreApp = leaf('restore', 'bring a deleted application back', [
  'app list --deleted',
  'app restore 65f0c0ffee65f0c0ffee65f0',
])
  .argument('<id>', 'id, as `slipway app list --deleted` shows it')
  .action(
    online(async ({ slipway, out }, id) => {
      await slipway.trash.restoreApp(id)
      const app = await slipway.apps.get(id)
      out.result(app, `Restored ${app.name}.`)
    }),
  )
