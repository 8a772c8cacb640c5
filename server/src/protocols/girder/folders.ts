/** Folders by themselves: how the old user guide makes releases, and how their names and rights are changed. */
import type { FastifyInstance } from 'fastify'
import { may } from '../../modules/access/index.ts'
import { guarded } from '../../modules/apps/index.ts'
import { readAccess, setAccess } from './access.ts'
import { filesBelow } from './archive.ts'
import { type Call, requireUser, route } from './call.ts'
import { childrenOf } from './children.ts'
import { Documents, filtered, RAW } from './documents/index.ts'
import { Everywhere } from './everywhere.ts'
import { makeFolder } from './folder-making.ts'
import { setFolderMetadata } from './folder-metadata.ts'
import { pageOfDocuments, readPaging, sayTotal } from './lists.ts'
import { folderGiven } from './making.ts'
import { readMetadata } from './metadata.ts'
import { copyFolder } from './moving.ts'
import { badRequest, denied } from './problems.ts'
import { removeFolder } from './removal.ts'
import type { GirderServices } from './services.ts'
import { type Folder, folderLevel, nameOf, Tree } from './tree.ts'
import { wordMatcher } from './words.ts'
import { sendZip } from './zip.ts'

const PARENTS = ['folder', 'collection', 'user'] as const

