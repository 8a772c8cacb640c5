/** Deleting: show what goes, ask, delete. */
import type { DeletionPreview } from '@slipway/sdk'
import { confirm } from './ask.ts'
import { count, size, time } from './output/format.ts'
import type { Output } from './output/output.ts'

export type DeleteFlags = { dryRun?: true | undefined; yes?: true | undefined }

/** `name` with all that `preview` counts. `restore`: the command that brings it back. */
export async function deleteWithAll(
  out: Output,
  { dryRun, yes }: DeleteFlags,
  name: string,
  restore: string,
  actions: { preview: () => Promise<DeletionPreview>; delete: () => Promise<DeletionPreview> },
): Promise<void> {
  const preview = await actions.preview()
  if (dryRun) return out.result(preview, `Would delete ${name}${describe(preview)}.`)
  if (!(await confirm(out, `Delete ${name}${describe(preview)}?`, yes))) return
  const deleted = await actions.delete()
  out.result(deleted, `Deleted ${name}${describe(deleted)}.${restorable(deleted, restore)}`)
}

function describe(preview: DeletionPreview): string {
  const { releases, drafts } = preview
  // One alone is what is being deleted.
  const several = releases + drafts > 1
  const parts = [
    several && releases > 0 && count(releases, 'release'),
    several && drafts > 0 && count(drafts, 'draft'),
    preview.packages > 0 && count(preview.packages, 'package'),
    preview.extensions > 0 && count(preview.extensions, 'extension'),
  ].filter((part) => part !== false)
  return parts.length === 0 ? '' : ` with ${parts.join(', ')} (${size(preview.bytes)})`
}

const restorable = ({ restorableUntil }: DeletionPreview, restore: string): string =>
  restorableUntil === null ? '' : `\n\`slipway ${restore}\` brings it back until ${time(restorableUntil)}.`
