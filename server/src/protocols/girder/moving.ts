/** Moving and copying between folders: how release managers promote. It ends in what the catalogue calls the same. */
import { may } from '../../modules/access/index.ts'
import { type AppRow, guarded } from '../../modules/apps/index.ts'
import type { EntryRow } from '../../modules/packages/index.ts'
import { itemsIn } from './archive.ts'
import type { Call } from './call.ts'
import { childrenOf } from './children.ts'
import { COPY_OF, parseExtra } from './documents/index.ts'
import { badRequest, denied } from './problems.ts'
import type { GirderServices } from './services.ts'
import { type Folder, type Item, Tree } from './tree.ts'

type Target = Extract<Folder, { kind: 'release' | 'extensions' }>

/** All of them, or none. */
export async function moveItems(
  services: GirderServices,
  call: Call,
  items: readonly Item[],
  to: Folder,
): Promise<void> {
  if (items.length === 0) return
  const target = await requireTarget(services, call, items, to)
  await services.moving.move(call.actor, idsOf(items), target.release.id)
}

/** All of them, or none. Answers the ids of the copies. */
export async function copyItems(
  services: GirderServices,
  call: Call,
  items: readonly Item[],
  to: Folder,
  change: { name?: string; description?: string } = {},
): Promise<string[]> {
  if (items.length === 0) return []
  const target = await requireTarget(services, call, items, to)
  return services.moving.copy(call.actor, idsOf(items), target.release.id, (entry) => ({
    ...change,
    extra: copyOf(entry),
  }))
}

const idsOf = (items: readonly Item[]): string[] => items.map(({ entry }) => entry.id)

const copyOf = (entry: Pick<EntryRow, 'id' | 'extra'>): string =>
  JSON.stringify({ ...parseExtra(entry.extra), [COPY_OF]: entry.id })

/**
 * A release or draft revision copied beside the releases is one more release with the same bytes; the extensions of a
 * release can be copied to another one. All of it is there, or none. Answers the id of the folder.
 */
export async function copyFolder(
  services: GirderServices,
  call: Call,
  folder: Folder,
  to: Folder,
  wish: { name?: string | undefined; description?: string | undefined; public?: boolean | undefined } = {},
): Promise<string> {
  const { actor } = call
  if (folder.kind === 'extensions' && (to.kind === 'release' || to.kind === 'extensions')) {
    requireMayCopy(call, folder, to)
    await copyAll(services, call, [folder], to.release.id)
    return to.id
  }
  if (folder.kind !== 'release' || to.kind !== 'app') {
    throw badRequest(
      'Releases and draft revisions can be copied beside the releases of their application, and extensions to another release.',
    )
  }
  requireMayCopy(call, folder, to)
  const { app, release } = folder
  const name = wish.name ?? (await freeName(services, app, release.name))
  const made = await services.releases.create(actor, app.id, {
    name,
    // Uploads of a revision have one release to go to, the first; a copy has it with its own name behind it until it is
    // given another, as releases that are imported have.
    revision: release.stage === 'draft' ? release.revision : `${release.revision} (${name})`,
    description: wish.description ?? release.description,
    public: wish.public ?? release.public === 1,
  })
  try {
    const parts = await childrenOf(services, actor, folder)
    await copyAll(services, call, [folder, ...parts], made.id)
  } catch (error) {
    await services.releases.delete(actor, app.id, made.id)
    throw error
  }
  return made.id
}

/** A name beside the releases that nothing has, as Girder makes one: with a number behind it. */
async function freeName({ releaseLookup }: GirderServices, app: AppRow, wanted: string): Promise<string> {
  for (let number = 1; ; number++) {
    const name = `${wanted} (${number})`
    if ((await releaseLookup.byName(app.id, name)) === undefined) return name
  }
}

function requireMayCopy({ actor }: Call, from: Target, to: Folder & { app: AppRow }): void {
  if (to.app.id !== from.app.id) throw badRequest('Items cannot leave their application.')
  if (!may(actor, 'release.promote', guarded(from.app))) throw denied(actor, 'Write', to.id)
}

async function copyAll(services: GirderServices, { actor }: Call, folders: readonly Folder[], release: string) {
  const ids: string[] = []
  for (const folder of folders) for await (const row of itemsIn(services, actor, folder)) ids.push(row.id)
  await services.moving.copy(actor, ids, release, (entry) => ({ extra: copyOf(entry) }))
}

async function requireTarget(
  services: GirderServices,
  { actor }: Call,
  items: readonly Item[],
  to: Folder,
): Promise<Target> {
  if (to.kind !== 'release' && to.kind !== 'extensions') {
    throw badRequest('Items can be in releases, draft revisions and their extensions only.')
  }
  const tree = new Tree(services)
  for (const { app, entry } of items) {
    if (!may(actor, 'release.promote', guarded(app))) throw denied(actor, 'Write', await tree.folderOf(entry))
    if (!may(actor, 'release.promote', guarded(to.app))) throw denied(actor, 'Write', to.id)
    if (to.app.id !== app.id) throw badRequest('Items cannot leave their application.')
    if (to.kind === 'extensions' && entry.kind === 'package') {
      throw badRequest('An application package cannot be among the extensions.')
    }
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
