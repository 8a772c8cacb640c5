/** Moving and copying between folders: how release managers promote. It ends in what the catalogue calls the same. */
import { may } from '../../modules/access/index.ts'
import { guarded } from '../../modules/apps/index.ts'
import type { Call } from './call.ts'
import { COPY_OF, parseExtra } from './documents/index.ts'
import { badRequest, denied } from './problems.ts'
import type { GirderServices } from './services.ts'
import { type Folder, type Item, Tree } from './tree.ts'

type Target = Extract<Folder, { kind: 'release' | 'extensions' }>

export async function moveItem(services: GirderServices, call: Call, item: Item, to: Folder): Promise<void> {
  const target = await requireTarget(services, call, item, to)
  await services.intake.move(call.actor, item.entry.id, target.release.id)
}

export async function copyItem(services: GirderServices, call: Call, item: Item, to: Folder): Promise<string> {
  const target = await requireTarget(services, call, item, to)
  const extra = JSON.stringify({ ...parseExtra(item.entry.extra), [COPY_OF]: item.entry.id })
  return services.intake.copy(call.actor, item.entry.id, target.release.id, extra)
}

async function requireTarget(services: GirderServices, { actor }: Call, item: Item, to: Folder): Promise<Target> {
  if (to.kind !== 'release' && to.kind !== 'extensions') {
    throw badRequest('Items can be in releases, draft revisions and their extensions only.')
  }
  const tree = new Tree(services)
  if (!may(actor, 'release.promote', guarded(item.app))) throw denied(actor, 'Write', await tree.folderOf(item.entry))
  if (!may(actor, 'release.promote', guarded(to.app))) throw denied(actor, 'Write', to.id)
  if (to.app.id !== item.app.id) throw badRequest('Items cannot leave their application.')
  if (to.kind === 'extensions' && item.entry.kind === 'package') {
    throw badRequest('An application package cannot be among the extensions.')
  }
  return to
}

/** A draft revision put beside the releases is released; a release put among the drafts is a draft again. */
export async function moveFolder(services: GirderServices, call: Call, folder: Folder, to: Folder): Promise<void> {
  const { actor } = call
  if (folder.kind !== 'release') throw badRequest('Only releases and draft revisions can be moved.')
  const { app, release } = folder
  if (!may(actor, 'release.promote', guarded(app))) throw denied(actor, 'Admin', folder.id)
  if (to.kind === 'app' && to.app.id === app.id) {
    if (release.stage === 'draft') {
      await services.promotion.promote(actor, app.id, release.id, { name: release.name })
    }
    return
  }
  if (to.kind === 'draft' && to.app.id === app.id) {
    if (release.stage === 'stable') await services.promotion.undo(actor, app.id, release.id)
    return
  }
  throw badRequest('A release can be moved between its application and the drafts of that only.')
}
