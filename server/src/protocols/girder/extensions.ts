/** Extensions: `/app/:app_id/extension`. */
import type { FastifyInstance } from 'fastify'
import { requireUser, route } from './call.ts'
import { Documents, RAW } from './documents/index.ts'
import { readExtensionFacts } from './facts.ts'
import { appLevel } from './levels.ts'
import { requireId } from './params.ts'
import { denied } from './problems.ts'
import { publishItem } from './publish.ts'
import { removeItem } from './removal.ts'
import { idGiven, Selection, sharedFilter } from './selection.ts'
import type { GirderServices } from './services.ts'
import { Tree } from './tree.ts'

const COMPARISONS = ['exact', 'lte', 'gte'] as const

export function extensionRoutes(app: FastifyInstance, services: GirderServices): void {
  const tree = new Tree(services)
  const documents = new Documents(services)
  const selection = new Selection(services)

  route(app, services, 'GET', '/app/:app_id/extension', async (call) => {
    const { actor, params, path } = call
    const shared = sharedFilter(call, 'extension', services.options)
    const given = idGiven(call, 'extension')
    const appRevision = params.optional('app_revision')
    const reference = params.filled('release_id')
    const tier = params.smallInteger('tier')
    const compare = params.oneOf('tier_compare', COMPARISONS) ?? 'lte'
    const text = params.filled('q')
    const row = await services.directory.findFor(call.request, requireId(path.app_id ?? ''))
    if (row === undefined) return []
    if (appLevel(actor, row) < 0) throw denied(actor, 'Read', row.id)
    return selection.answer(call, row, async () => {
      if (given === 'nothing') return undefined
      return {
        ...shared,
        ...given,
        appRevision,
        text,
        ...(tier !== undefined && { tier: { value: tier, compare } }),
        ...(await selection.restriction(call, row, reference, appRevision)),
      }
    })
  })

  route(app, services, 'POST', '/app/:app_id/extension', async (call) => {
    const facts = readExtensionFacts(call.params, services.options.arches)
    requireUser(call)
    const row = await tree.openApp(call.actor, call.path.app_id ?? '')
    const { entry, created } = await publishItem(services, call, row, 'extension', facts)
    return documents.item(row, entry, RAW, { fresh: created })
  })

  route(app, services, 'DELETE', '/app/:app_id/extension/:ext_id', async (call) =>
    removeItem(services, call, 'extension', call.path.ext_id ?? ''),
  )
}
