/** What each step on a package begins and ends with: the turn of its application, the sums of its release, the audit entry. */
import type { Queryable } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { Actor } from '../access/index.ts'
import { type AppRow, takeTurn } from '../apps/index.ts'
import { record } from '../audit/index.ts'
import { updateReleaseRow } from '../releases/index.ts'
import { releaseContents } from './contents.ts'
import { findEntry } from './entries.ts'
import type { EntryRow } from './entry-filter.ts'
import { noSuch } from './model.ts'
import type { PackageTable } from './store.ts'

/** Takes the turn of the application that has this package, published or not, and answers both as they are then. */
export async function turnOf(tx: Queryable, actor: Actor, id: string, action: Parameters<typeof takeTurn>[3]) {
  const found = await findEntry(tx, id)
  if (found === undefined) throw new Problem('package_not_found', { details: { id } })
  const app = await takeTurn(tx, actor, found.app_id, action)
  const entry = await findEntry(tx, id)
  if (entry === undefined) throw new Problem(noSuch[found.kind], { details: { id } })
  return { app, entry }
}

export async function recount(tx: Queryable, release: string): Promise<void> {
  await updateReleaseRow(tx, release, { ...(await releaseContents.count(tx, release)), updated_at: Date.now() })
}

export function recordStep(
  tx: Queryable,
  actor: Actor,
  app: AppRow,
  { id, kind, name }: Pick<EntryRow, 'id' | 'kind' | 'name'>,
  verb: string,
  facts: { before?: Record<string, unknown> | null; after?: Record<string, unknown> | null },
) {
  return record(tx, actor, { action: `${kind}.${verb}`, app, target: { kind, id, name }, ...facts })
}

export const slotTaken = (other: PackageTable): Problem =>
  new Problem('name_taken', {
    detail: `There is ${other.name} already, for the same os and arch.`,
    errors: [{ field: 'name', message: 'must be new there' }],
    details: { id: other.id },
  })
