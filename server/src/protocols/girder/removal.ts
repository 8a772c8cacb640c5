/** Deleting a package or extension by the routes of its application. */

import { may } from '../../modules/access/index.ts'
import { guarded } from '../../modules/apps/index.ts'
import type { Kind } from '../../modules/packages/index.ts'
import { type Call, requireUser } from './call.ts'
import { Documents, type ItemDocument, RAW } from './documents/index.ts'
import { asId } from './params.ts'
import { denied, noSuchPath } from './problems.ts'
import type { GirderServices } from './services.ts'
import { type Item, Tree } from './tree.ts'

export async function removeItem(services: GirderServices, call: Call, kind: Kind, id: string): Promise<ItemDocument> {
  requireUser(call)
  const { actor, path } = call
  const tree = new Tree(services)
  const item = await tree.openItem(actor, id, 'Read')
  const reference = asId(path.app_id ?? '')
  const app = reference === undefined ? undefined : await services.directory.find(reference)
  if (item.entry.kind !== kind || item.app.id !== app?.id) throw noSuchPath('item', id)
  await requireMayRemove(tree, call, item)
  const document = await new Documents(services).item(item.app, item.entry, RAW)
  await services.intake.remove(actor, item.entry.id)
  return document
}

/** Deleting what people rely on is more than writing; what nobody has seen yet its uploader may take back. */
export async function requireMayRemove(tree: Tree, { actor }: Call, { app, entry }: Item): Promise<void> {
  const action = entry.file_id === null ? 'package.update' : 'package.delete'
  if (!may(actor, action, guarded(app))) throw denied(actor, 'Write', await tree.folderOf(entry))
}
