import { appArgument, leaf, releaseArgument } from '../../command.ts'
import { online } from '../../context.ts'
import { releaseFacts } from './shared.ts'

export const undoRelease = leaf('undo', 'turn a promoted release back into a draft', ['release undo slicer 5.8.0'])
  .addArgument(appArgument())
  .addArgument(releaseArgument())
  .action(
    online(async ({ slipway, out }, app, release) => {
      const draft = await slipway.releases.undoPromotion(app, release)
      out.note(`${release} is draft ${draft.revision} again.`)
      out.thing(draft, releaseFacts(draft))
    }),
  )
