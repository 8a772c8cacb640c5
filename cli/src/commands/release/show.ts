import { appArgument, leaf, releaseArgument } from '../../command.ts'
import { online } from '../../context.ts'
import { releaseFacts } from './shared.ts'

export const showRelease = leaf('show', 'show a release: what it holds, and for which systems', [
  'release show slicer 5.8.0',
])
  .addArgument(appArgument())
  .addArgument(releaseArgument())
  .action(
    online(async ({ slipway, out }, app, release) => {
      const found = await slipway.releases.get(app, release)
      out.thing(found, releaseFacts(found))
    }),
  )
