/** Application packages: `/app/:app_id/package`. */
import type { FastifyInstance } from 'fastify'
import { type Call, requireUser, route } from './call.ts'
import { Documents, RAW } from './documents/index.ts'
import { readPackageFacts } from './facts.ts'
import { appLevel } from './levels.ts'
import { asId } from './params.ts'
import { denied } from './problems.ts'
import { publishItem } from './publish.ts'
import { removeItem } from './removal.ts'
import { idGiven, Selection, sharedFilter } from './selection.ts'
import type { GirderServices } from './services.ts'
import { Tree } from './tree.ts'

export function packageRoutes(app: FastifyInstance, services: GirderServices): void {
  const tree = new Tree(services)
  const documents = new Documents(services)
  const selection = new Selection(services)

  route(app, services, 'GET', '/app/:app_id/package', async (call) => {
    const { actor, params, path } = call
    const shared = sharedFilter(call, 'package', services.options)
    const given = idGiven(call, 'package')
    const revision = params.optional('revision')
    const version = params.optional('version')
    const reference = params.filled('release_id_or_name')
    const id = asId(path.app_id ?? '')
    const row = id === undefined ? undefined : await services.directory.findFor(call.request, id)
    if (row === undefined) return []
    if (appLevel(actor, row) < 0) throw denied(actor, 'Read', row.id)
    return selection.answer(call, row, async () => {
      if (given === 'nothing') return undefined
      return {
        ...shared,
        ...given,
        revision,
        // It is the same for a package, and has an index.
        appRevision: revision,
        version,
        ...(await selection.restriction(call, row, reference, revision)),
      }
    })
  })

  route(app, services, 'POST', '/app/:app_id/package', async (call) => {
    const facts = readPackageFacts(call.params, services.options.arches)
    requireUser(call)
    const row = await tree.openApp(call.actor, call.path.app_id ?? '')
    const { entry, created } = await publishItem(services, call, row, 'package', facts)
    warnOfRevision(call, entry.revision)
    return documents.item(row, entry, RAW, { fresh: created })
  })

  route(app, services, 'DELETE', '/app/:app_id/package/:pkg_id', async (call) =>
    removeItem(services, call, 'package', call.path.pkg_id ?? ''),
  )
}

/** Programs that read build information of Slicer stop at a revision that is no number; others use hashes. */
function warnOfRevision({ reply }: Call, revision: string): void {
  if (/^\d+$/.test(revision)) return
  reply.header(
    'warning',
    '299 - "The revision is not a number; programs that collect build information of Slicer cannot read it."',
  )
}
