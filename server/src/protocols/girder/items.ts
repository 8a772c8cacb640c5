/** Items: packages and extensions by themselves. */
import type { FastifyInstance } from 'fastify'
import { may, seesPrivate } from '../../modules/access/index.ts'
import { guarded } from '../../modules/apps/index.ts'
import type { EntryRow } from '../../modules/packages/index.ts'
import { type Call, requireUser, route } from './call.ts'
import { Documents, fileDocument, filtered, RAW } from './documents/index.ts'
import { Everywhere } from './everywhere.ts'
import { pageOfDocuments, readPaging, sayTotal } from './lists.ts'
import { folderGiven, itemInFolder } from './making.ts'
import { factsOf, mergeExtra, readMetadata } from './metadata.ts'
import { copyItems, moveItems } from './moving.ts'
import { checkName } from './params.ts'
import { badRequest, denied, GirderError, invalid } from './problems.ts'
import { requireMayRemove } from './removal.ts'
import type { GirderServices } from './services.ts'
import { sendFile } from './serving.ts'
import { folderLevel, type Item, itemLevel, Tree } from './tree.ts'
import { wordMatcher } from './words.ts'
import { sendZip } from './zip.ts'

export function itemRoutes(app: FastifyInstance, services: GirderServices): void {
  const { entries, intake, downloads } = services
  const tree = new Tree(services)
  const documents = new Documents(services)
  const everywhere = new Everywhere(services)
  const print = async (call: Call, { app: owner, entry }: Item) =>
    documents.item(owner, entry, filtered(itemLevel(call.actor, { app: owner, entry })))
  const again = async (call: Call, id: string) => print(call, await tree.openItem(call.actor, id, 'Read'))

  route(app, services, 'GET', '/item', async (call) => {
    const { params, actor } = call
    const paging = readPaging(params, 'lowerName', 1)
    const folderId = params.filled('folderId')
    const name = params.filled('name')
    const text = params.filled('text')
    if (folderId === undefined && text !== undefined) {
      const found = await everywhere.items(actor, text)
      sayTotal(call, found.length)
      return pageOfDocuments(found, paging)
    }
    if (folderId === undefined) throw badRequest('Invalid search mode.')
    const folder = await folderGiven(tree, call, folderId)
    if (folder.kind !== 'release' && folder.kind !== 'extensions') {
      sayTotal(call, 0)
      return []
    }
    const level = folderLevel(actor, folder)
    const rows = await entries.list({
      app: folder.app.id,
      kind: folder.kind === 'release' ? 'package' : 'extension',
      releases: [folder.release.id],
      onlyPublic: !seesPrivate(actor, guarded(folder.app)),
      published: level < 1,
    })
    const named = name === undefined ? rows : rows.filter((row) => row.name === name)
    const matches = text === undefined ? named : named.filter(wordMatcher(text, textsOf))
    sayTotal(call, matches.length)
    const page = pageOfDocuments(await documents.items(folder.app, matches, RAW), paging)
    const byId = new Map(matches.map((row) => [row.id, row]))
    const chosen = page.flatMap(({ _id }) => byId.get(_id) ?? [])
    return documents.items(folder.app, chosen, filtered(level))
  })

  route(app, services, 'POST', '/item', async (call) => {
    const { params } = call
    const folderId = params.required('folderId')
    const name = params.name('name')
    const description = params.optional('description') ?? ''
    const reuse = params.flag('reuseExisting') ?? false
    requireUser(call)
    const before = Date.now()
    const item = await itemInFolder(services, call, folderId, name, description)
    if (!reuse && item.entry.created_at < before) throw invalid('An item with that name already exists here.', 'name')
    return print(call, item)
  })

  route(app, services, 'GET', '/item/:id', async (call) => again(call, call.path.id ?? ''))

  route(app, services, 'PUT', '/item/:id', async (call) => {
    const { actor, params, path } = call
    const name = params.filled('name')
    const description = params.optional('description')
    const folderId = params.filled('folderId')
    requireUser(call)
    const item = await tree.openItem(actor, path.id ?? '', 'Write')
    const { id } = item.entry
    if (name !== undefined || description !== undefined) {
      await intake.setFacts(actor, id, {
        ...(name !== undefined && { name: checkName('name', name) }),
        ...(description !== undefined && factsOf('extension', { description }).facts),
      })
    }
    if (folderId !== undefined) await moveItems(services, call, [item], await folderGiven(tree, call, folderId))
    return again(call, id)
  })

  route(app, services, 'DELETE', '/item/:id', async (call) => {
    requireUser(call)
    const item = await tree.openItem(call.actor, call.path.id ?? '', 'Read')
    await requireMayRemove(tree, call, item)
    await intake.remove(call.actor, item.entry.id)
    return { message: `Deleted item ${item.entry.name}.` }
  })

  route(app, services, 'POST', '/item/:id/copy', async (call) => {
    const { actor, params, path } = call
    const folderId = params.filled('folderId')
    const name = params.filled('name') === undefined ? undefined : params.name('name')
    const description = params.optional('description')
    requireUser(call, 'manage')
    const item = await tree.openItem(actor, path.id ?? '', 'Read')
    const target = await folderGiven(tree, call, folderId ?? (await tree.folderOf(item.entry)))
    const [copy] = await copyItems(services, call, [item], target, {
      ...(name !== undefined && { name }),
      ...(description !== undefined && factsOf('extension', { description }).facts),
    })
    return again(call, copy as string)
  })

  route(app, services, 'PUT', '/item/:id/metadata', async (call) => {
    const { actor, params, path } = call
    requireUser(call)
    const item = await tree.openItem(actor, path.id ?? '', 'Read')
    const { entry } = item
    if (!may(actor, 'package.update', guarded(item.app))) throw denied(actor, 'Write', await tree.folderOf(entry))
    const metadata = await readMetadata(call)
    const { facts, extra } = factsOf(entry.kind, metadata)
    const merged =
      Object.keys(extra).length === 0 ? undefined : mergeExtra(entry.extra, extra, params.flag('allowNull') ?? false)
    await intake.setFacts(actor, entry.id, { ...facts, ...(merged !== undefined && { extra: merged }) })
    return again(call, entry.id)
  })

  route(app, services, 'GET', '/item/:id/files', async (call) => {
    const paging = readPaging(call.params, 'name', 1)
    const item = await tree.openItem(call.actor, call.path.id ?? '', 'Read')
    const files = await tree.filesFor(call.actor, item)
    sayTotal(call, files.length)
    return pageOfDocuments(files.map(fileDocument), paging)
  })

  route(
    app,
    services,
    'GET',
    '/item/:id/download',
    async (call) => {
      const format = call.params.filled('format')
      if (format !== undefined && format !== 'zip') throw badRequest(`Unsupported format: ${format}.`)
      const item = await tree.openItem(call.actor, call.path.id ?? '', 'Read')
      const files = await tree.filesFor(call.actor, item)
      const [only, ...others] = files
      if (only === undefined) throw new GirderError(404, 'rest', `Item ${item.entry.name} has no file yet.`)
      if (others.length === 0 && format === undefined) {
        return sendFile(call, await downloads.byId(call.actor, only.id))
      }
      const parts = files.map(({ id, name, size, created_at }) => ({
        folders: [item.entry.name],
        name,
        size,
        changedAt: created_at,
        download: () => downloads.byId(call.actor, id),
      }))
      return sendZip(call, item.entry.name, parts)
    },
    { cookie: true },
  )
}

const textsOf = (row: EntryRow): string[] => [row.name, row.base_name, row.description]
