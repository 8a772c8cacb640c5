/** Releases and drafts of an application: `/app/:app_id/release`, `/app/:app_id/draft`. */
import type { FastifyInstance } from 'fastify'
import { may, seesPrivate } from '../../modules/access/index.ts'
import { type AppRow, guarded } from '../../modules/apps/index.ts'
import type { ReleaseRow } from '../../modules/releases/index.ts'
import { type Call, requireUser, route } from './call.ts'
import { DRAFT } from './constants.ts'
import { Documents, type FolderDocument, RAW } from './documents/index.ts'
import { releaseLevel } from './levels.ts'
import { pageOfDocuments, readPaging } from './lists.ts'
import { asId } from './params.ts'
import { badRequest, denied, requireFolderName } from './problems.ts'
import { removeFolder } from './removal.ts'
import type { GirderServices } from './services.ts'
import { type Folder, Tree } from './tree.ts'

export function releaseRoutes(app: FastifyInstance, services: GirderServices): void {
  const { releases, releaseLookup, aliases } = services
  const tree = new Tree(services)
  const documents = new Documents(services)

  route(app, services, 'GET', '/app/:app_id/release', async ({ actor, params, path }) => {
    const paging = readPaging(params, 'created', -1)
    const reference = params.filled('release_id_or_name')
    const row = await tree.openApp(actor, path.app_id ?? '')
    if (reference !== undefined) {
      const folder = await findRelease(row, reference)
      if (folder === undefined) return null
      tree.requireLevel(actor, folder, 'Read')
      return documents.folder(actor, folder, RAW)
    }
    const onlyPublic = !seesPrivate(actor, guarded(row))
    const rows = await releaseLookup.all(row.id, { stage: 'stable', onlyPublic })
    return pageOfDocuments(await documents.releases(actor, row, rows, () => RAW), paging)
  })

  /** A release by id or name, or `draft`; by id a draft revision as well. */
  async function findRelease(row: AppRow, reference: string): Promise<Folder | undefined> {
    const id = asId(reference)
    if (id !== undefined) {
      const folder = await tree.folder(id)
      const mine = (folder?.kind === 'release' || folder?.kind === 'draft') && folder.app.id === row.id
      return mine ? folder : undefined
    }
    if (reference.toLowerCase() === DRAFT) return draftFolder(row)
    const release = await releaseLookup.byName(row.id, reference)
    return release?.stage === 'stable' ? { kind: 'release', id: release.id, release, app: row } : undefined
  }

  async function draftFolder(row: AppRow): Promise<Folder | undefined> {
    const alias = (await aliases.of('draft', [row.id])).get(row.id)
    return alias && { kind: 'draft', id: alias.id, alias, app: row }
  }

  route(app, services, 'POST', '/app/:app_id/release', async (call) => {
    const { actor, params, path } = call
    const name = params.name('name')
    const revision = params.name('app_revision')
    const description = params.optional('description')
    const isPublic = params.flag('public')
    requireUser(call, 'manage')
    const row = await tree.openApp(actor, path.app_id ?? '')
    if (!may(actor, 'release.create', guarded(row))) throw denied(actor, 'Admin', row.id)
    requireFolderName(name)
    const made = await releases.create(actor, row.id, {
      name,
      revision,
      ...(description !== undefined && { description }),
      ...(isPublic !== undefined && { public: isPublic }),
    })
    return documents.folder(actor, await tree.openFolder(actor, made.id, 'Read'), RAW)
  })

  route(app, services, 'DELETE', '/app/:app_id/release/:release_id_or_name', async (call) => {
    const { actor, path } = call
    requireUser(call, 'manage')
    const row = await tree.openApp(actor, path.app_id ?? '')
    if (!may(actor, 'release.delete', guarded(row))) throw denied(actor, 'Admin', row.id)
    const reference = path.release_id_or_name ?? ''
    const folder = (await findRelease(row, reference)) ?? (await draftNamed(row, reference))
    if (folder?.kind === 'draft') {
      await removeFolder(services, call, folder)
      return { message: `Deleted release ${DRAFT}.` }
    }
    if (folder?.kind !== 'release') throw badRequest(`Could not find the release '${reference}'.`)
    await releases.delete(actor, row.id, folder.release.id)
    return { message: `Deleted release ${folder.release.name}.` }
  })

  async function draftNamed(row: AppRow, name: string): Promise<Folder | undefined> {
    const release = await releaseLookup.byName(row.id, name)
    return release && { kind: 'release', id: release.id, release, app: row }
  }

  route(app, services, 'GET', '/app/:app_id/draft', async (call) => {
    const row = await tree.openApp(call.actor, call.path.app_id ?? '')
    return drafts(call, row)
  })

  async function drafts({ actor, params }: Call, row: AppRow): Promise<FolderDocument[]> {
    const paging = readPaging(params, 'created', -1)
    const revision = params.optional('revision')
    const print = (rows: readonly ReleaseRow[]) => documents.releases(actor, row, rows, () => RAW)
    if (revision !== undefined) {
      const draft = await releaseLookup.draftOf(row.id, revision)
      const rows = draft !== undefined && releaseLevel(actor, row, draft) >= 0 ? [draft] : []
      return pageOfDocuments(await print(rows), paging)
    }
    const filter = { stage: 'draft' as const, onlyPublic: !seesPrivate(actor, guarded(row)) }
    if (paging.sort === 'created' && paging.direction === -1) {
      return print(await releaseLookup.page(row.id, filter, paging.limit, paging.offset))
    }
    return pageOfDocuments(await print(await releaseLookup.all(row.id, filter)), paging)
  }
}
