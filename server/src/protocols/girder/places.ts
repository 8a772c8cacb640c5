/** Where things are: the way to a folder or item from its collection, and how much is in a folder. */
import type { FastifyInstance } from 'fastify'
import type { Actor } from '../../modules/access/index.ts'
import { route } from './call.ts'
import { childrenOf } from './children.ts'
import { Documents, filtered } from './documents/index.ts'
import { requireId } from './params.ts'
import { invalid } from './problems.ts'
import type { GirderServices } from './services.ts'
import { type Folder, folderLevel, nameOf, Tree } from './tree.ts'

export function placeRoutes(app: FastifyInstance, services: GirderServices): void {
  const tree = new Tree(services)
  const documents = new Documents(services)

  route(app, services, 'GET', '/folder/:id/rootpath', async ({ actor, path }) =>
    wayTo(actor, await tree.openFolder(actor, path.id ?? '', 'Read')),
  )

  route(app, services, 'GET', '/item/:id/rootpath', async ({ actor, path }) => {
    const { entry } = await tree.openItem(actor, path.id ?? '', 'Read')
    const folder = await tree.openFolder(actor, await tree.folderOf(entry), 'Read')
    return [...(await wayTo(actor, folder)), await printFolder(actor, folder)]
  })

  async function wayTo(actor: Actor, to: Folder) {
    const { collection, folders } = await tree.above(to)
    const above = await Promise.all(folders.map((folder) => printFolder(actor, folder)))
    if (collection === undefined) return above
    return [{ type: 'collection', object: await documents.collection(actor, collection) }, ...above]
  }

  const printFolder = async (actor: Actor, folder: Folder) => ({
    type: 'folder',
    object: await documents.folder(actor, folder, filtered(folderLevel(actor, folder))),
  })

  route(app, services, 'GET', '/folder/:id/details', async ({ actor, path }) => {
    const folder = await tree.openFolder(actor, path.id ?? '', 'Read')
    return { nFolders: (await childrenOf(services, actor, folder)).length, nItems: itemsIn(folder) }
  })

  route(app, services, 'GET', '/resource/:id/path', async ({ actor, params, path }) => {
    const type = params.requiredOneOf('type', ['item', 'folder', 'collection', 'file', 'user'] as const)
    const id = requireId(path.id ?? '')
    const gone = invalid(`Invalid ${type} id: ${id}`, 'id')
    if (type === 'user') throw gone
    if (type === 'collection') return `/collection/${(await tree.openCollection(actor, id, 'Read')).name}`
    const names: string[] = []
    let folder = type === 'folder' ? await tree.openFolder(actor, id, 'Read') : undefined
    if (folder === undefined) {
      const file = type === 'file' ? await tree.openFile(actor, id, 'Read') : undefined
      const { entry } = file ?? (await tree.openItem(actor, id, 'Read'))
      names.push(entry.name, ...(file === undefined ? [] : [file.file.name]))
      folder = await tree.folder(await tree.folderOf(entry))
    }
    if (folder === undefined) throw gone
    const { collection, folders } = await tree.above(folder)
    return ['', 'collection', collection?.name ?? '', ...[...folders, folder].map(nameOf), ...names].join('/')
  })
}

function itemsIn(folder: Folder): number {
  if (folder.kind === 'release') return folder.release.packages
  return folder.kind === 'extensions' ? folder.release.extensions : 0
}
