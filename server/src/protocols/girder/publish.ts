/** Making an item, or changing the facts of the one that is there: the first step of every upload. */
import { may } from '../../modules/access/index.ts'
import { type AppRow, guarded } from '../../modules/apps/index.ts'
import type { EntryRow, Kind } from '../../modules/packages/index.ts'
import type { Call } from './call.ts'
import type { ReadFacts } from './facts.ts'
import { denied, noSuchPath } from './problems.ts'
import type { GirderServices } from './services.ts'

export async function publishItem(
  { intake, entries }: GirderServices,
  { actor }: Call,
  app: AppRow,
  kind: Kind,
  { facts, merged }: ReadFacts,
): Promise<{ entry: EntryRow; created: boolean }> {
  if (!may(actor, 'package.publish', guarded(app))) throw denied(actor, 'Admin', app.id)
  const { id, created } = await intake.declare(actor, app.id, kind, facts, merged)
  const entry = await entries.find(id)
  if (entry === undefined) throw noSuchPath('item', id)
  return { entry, created }
}
