/** Collections. */
import type { FastifyInstance } from 'fastify'
import { may } from '../../modules/access/index.ts'
import type { CollectionRow } from '../../modules/apps/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Call, requireUser, route } from './call.ts'
import { Documents } from './documents/index.ts'
import { collectionLevel } from './levels.ts'
import { pageOfDocuments, readPaging, sayTotal } from './lists.ts'
import { adminRequired, badRequest, GirderError } from './problems.ts'
import type { GirderServices } from './services.ts'
import { Tree } from './tree.ts'
import { wordMatcher } from './words.ts'

export function collectionRoutes(app: FastifyInstance, services: GirderServices): void {
  const { collections, directory } = services
  const tree = new Tree(services)
  const documents = new Documents(services)
  const visible = async ({ actor }: Call): Promise<CollectionRow[]> =>
    (await directory.collections()).filter((row) => collectionLevel(actor, row) >= 0)
  const again = async (call: Call, id: string) =>
    documents.collection(call.actor, await tree.openCollection(call.actor, id, 'Read'))

  route(app, services, 'GET', '/collection', async (call) => {
    const paging = readPaging(call.params, 'name', 1)
    const text = call.params.filled('text')
    const rows = await visible(call)
    const matches = text === undefined ? rows : rows.filter(wordMatcher(text, (row) => [row.name, row.description]))
    sayTotal(call, matches.length)
    return pageOfDocuments(await documents.collections(call.actor, matches), paging)
  })

  route(app, services, 'POST', '/collection', async (call) => {
    const { params, actor } = call
    const name = params.name('name')
    const description = params.optional('description')
    const isPublic = params.flag('public') ?? false
    requireUser(call, 'manage')
    if (!may(actor, 'collection.manage')) throw adminRequired(actor)
    const made = await naming(() =>
      collections.create(actor, { name, public: isPublic, ...(description !== undefined && { description }) }),
    )
    return again(call, made.id)
  })

  route(app, services, 'GET', '/collection/details', async (call) => ({ nCollections: (await visible(call)).length }))

  route(app, services, 'GET', '/collection/:id/details', async (call) => {
    await tree.openCollection(call.actor, call.path.id ?? '', 'Read')
    return { nFolders: 1 }
  })

  // Administrators have collections; nobody else has rights in one.
  route(app, services, 'GET', '/collection/:id/access', async (call) => {
    requireUser(call, 'read')
    await tree.openCollection(call.actor, call.path.id ?? '', 'Admin')
    return { groups: [], users: [] }
  })

  route(app, services, 'GET', '/collection/:id', async (call) => again(call, call.path.id ?? ''))

  route(app, services, 'PUT', '/collection/:id', async (call) => {
    const { params, actor, path } = call
    const name = params.filled('name') === undefined ? undefined : params.name('name')
    const description = params.optional('description')
    requireUser(call, 'manage')
    const row = await tree.openCollection(actor, path.id ?? '', 'Admin')
    await naming(() =>
      collections.update(actor, row.id, {
        ...(name !== undefined && { name }),
        ...(description !== undefined && { description }),
      }),
    )
    return again(call, row.id)
  })

  route(app, services, 'DELETE', '/collection/:id', async (call) => {
    requireUser(call, 'manage')
    const row = await tree.openCollection(call.actor, call.path.id ?? '', 'Admin')
    const [first] = await directory.appsOf(row.id)
    if (first !== undefined) {
      throw badRequest(
        `The collection has applications, such as ${first.name}; delete them first, in the trash as well.`,
      )
    }
    await collections.delete(call.actor, row.id)
    return { message: `Deleted collection ${row.name}.` }
  })
}

async function naming<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'name_taken')) throw error
    throw new GirderError(400, 'validation', 'A collection with that name already exists.', { field: 'name' })
  }
}
