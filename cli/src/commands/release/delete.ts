import type { CommandUnknownOpts } from '@commander-js/extra-typings'
import { appArgument, draftArgument, leaf, releaseArgument } from '../../command.ts'
import { online } from '../../context.ts'
import { deleteWithAll } from '../../deleting.ts'
import { UsageError } from '../../failures.ts'
import { findDraft } from './shared.ts'

export const deleteRelease = () => deleting('stable', 'release')
export const deleteDraft = () => deleting('draft', 'draft')

function deleting(stage: 'draft' | 'stable', noun: 'release' | 'draft'): CommandUnknownOpts {
  const example = stage === 'draft' ? 'draft delete slicer 33000' : 'release delete slicer 5.8.0'
  return leaf('delete', `delete a ${noun} with all it holds`, [`${example} --dry-run`, `${example} --yes`])
    .addArgument(appArgument())
    .addArgument(stage === 'draft' ? draftArgument() : releaseArgument())
    .option('--dry-run', 'only show what would go')
    .option('-y, --yes', 'do not ask')
    .action(
      online(async ({ slipway, out }, app, release, flags) => {
        const reference = String(release)
        const found = await (stage === 'draft'
          ? findDraft(slipway, app, reference)
          : slipway.releases.get(app, reference))
        if (found.stage !== stage) {
          const other = stage === 'draft' ? 'a stable release' : 'a draft'
          throw new UsageError(
            `${found.name} is ${other}.`,
            `Use \`slipway ${stage === 'draft' ? 'release' : 'draft'} delete\`.`,
          )
        }
        await deleteWithAll(out, flags, `${noun} ${found.name}`, `trash restore ${app} ${found.id}`, {
          preview: () => slipway.releases.previewDeletion(app, found.id),
          delete: () => slipway.releases.delete(app, found.id),
        })
      }),
    ) as CommandUnknownOpts
}
