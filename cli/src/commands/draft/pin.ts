import type { CommandUnknownOpts } from '@commander-js/extra-typings'
import { appArgument, draftArgument, leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { UsageError } from '../../failures.ts'
import { findDraft } from '../release/shared.ts'

export const pinDraft = () => pinning('pin', 'keep a draft, whatever the rules say', true)
export const unpinDraft = () => pinning('unpin', 'let the rules decide about a draft again', false)

const pinning = (name: 'pin' | 'unpin', description: string, pinned: boolean): CommandUnknownOpts =>
  leaf(name, description, [`draft ${name} slicer 33000`])
    .addArgument(appArgument())
    .addArgument(draftArgument())
    .action(
      online(async ({ slipway, out }, app, draft) => {
        const { id, name, stage } = await findDraft(slipway, app, draft)
        if (stage !== 'draft') throw new UsageError(`${name} is a stable release; no rule deletes it.`)
        const changed = await slipway.releases.update(app, id, { pinned })
        out.result(
          changed,
          pinned ? `Draft ${changed.name} stays.` : `Draft ${changed.name} goes when no rule keeps it.`,
        )
      }),
    ) as CommandUnknownOpts
