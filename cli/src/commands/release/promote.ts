import type { PromotionPreview } from '@slipway/sdk'
import { appArgument, collect, draftArgument, given, leaf } from '../../command.ts'
import { online } from '../../context.ts'
import { count, size } from '../../output/format.ts'
import type { Output } from '../../output/output.ts'
import { findDraft, readNotes, releaseFacts } from './shared.ts'

const MOST_TOLD = 20

export const promoteRelease = leaf('promote', 'turn a draft into a stable release', [
  'release promote slicer 33000 5.8.0 --dry-run',
  'release promote slicer 33000 5.8.0 --notes NOTES.md',
])
  .addArgument(appArgument())
  .addArgument(draftArgument())
  .argument('<name>', 'name of the release')
  .option('--notes <file>', 'release notes, Markdown; - for standard input')
  .option('--private', 'only members see it')
  .option('--only <id>', 'move only this package or extension; may be given more than once', collect)
  .option('--dry-run', 'only show what would move, and what is missing')
  .action(
    online(async ({ slipway, out }, app, draft, name, { notes, private: hidden, only, dryRun }) => {
      const input = {
        name,
        ...given({ description: await readNotes(notes), only }),
        ...(hidden && { public: false }),
      }
      const { id } = await findDraft(slipway, app, draft)
      const preview = await slipway.releases.previewPromotion(app, id, input)
      if (dryRun) return showPreview(out, preview, name)
      tellMissing(out, preview)
      const release = await slipway.releases.promote(app, id, input)
      out.note(`Promoted draft ${preview.revision} to release ${release.name}.`)
      out.thing(release, releaseFacts(release))
    }),
  )

function showPreview(out: Output, preview: PromotionPreview, name: string): void {
  tellMissing(out, preview)
  out.table(
    preview.moves,
    [
      { head: 'id', value: (item) => item.id },
      { head: 'kind', value: (item) => item.kind },
      { head: 'base name', value: (item) => item.baseName, gives: true },
      { head: 'for', value: (item) => `${item.os}-${item.arch}` },
      { head: 'size', value: (item) => size(item.bytes), right: true },
    ],
    'The draft is empty.',
  )
  const amount = `${count(preview.packages, 'package')} and ${count(preview.extensions, 'extension')}`
  out.note(`Would move ${amount} (${size(preview.bytes)}) to release ${name}.`)
}

function tellMissing(out: Output, { missing, comparedWith }: PromotionPreview): void {
  if (missing.length === 0) return
  const lines = missing
    .slice(0, MOST_TOLD)
    .map(({ kind, baseName, os, arch }) => `  ${kind} ${baseName} for ${os}-${arch}`)
  if (missing.length > MOST_TOLD) lines.push(`  and ${missing.length - MOST_TOLD} more`)
  out.warn(`Release ${comparedWith} had these, the draft has not:\n${lines.join('\n')}`)
}
