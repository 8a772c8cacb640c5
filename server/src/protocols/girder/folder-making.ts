/** Making a folder: below `packages` an application, below that a release, below `draft` a draft revision. */
import { may } from '../../modules/access/index.ts'
import { guarded } from '../../modules/apps/index.ts'
import type { Call } from './call.ts'
import { readRevision, setFolderMetadata, splitTemplates } from './folder-metadata.ts'
import type { Metadata } from './metadata.ts'
import { adminRequired, badRequest, denied, invalid } from './problems.ts'
import type { GirderServices } from './services.ts'
import { type Folder, nameOf, Tree } from './tree.ts'

export type FolderWish = {
  /** undefined: a collection */
  parent: Folder | undefined
  siblings: readonly Folder[]
  name: string
  description: string | undefined
  isPublic: boolean | undefined
  reuse: boolean
  metadata: Metadata
}

/** Answers the id of the folder. */
export async function makeFolder(services: GirderServices, call: Call, wish: FolderWish): Promise<string> {
  const { parent, siblings, name, description, isPublic, reuse, metadata } = wish
  const known = siblings.find((folder) => nameOf(folder) === name)
  if (known !== undefined) {
    if (reuse) return known.id
    throw invalid('A folder with that name already exists here.', 'name')
  }
  const { actor } = call
  const shared = {
    name,
    ...(description !== undefined && { description }),
    ...(isPublic !== undefined && { public: isPublic }),
  }
  if (parent?.kind === 'packages') {
    if (!may(actor, 'app.create')) throw adminRequired(actor)
    const { templates, rest } = splitTemplates(metadata)
    const made = await services.apps.create(actor, { ...shared, ...templates, collection: parent.collection.id })
    await finish(services, call, made.id, rest)
    return made.id
  }
  if (parent?.kind === 'app' || parent?.kind === 'draft') {
    if (!may(actor, 'release.create', guarded(parent.app))) throw denied(actor, 'Write', parent.id)
    const { revision = name, ...rest } = metadata
    const made =
      parent.kind === 'app'
        ? await services.releases.create(actor, parent.app.id, { ...shared, revision: readRevision(revision) })
        : await services.releases.createDraft(actor, parent.app.id, readRevision(revision))
    await finish(services, call, made.id, rest)
    return made.id
  }
  throw badRequest('Folders are applications, releases and draft revisions here; others cannot be made.')
}

async function finish(services: GirderServices, call: Call, id: string, metadata: Metadata): Promise<void> {
  if (Object.keys(metadata).length === 0) return
  const folder = await new Tree(services).openFolder(call.actor, id, 'Read')
  await setFolderMetadata(services, call.actor, folder, metadata, false)
}