export function folderRoutes(app: FastifyInstance, services: GirderServices): void {
  const { apps, releases } = services
  const tree = new Tree(services)
  const documents = new Documents(services)
  const everywhere = new Everywhere(services)
  const print = (call: Call, folder: Folder) =>
    documents.folder(call.actor, folder, filtered(folderLevel(call.actor, folder)))
  const again = async (call: Call, id: string) => print(call, await tree.openFolder(call.actor, id, 'Read'))

  route(app, services, 'GET', '/folder', async (call) => {
    const { params, actor } = call
    const paging = readPaging(params, 'lowerName', 1)
    const parentType = params.oneOf('parentType', PARENTS) ?? 'folder'
    const parentId = params.filled('parentId')
    const name = params.filled('name')
    const text = params.filled('text')
    if (parentId === undefined && text !== undefined) {
      const found = await everywhere.folders(actor, text)
      sayTotal(call, found.length)
      return pageOfDocuments(found, paging)
    }
    if (parentId === undefined) throw badRequest('Invalid search mode.')
    const folders =
      parentType === 'collection'
        ? await packagesOf(call, parentId)
        : parentType === 'folder'
          ? await childrenOf(services, actor, await folderGiven(tree, call, parentId))
          : []
    const raw = await documents.folders(actor, folders, () => RAW)
    const named = name === undefined ? raw : raw.filter((one) => one.name === name)
    const matches = text === undefined ? named : named.filter(wordMatcher(text, (one) => [one.name]))
    sayTotal(call, matches.length)
    const byId = new Map(folders.map((folder) => [folder.id, folder]))
    const chosen = pageOfDocuments(matches, paging).flatMap(({ _id }) => byId.get(_id) ?? [])
    const printed = await documents.folders(actor, chosen, (folder) => filtered(folderLevel(actor, folder)))
    const printedById = new Map(printed.map((one) => [one._id, one]))
    return chosen.flatMap(({ id }) => printedById.get(id) ?? [])
  })

  async function packagesOf({ actor }: Call, collectionId: string): Promise<Folder[]> {
    const collection = await tree.collectionGiven(actor, collectionId)
    const alias = (await services.aliases.of('packages', [collection.id])).get(collection.id)
    return alias === undefined ? [] : [{ kind: 'packages', id: alias.id, alias, collection }]
  }

  route(app, services, 'POST', '/folder', async (call) => {
    const { params } = call
    const parentType = params.oneOf('parentType', PARENTS) ?? 'folder'
    const parentId = params.required('parentId')
    const name = params.name('name')
    const description = params.optional('description')
    const isPublic = params.flag('public')
    const reuse = params.flag('reuseExisting') ?? false
    const metadata = params.object('metadata') ?? {}
    requireUser(call, 'manage')
    const siblings = parentType === 'collection' ? await packagesOf(call, parentId) : await siblingsIn(call, parentId)
    const folder = await makeFolder(services, call, {
      parent: parentType === 'collection' ? undefined : await folderGiven(tree, call, parentId),
      siblings,
      name,
      description,
      isPublic,
      reuse,
      metadata,
    })
    return again(call, folder)
  })

  const siblingsIn = async (call: Call, parentId: string) =>
    childrenOf(services, call.actor, await folderGiven(tree, call, parentId))

  route(app, services, 'GET', '/folder/:id', async (call) => again(call, call.path.id ?? ''))

  route(app, services, 'PUT', '/folder/:id', async (call) => {
    const { actor, params, path } = call
    const name = params.filled('name') === undefined ? undefined : params.name('name')
    const description = params.optional('description')
    requireUser(call, 'manage')
    const folder = await tree.openFolder(actor, path.id ?? '', 'Read')
    const change = { ...(name !== undefined && { name }), ...(description !== undefined && { description }) }
    if (folder.kind === 'app') {
      requireMay(call, folder, 'app.update')
      await apps.update(actor, folder.app.id, change)
    } else if (folder.kind === 'release') {
      requireMay(call, folder, 'release.update')
      await releases.update(actor, folder.app.id, folder.release.id, change)
    } else {
      tree.requireLevel(actor, folder, 'Write')
      if (name !== undefined && name !== nameOf(folder))
        throw badRequest(`The folder ${nameOf(folder)} keeps its name.`)
    }
    return again(call, folder.id)
  })

  route(app, services, 'DELETE', '/folder/:id', async (call) => {
    const { actor, path } = call
    requireUser(call, 'manage')
    const folder = await tree.openFolder(actor, path.id ?? '', 'Read')
    await removeFolder(services, call, folder)
    return { message: `Deleted folder ${nameOf(folder)}.` }
  })

  route(
    app,
    services,
    'GET',
    '/folder/:id/download',
    async (call) => {
      const folder = await tree.openFolder(call.actor, call.path.id ?? '', 'Read')
      return sendZip(call, nameOf(folder), await filesBelow(services, call.actor, folder))
    },
    { cookie: true },
  )

  route(app, services, 'POST', '/folder/:id/copy', async (call) => {
    const { params, actor, path } = call
    const parentType = params.oneOf('parentType', PARENTS) ?? 'folder'
    const parentId = params.filled('parentId')
    const name = params.filled('name') === undefined ? undefined : params.name('name')
    const description = params.optional('description')
    const isPublic = params.flag('public')
    requireUser(call, 'manage')
    if (parentType !== 'folder') throw badRequest('Releases can be copied into folders only.')
    const folder = await tree.openFolder(actor, path.id ?? '', 'Read')
    const target = await folderGiven(tree, call, parentId ?? parentOf(folder))
    return again(call, await copyFolder(services, call, folder, target, { name, description, public: isPublic }))
  })

  route(app, services, 'PUT', '/folder/:id/metadata', async (call) => {
    requireUser(call, 'manage')
    const folder = await tree.openFolder(call.actor, call.path.id ?? '', 'Read')
    if (folder.kind !== 'packages') requireMay(call, folder, folder.kind === 'app' ? 'app.update' : 'release.update')
    else tree.requireLevel(call.actor, folder, 'Write')
    const metadata = await readMetadata(call)
    await setFolderMetadata(services, call.actor, folder, metadata, call.params.flag('allowNull') ?? false)
    return again(call, folder.id)
  })

  route(app, services, 'GET', '/folder/:id/access', async (call) => {
    requireUser(call, 'read')
    const folder = await tree.openFolder(call.actor, call.path.id ?? '', 'Admin')
    return readAccess(services, call.actor, folder)
  })

  route(app, services, 'PUT', '/folder/:id/access', async (call) => {
    const access = call.params.object('access')
    const isPublic = call.params.flag('public')
    requireUser(call, 'manage')
    const folder = await tree.openFolder(call.actor, call.path.id ?? '', 'Admin')
    await setAccess(services, call.actor, folder, access, isPublic)
    return again(call, folder.id)
  })

  function requireMay(
    { actor }: Call,
    folder: Exclude<Folder, { kind: 'packages' }>,
    action: Parameters<typeof may>[1],
  ) {
    if (may(actor, action, guarded(folder.app))) return
    throw denied(actor, action === 'release.update' ? 'Write' : 'Admin', folder.id)
  }
}

/** Where a copy goes that nobody said where to put: beside the releases. */
const parentOf = (folder: Folder): string => (folder.kind === 'release' ? folder.app.id : folder.id)
