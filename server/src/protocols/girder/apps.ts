/** Applications: `/app`. */
import type { FastifyInstance } from 'fastify'
import { may } from '../../modules/access/index.ts'
import { type AppRow, DEFAULT_COLLECTION } from '../../modules/apps/index.ts'
import { type Call, requireUser, route } from './call.ts'
import { Documents, RAW } from './documents/index.ts'
import { appLevel, collectionLevel } from './levels.ts'
import { pageOfDocuments, readPaging } from './lists.ts'
import { asId, requireId } from './params.ts'
import { adminRequired, denied } from './problems.ts'
import type { GirderServices } from './services.ts'
import { appStats } from './stats.ts'
import { Tree } from './tree.ts'
import { wordMatcher } from './words.ts'

export function appRoutes(app: FastifyInstance, services: GirderServices): void {
  const { apps, collections, directory, downloads, releaseLookup } = services
  const tree = new Tree(services)
  const documents = new Documents(services)
  const print = async (row: AppRow) => (await documents.apps([row], () => RAW))[0]

  route(app, services, 'GET', '/app', async (call) => {
    const { params, actor } = call
    const paging = readPaging(params, 'name', 1)
    const wanted = asId(params.filled('app_id') ?? '')
    if (wanted !== undefined) {
      const one = await directory.find(wanted)
      if (one === undefined) return null
      if (appLevel(actor, one) < 0) throw denied(actor, 'Read', one.id)
      return print(one)
    }
    const name = params.filled('name')
    const text = params.filled('text')
    const rows = (await appsIn(call)).filter(
      (row) => appLevel(actor, row) >= 0 && (name === undefined || row.name === name),
    )
    const matches = text === undefined ? rows : rows.filter(wordMatcher(text, (row) => [row.name, row.description]))
    return pageOfDocuments(await documents.apps(matches, () => RAW), paging)
  })

  async function appsIn({ params, actor }: Call): Promise<AppRow[]> {
    const given = params.filled('collection_id')
    if (given !== undefined) return directory.appsOf((await tree.collectionGiven(actor, given)).id)
    const collection = await directory.collection(DEFAULT_COLLECTION)
    return collection === undefined || collectionLevel(actor, collection) < 0 ? [] : directory.appsOf(collection.id)
  }

  route(app, services, 'POST', '/app', async (call) => {
    const { params, actor } = call
    const name = params.name('name')
    const description = params.optional('app_description')
    const isPublic = params.flag('public')
    const given = params.id('collection_id')
    const collectionName = params.filled('collection_name') === undefined ? undefined : params.name('collection_name')
    const collectionDescription = params.optional('collection_description')
    requireUser(call, 'manage')
    const known =
      given === undefined
        ? await directory.collection(collectionName ?? DEFAULT_COLLECTION)
        : await tree.collectionGiven(actor, given)
    if (!may(actor, 'app.create')) throw denied(actor, 'Write', known?.id ?? 'None', 'collection')
    const collection =
      known ??
      (await collections.create(actor, {
        name: collectionName ?? DEFAULT_COLLECTION,
        ...(collectionDescription !== undefined && { description: collectionDescription }),
        ...(isPublic !== undefined && { public: isPublic }),
      }))
    const made = await apps.create(actor, {
      name,
      collection: collection.id,
      ...(description !== undefined && { description }),
      ...(isPublic !== undefined && { public: isPublic }),
    })
    return print(await tree.openApp(actor, made.id))
  })

  route(app, services, 'DELETE', '/app/:app_id', async (call) => {
    requireUser(call, 'manage')
    const row = await tree.openApp(call.actor, call.path.app_id ?? '', 'Admin')
    await apps.delete(call.actor, row.id)
    return { message: `Deleted application ${row.name}.` }
  })

  // Ours, not Girder's: administrators let an application answer to the id that clients have compiled in.
  route(app, services, 'PUT', '/app/:app_id/alias/:alias_id', async (call) => {
    requireUser(call, 'manage')
    const id = requireId(call.path.alias_id ?? '')
    const row = await tree.openApp(call.actor, call.path.app_id ?? '', 'Admin')
    if (!may(call.actor, 'app.create')) throw adminRequired(call.actor)
    await apps.addAlias(call.actor, row.id, id)
    return print(row)
  })

  route(app, services, 'GET', '/app/:app_id/downloadstats', async ({ actor, path }) => {
    const row = await tree.openApp(actor, path.app_id ?? '')
    const stats = await appStats(downloads, actor, row.id)
    if (appLevel(actor, row) === 0) {
      const hidden = await releaseLookup.all(row.id, { stage: 'stable', onlyPublic: false })
      for (const release of hidden) if (release.public === 0) stats.delete(release.revision)
    }
    return Object.fromEntries(stats)
  })
}
