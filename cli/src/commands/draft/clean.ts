import type { RetentionPreview, RetentionRules } from '@slipway/sdk'
import { confirm } from '../../ask.ts'
import { appArgument, leaf, wholeNumber } from '../../command.ts'
import { type Context, online } from '../../context.ts'
import { count, size, time } from '../../output/format.ts'

export const cleanDrafts = leaf('clean', 'delete the drafts that no rule keeps; pinned ones always stay', [
  'draft clean slicer --dry-run',
  'draft clean slicer --keep-last 14 --keep-monthly --dry-run',
  'draft clean slicer --keep-days 30 --yes',
])
  .addArgument(appArgument())
  .option('--keep-last <number>', 'keep the newest N', wholeNumber)
  .option('--keep-days <days>', 'keep those younger than D days', wholeNumber)
  .option('--keep-monthly', 'keep the newest of each month')
  .option('--dry-run', 'only show what would go')
  .option('-y, --yes', 'do not ask')
  .addHelpText(
    'after',
    '\nWith --keep options those hold for this once, else the stored rules; see `slipway draft rules`.',
  )
  .action(
    online(async (context, app, { keepLast, keepDays, keepMonthly, dryRun, yes }) => {
      const { slipway, out } = context
      const own = keepLast !== undefined || keepDays !== undefined || keepMonthly !== undefined
      // Which replaced files stay is for the stored rules to say in any case.
      const rules: RetentionRules | undefined = own
        ? {
            ...(await slipway.retention.get(app)),
            keepLast: keepLast ?? null,
            keepDays: keepDays ?? null,
            keepMonthly: keepMonthly === true,
          }
        : undefined
      const preview = await slipway.retention.preview(app, rules)
      if (dryRun || preview.deletes.length === 0) return show(context, preview)
      if (!yes) tell(context, preview)
      const amount = `${count(preview.deletes.length, 'draft')} (${size(preview.bytes)})`
      if (!(await confirm(out, `Delete ${amount}?`, yes))) return
      const done = await slipway.retention.run(app, rules)
      out.result(done, `Deleted ${count(done.deletes.length, 'draft')} (${size(done.bytes)}). They are in the trash.`)
    }),
  )

/** Before the question: what goes. */
function tell({ out }: Context, preview: RetentionPreview): void {
  for (const { revision, createdAt, bytes } of preview.deletes) {
    out.note(`  ${revision}  ${time(createdAt)}  ${size(bytes)}`)
  }
  out.note(`${stays(preview)}.`)
}

function show({ out }: Context, preview: RetentionPreview): void {
  if (out.json) out.result(preview, '')
  else {
    out.table(
      preview.deletes,
      [
        { head: 'would go', value: (draft) => draft.revision },
        { head: 'created', value: (draft) => time(draft.createdAt) },
        { head: 'packages', value: (draft) => String(draft.packages), right: true },
        { head: 'extensions', value: (draft) => String(draft.extensions), right: true },
        { head: 'size', value: (draft) => size(draft.bytes), right: true },
      ],
      'Nothing goes.',
    )
    out.note(`${stays(preview)}.`)
  }
}

function stays({ keeps }: RetentionPreview): string {
  const pinned = keeps.filter((draft) => draft.why === 'pinned').length
  const verb = keeps.length === 1 ? 'stays' : 'stay'
  return `${count(keeps.length, 'draft')} ${verb}${pinned > 0 ? `, ${pinned} of them pinned` : ''}`
}
