/** Items made by hand in a folder, before anybody has said for which os and arch they are. */
import { may } from '../../modules/access/index.ts'
import { guarded } from '../../modules/apps/index.ts'
import type { Call } from './call.ts'
import { NO_FACTS } from './facts.ts'
import { checkName, requireId } from './params.ts'
import { badRequest, denied, invalid, noSuchPath } from './problems.ts'
import type { GirderServices } from './services.ts'
import { type Folder, type Item, Tree } from './tree.ts'

/** A folder that a parameter names. */
export async function folderGiven(tree: Tree, call: Call, text: string): Promise<Folder> {
  const folder = await tree.folder(requireId(text))
  if (folder === undefined) throw invalid(`No such folder: ${text}`, 'id')
  tree.requireLevel(call.actor, folder, 'Read')
  return folder
}

/** The item of that name in a release, its extensions or a draft revision; made if there is none. */
export async function itemInFolder(
  services: GirderServices,
  call: Call,
  folderId: string,
  name: string,
  description = '',
): Promise<Item> {
  const { actor } = call
  const tree = new Tree(services)
  const folder = await folderGiven(tree, call, folderId)
  if (folder.kind !== 'release' && folder.kind !== 'extensions') {
    throw badRequest('Items can be made in releases, draft revisions and their extensions only.')
  }
  const { app, release } = folder
  if (!may(actor, 'package.publish', guarded(app))) throw denied(actor, 'Write', folder.id)
  const kind = folder.kind === 'release' ? 'package' : 'extension'
  const facts = {
    ...NO_FACTS,
    base_name: checkName('name', name),
    os: '',
    arch: '',
    revision: kind === 'package' ? release.revision : '',
    app_revision: release.revision,
    description,
  }
  const { id } = await services.intake.declare(actor, app.id, kind, facts, {}, { release: release.id, name })
  const item = await tree.item(actor, id)
  if (item === undefined) throw noSuchPath('item', id)
  return item
}
