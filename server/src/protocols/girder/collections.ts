/** Collections. */
import type { FastifyInstance } from 'fastify'
import { may } from '../../modules/access/index.ts'
import type { CollectionRow } from '../../modules/apps/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Call, requireUser, route } from './call.ts'
import { collectionDocument } from './documents/index.ts'
import { collectionLevel } from './levels.ts'
import { pageOfDocuments, readPaging, sayTotal } from './lists.ts'
import { adminRequired, GirderError } from './problems.ts'
import type { GirderServices } from './services.ts'
import { Tree } from './tree.ts'
import { wordMatcher } from './words.ts'

export function collectionRoutes(app: FastifyInstance, services: GirderServices): void {
  const { collections, directory } = services
  const tree = new Tree(services)
  const print = ({ actor }: Call, row: CollectionRow) => collectionDocument(row, 0, collectionLevel(actor, row))
  const again = async (call: Call, id: string) => print(call, await tree.openCollection(call.actor, id, 'Read'))

  route(app, services, 'GET', '/collection', async (call) => {
    const paging = readPaging(call.params, 'name', 1)
    const text = call.params.filled('text')
    const rows = (await directory.collections()).filter((row) => collectionLevel(call.actor, row) >= 0)
    const matches = text === undefined ? rows : rows.filter(wordMatcher(text, (row) => [row.name, row.description]))
    sayTotal(call, matches.length)
    return pageOfDocuments(
      matches.map((row) => print(call, row)),
      paging,
    )
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
    for (const one of await directory.appsOf(row.id)) await services.apps.delete(call.actor, one.id)
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
