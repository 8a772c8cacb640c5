import { appArgument, draftArgument, leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { releaseFacts } from '../release/shared.ts'

export const showDraft = leaf('show', 'show a draft: what it holds, and for which systems', ['draft show slicer 33000'])
  .addArgument(appArgument())
  .addArgument(draftArgument())
  .action(
    online(async ({ slipway, out }, app, draft) => {
      const found = await slipway.releases.get(app, draft)
      out.thing(found, releaseFacts(found))
    }),
  )
