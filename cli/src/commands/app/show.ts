import { appArgument, leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { appFacts } from './shared.ts'

export const showApp = leaf('show', 'show an application', ['app show slicer', 'app show slicer --json'])
  .addArgument(appArgument())
  .action(
    online(async ({ slipway, out }, app) => {
      const found = await slipway.apps.get(app)
      out.thing(found, appFacts(found))
    }),
  )
