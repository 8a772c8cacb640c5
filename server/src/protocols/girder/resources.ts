/** Whatever an id is: looking it up, moving, copying, deleting and fetching it. */
import type { FastifyInstance } from 'fastify'
import { fileOf, filesBelow } from './archive.ts'
import { type Call, requireUser, route } from './call.ts'
import { Documents, RAW } from './documents/index.ts'
import { folderGiven } from './making.ts'
import { copyFolder, copyItems, moveFolder, moveItems } from './moving.ts'
import { asId, isObject, requireId } from './params.ts'
import { badRequest, invalid } from './problems.ts'
import { removeFolder, requireMayRemove } from './removal.ts'
import type { GirderServices } from './services.ts'
import { type Folder, type Item, Tree } from './tree.ts'
import { sendZip, type ZipEntry } from './zip.ts'

const TYPES = ['item', 'folder', 'collection', 'user', 'file'] as const

export function resourceRoutes(app: FastifyInstance, services: GirderServices): void {
  const tree = new Tree(services)
  const documents = new Documents(services)

  route(app, services, 'GET', '/resource/:id', async (call) => {
    const type = call.params.requiredOneOf('type', TYPES)
    const id = requireId(call.path.id ?? '')
    if (type === 'item') {
      const item = await tree.item(call.actor, id)
      if (item === undefined) return null
      await tree.requireItem(call.actor, item, 'Read')
      return documents.item(item.app, item.entry, RAW)
    }
    if (type === 'folder') {
      const folder = await tree.folder(id)
      if (folder === undefined) return null
      tree.requireLevel(call.actor, folder, 'Read')
      return documents.folder(call.actor, folder, RAW)
    }
    if (type === 'collection') {
      const row = await tree.collection(id)
      return row === undefined ? null : documents.collection(call.actor, await tree.collectionGiven(call.actor, id))
    }
    return null
  })

  route(app, services, 'PUT', '/resource/move', async (call) => {
    const { items, folders, target } = await readMove(call)
    await moveItems(services, call, items, target)
    for (const folder of folders) await moveFolder(services, call, folder, target)
    return null
  })

  route(app, services, 'POST', '/resource/copy', async (call) => {
    const { items, folders, target } = await readMove(call)
    await copyItems(services, call, items, target)
    for (const folder of folders) await copyFolder(services, call, folder, target)
    return null
  })

  route(app, services, 'DELETE', '/resource', async (call) => {
    requireUser(call)
    const resources = call.params.object('resources')
    if (resources === undefined) throw badRequest('Parameter "resources" is required.')
    const items = await itemsGiven(call, resources)
    for (const item of items) await requireMayRemove(tree, call, item)
    const folders: Folder[] = []
    for (const id of idsIn(resources, 'folder')) folders.push(await folderGiven(tree, call, id))
    for (const folder of folders) await removeFolder(services, call, folder)
    for (const { entry } of items) {
      // What went with its folder is gone already.
      if ((await services.entries.find(entry.id)) !== undefined) await services.intake.remove(call.actor, entry.id)
    }
    return null
  })

  const download = async (call: Call) => {
    const resources = call.params.object('resources')
    if (resources === undefined) throw badRequest('Parameter "resources" is required.')
    const files: ZipEntry[] = []
    for (const id of idsIn(resources, 'collection')) {
      const collection = await tree.collectionGiven(call.actor, id)
      const alias = (await services.aliases.of('packages', [collection.id])).get(collection.id)
      if (alias === undefined) continue
      const packages: Folder = { kind: 'packages', id: alias.id, alias, collection }
      files.push(...(await filesBelow(services, call.actor, packages, [collection.name])))
    }
    for (const id of idsIn(resources, 'folder')) {
      files.push(...(await filesBelow(services, call.actor, await folderGiven(tree, call, id))))
    }
    for (const { entry } of await itemsGiven(call, resources)) {
      const file = fileOf(services, call.actor, entry, [])
      if (file !== undefined) files.push(file)
    }
    return sendZip(call, 'Resources', files)
  }
  route(app, services, 'GET', '/resource/download', download, { cookie: true })
  // Long lists of ids do not fit into an address.
  route(app, services, 'POST', '/resource/download', download, { inReadOnly: true })

  async function itemsGiven({ actor }: Call, resources: Record<string, unknown>): Promise<Item[]> {
    const items: Item[] = []
    for (const id of idsIn(resources, 'item')) {
      const item = await tree.item(actor, id)
      if (item === undefined) throw invalid(`No such item: ${id}`, 'id')
      await tree.requireItem(actor, item, 'Read')
      items.push(item)
    }
    return items
  }

  async function readMove(call: Call) {
    const { params } = call
    const resources = params.object('resources')
    if (resources === undefined) throw badRequest('Parameter "resources" is required.')
    const parentType = params.requiredOneOf('parentType', ['folder', 'collection', 'user'] as const)
    const parentId = params.required('parentId')
    requireUser(call, 'manage')
    if (parentType !== 'folder') throw badRequest('Things can be moved and copied into folders only.')
    const target = await folderGiven(tree, call, parentId)
    const items = await itemsGiven(call, resources)
    const folders: Folder[] = []
    for (const id of idsIn(resources, 'folder')) folders.push(await folderGiven(tree, call, id))
    return { items, folders, target }
  }
}

function idsIn(resources: Record<string, unknown>, type: string): string[] {
  const ids = isObject(resources) ? resources[type] : undefined
  if (ids === undefined) return []
  if (!Array.isArray(ids)) throw badRequest('Parameter resources must have lists of ids.')
  return ids.map((id) => {
    const known = asId(String(id))
    if (known === undefined) throw invalid(`Invalid ObjectId: ${String(id).slice(0, 100)}`, 'id')
    return known
  })
}
