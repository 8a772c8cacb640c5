/** Finding things by words, or by the path that leads to them. */
import type { FastifyInstance } from 'fastify'
import { type Call, route } from './call.ts'
import { childrenOf } from './children.ts'
import { Documents, fileDocument, filtered, userDocument } from './documents/index.ts'
import { Everywhere } from './everywhere.ts'
import { collectionLevel, releaseLevel } from './levels.ts'
import { readCount } from './lists.ts'
import { badRequest } from './problems.ts'
import type { GirderServices } from './services.ts'
import { type Folder, folderLevel, type Item, itemLevel, nameOf, Tree } from './tree.ts'
import { prefixMatcher, wordMatcher } from './words.ts'

const MODES = ['text', 'prefix'] as const
const FEW = 10
const MOST_FOUND = 100
const ALL_TYPES = ['item', 'folder', 'collection', 'user']

export function findingRoutes(app: FastifyInstance, services: GirderServices): void {
  const { directory, entries, people } = services
  const everywhere = new Everywhere(services)
  const tree = new Tree(services)
  const documents = new Documents(services)

  route(app, services, 'GET', '/resource/search', async (call) => {
    const { params, actor } = call
    const q = params.required('q')
    const mode = params.oneOf('mode', MODES) ?? 'text'
    const limit = Math.min(readCount(params, 'limit') || FEW, MOST_FOUND)
    const types = params.json('types') ?? ALL_TYPES
    if (!Array.isArray(types)) throw badRequest('Parameter types must be a JSON list.')
    const matcher = mode === 'prefix' ? prefixMatcher : wordMatcher
    const found: Record<string, unknown[]> = {}
    for (const type of ALL_TYPES.filter((one) => types.includes(one))) found[type] = []
    if (found.collection !== undefined) {
      const matches = matcher<{ name: string }>(q, (one) => [one.name])
      const rows = (await directory.collections()).filter((row) => collectionLevel(actor, row) >= 0 && matches(row))
      found.collection = await documents.collections(actor, rows.slice(0, limit))
    }
    if (found.folder !== undefined) found.folder = await everywhere.folders(actor, q, { matcher, most: limit })
    if (found.item !== undefined) {
      found.item = await (mode === 'prefix'
        ? everywhere.itemsBeginning(actor, q, limit)
        : everywhere.items(actor, q, limit))
    }
    return found
  })

  route(app, services, 'GET', '/resource/lookup', async (call) => {
    const text = call.params.required('path')
    const found = await lookUp(
      call,
      text.split('/').filter((part) => part !== ''),
    )
    if (found !== undefined) return found
    if (call.params.flag('test')) return null
    throw badRequest(`Path not found: ${text.slice(0, 500)}`)
  })

  async function lookUp(call: Call, [type, first, ...names]: string[]): Promise<unknown> {
    const { actor } = call
    if (first === undefined) return undefined
    if (type === 'user' && names.length === 0 && first === actor.account?.login) {
      return userDocument(await people.get(actor, actor.account.id))
    }
    if (type !== 'collection') return undefined
    const collection = await directory.collection(first)
    if (collection === undefined || collection.name !== first || collectionLevel(actor, collection) < 0) {
      return undefined
    }
    if (names.length === 0) return documents.collection(actor, collection)
    const alias = (await services.aliases.of('packages', [collection.id])).get(collection.id)
    let inside: Folder[] = alias === undefined ? [] : [{ kind: 'packages', id: alias.id, alias, collection }]
    let folder: Folder | undefined
    for (const [at, name] of names.entries()) {
      const next = inside.find((one) => nameOf(one) === name)
      if (next === undefined) return folder && itemIn(call, folder, names.slice(at))
      folder = next
      inside = await childrenOf(services, actor, next)
    }
    return folder && documents.folder(actor, folder, filtered(folderLevel(actor, folder)))
  }

  /** An item of that name in a folder, or a file in it. */
  async function itemIn({ actor }: Call, folder: Folder, [name, fileName, ...more]: string[]): Promise<unknown> {
    if ((folder.kind !== 'release' && folder.kind !== 'extensions') || more.length > 0) return undefined
    const level = releaseLevel(actor, folder.app, folder.release)
    const [entry] = await entries.list({
      app: folder.app.id,
      kind: folder.kind === 'release' ? 'package' : 'extension',
      releases: [folder.release.id],
      name,
      onlyPublic: level < 0,
      published: level < 1,
    })
    if (entry === undefined) return undefined
    const item: Item = { app: folder.app, entry }
    if (fileName === undefined) return documents.item(item.app, entry, filtered(itemLevel(actor, item)))
    const file = (await tree.filesFor(actor, item)).find((one) => one.name === fileName)
    return file && fileDocument(file)
  }
}
