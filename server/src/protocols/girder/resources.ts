/** Whatever an id is: looking it up, finding it by words or path, moving and copying it. */
import type { FastifyInstance } from 'fastify'
import { fileOf, filesBelow } from './archive.ts'
import { type Call, requireUser, route } from './call.ts'
import { childrenOf } from './children.ts'
import { collectionDocument, Documents, filtered, RAW } from './documents/index.ts'
import { Everywhere } from './everywhere.ts'
import { appLevel, collectionLevel, releaseLevel } from './levels.ts'
import { folderGiven } from './making.ts'
import { copyFolder, copyItem, moveFolder, moveItem } from './moving.ts'
import { asId, isObject, requireId } from './params.ts'
import { badRequest, invalid } from './problems.ts'
import type { GirderServices } from './services.ts'
import { type Folder, folderLevel, type Item, itemLevel, nameOf, Tree } from './tree.ts'
import { wordMatcher } from './words.ts'
import { sendZip, type ZipEntry } from './zip.ts'

const TYPES = ['item', 'folder', 'collection', 'user', 'file'] as const
const MODES = ['text', 'prefix'] as const
const MOST_FOUND = 100

export function resourceRoutes(app: FastifyInstance, services: GirderServices): void {
  const { directory, entries } = services
  const everywhere = new Everywhere(services)
  const tree = new Tree(services)
  const documents = new Documents(services)
  const printItem = ({ actor }: Call, item: Item) =>
    documents.item(item.app, item.entry, filtered(itemLevel(actor, item)))
  const printFolder = ({ actor }: Call, folder: Folder) =>
    documents.folder(actor, folder, filtered(folderLevel(actor, folder)))

  route(app, services, 'GET', '/resource/search', async (call) => {
    const { params, actor } = call
    const q = params.required('q')
    const mode = params.oneOf('mode', MODES) ?? 'text'
    const limit = Math.min(params.integer('limit') || 10, MOST_FOUND)
    const types = params.json('types') ?? ['item', 'folder', 'collection']
    if (!Array.isArray(types)) throw badRequest('Parameter types must be a JSON list.')
    const matches =
      mode === 'prefix'
        ? (one: { name: string }) => one.name.toLowerCase().startsWith(q.toLowerCase())
        : wordMatcher<{ name: string }>(q, (one) => [one.name])
    const found: Record<string, unknown[]> = {}
    if (types.includes('collection')) {
      const rows = (await directory.collections()).filter((row) => collectionLevel(actor, row) >= 0 && matches(row))
      found.collection = rows.slice(0, limit).map((row) => collectionDocument(row, 0, collectionLevel(actor, row)))
    }
    const apps = types.includes('folder') ? await everywhere.apps(actor) : []
    if (types.includes('folder')) {
      const rows = apps.filter(matches).slice(0, limit)
      found.folder = await documents.apps(rows, (row) => filtered(appLevel(actor, row)))
    }
    if (types.includes('item')) found.item = await everywhere.items(actor, q, limit)
    return found
  })

  route(app, services, 'GET', '/resource/lookup', async (call) => {
    const text = call.params.required('path')
    const found = await lookUp(
      call,
      text.split('/').filter((part) => part !== ''),
    )
    if (found === undefined) throw badRequest(`Path not found: ${text.slice(0, 500)}`)
    return found
  })

  async function lookUp(call: Call, [type, collectionName, ...names]: string[]): Promise<unknown> {
    const { actor } = call
    if (type !== 'collection' || collectionName === undefined) return undefined
    const collection = await directory.collection(collectionName)
    if (collection === undefined || collection.name !== collectionName || collectionLevel(actor, collection) < 0) {
      return undefined
    }
    const alias = (await services.aliases.of('packages', [collection.id])).get(collection.id)
    if (names.length === 0) return collectionDocument(collection, 0, collectionLevel(actor, collection))
    let inside: Folder[] = alias === undefined ? [] : [{ kind: 'packages', id: alias.id, alias, collection }]
    let folder: Folder | undefined
    for (const [at, name] of names.entries()) {
      const next = inside.find((one) => nameOf(one) === name)
      if (next === undefined) return at === names.length - 1 && folder ? itemIn(call, folder, name) : undefined
      folder = next
      inside = await childrenOf(services, actor, next)
    }
    return folder && printFolder(call, folder)
  }

  async function itemIn(call: Call, folder: Folder, name: string): Promise<unknown> {
    if (folder.kind !== 'release' && folder.kind !== 'extensions') return undefined
    const level = releaseLevel(call.actor, folder.app, folder.release)
    const [entry] = await entries.list({
      app: folder.app.id,
      kind: folder.kind === 'release' ? 'package' : 'extension',
      releases: [folder.release.id],
      name,
      onlyPublic: level < 0,
      published: level < 1,
    })
    return entry && printItem(call, { app: folder.app, entry })
  }

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
      return row === undefined
        ? null
        : collectionDocument(row, 0, collectionLevel(call.actor, await tree.collectionGiven(call.actor, id)))
    }
    return null
  })

  route(app, services, 'PUT', '/resource/move', async (call) => {
    const { items, folders, target } = await readMove(call)
    for (const item of items) await moveItem(services, call, item, target)
    for (const folder of folders) await moveFolder(services, call, folder, target)
    return null
  })

  route(app, services, 'POST', '/resource/copy', async (call) => {
    const { items, folders, target } = await readMove(call)
    for (const item of items) await copyItem(services, call, item, target)
    for (const folder of folders) await copyFolder(services, call, folder, target)
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
