/** Deleting: a package or extension by the routes of its application, and folders with all they hold. */
import { may } from '../../modules/access/index.ts'
import { guarded } from '../../modules/apps/index.ts'
import type { Kind } from '../../modules/packages/index.ts'
import { itemsIn } from './archive.ts'
import { type Call, requireUser } from './call.ts'
import { Documents, type ItemDocument, RAW } from './documents/index.ts'
import { asId } from './params.ts'
import { badRequest, denied, noSuchPath } from './problems.ts'
import type { GirderServices } from './services.ts'
import { type Folder, type Item, nameOf, Tree } from './tree.ts'

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

/** Applications, releases and drafts go into the trash; of `draft` and `extensions` only what is in them goes. */
export async function removeFolder(services: GirderServices, { actor }: Call, folder: Folder): Promise<void> {
  if (folder.kind === 'packages') throw badRequest(`The folder ${nameOf(folder)} belongs to its collection.`)
  const { app } = folder
  const action = ACTIONS[folder.kind]
  if (!may(actor, action, guarded(app))) throw denied(actor, 'Admin', folder.id)
  switch (folder.kind) {
    case 'app':
      await services.apps.delete(actor, app.id)
      return
    case 'release':
      await services.releases.delete(actor, app.id, folder.release.id)
      return
    case 'draft':
      for (const draft of await services.releaseLookup.all(app.id, { stage: 'draft', onlyPublic: false })) {
        await services.releases.delete(actor, app.id, draft.id)
      }
      return
    case 'extensions':
      for await (const { id } of itemsIn(services, actor, folder)) await services.intake.remove(actor, id)
  }
}

const ACTIONS = {
  app: 'app.delete',
  draft: 'release.delete',
  release: 'release.delete',
  extensions: 'package.delete',
} as const
