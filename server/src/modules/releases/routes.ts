import {
  Cursor,
  DeletionPreview,
  Id,
  Limit,
  Notes,
  NotesInput,
  PromotionInput,
  PromotionPreview,
  ReleaseChange,
  ReleaseDetail,
  ReleaseInput,
  ReleasePage,
  RetentionPreview,
  RetentionRules,
  Stage,
  TrashPage,
} from '@slipway/contract'
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { operation } from '../../platform/http/operation.ts'
import type { Promotion } from './promotion.ts'
import type { Retention } from './retention.ts'
import type { Releases } from './service.ts'
import type { Trash } from './trash.ts'

const App = Type.String({ description: 'Slug, id or name of the application.' })
const OneApp = Type.Object({ app: App })
const OneRelease = Type.Object({
  app: App,
  release: Type.String({ description: 'Name of a release, a revision, or an id.' }),
})
const OneInTrash = Type.Object({ app: App, id: Id })
const ReleasesQuery = Type.Object(
  { stage: Type.Optional(Stage), limit: Limit, cursor: Cursor },
  { additionalProperties: false },
)

export type ReleaseServices = { releases: Releases; promotion: Promotion; retention: Retention; trash: Trash }

export function releaseRoutes(app: FastifyInstance, services: ReleaseServices): void {
  catalogueRoutes(app, services)
  notesRoutes(app, services)
  promotionRoutes(app, services)
  retentionRoutes(app, services)
  trashRoutes(app, services)
}

function catalogueRoutes(app: FastifyInstance, { releases }: ReleaseServices): void {
  operation(app, {
    id: 'listReleases',
    method: 'GET',
    path: '/apps/:app/releases',
    summary: 'List releases and drafts',
    description: 'Newest first: releases by the time of their release, drafts by that of their creation.',
    tag: 'releases',
    needs: 'release.read',
    params: OneApp,
    query: ReleasesQuery,
    replies: { 200: ReleasePage },
    handle: ({ actor, params, query: { limit = 50, cursor, ...filter } }) =>
      releases.list(actor, params.app, filter, limit, cursor),
  })
  operation(app, {
    id: 'createRelease',
    method: 'POST',
    path: '/apps/:app/releases',
    summary: 'Create a stable release',
    description: 'Uploads of its revision go to it. More often a release is made by promoting a draft.',
    tag: 'releases',
    needs: 'release.create',
    params: OneApp,
    body: ReleaseInput,
    replies: { 201: ReleaseDetail },
    handle: ({ actor, params, body }) => releases.create(actor, params.app, body),
  })
  operation(app, {
    id: 'getRelease',
    method: 'GET',
    path: '/apps/:app/releases/:release',
    summary: 'Show a release or draft',
    tag: 'releases',
    needs: 'release.read',
    params: OneRelease,
    replies: { 200: ReleaseDetail },
    handle: ({ actor, params }) => releases.get(actor, params.app, params.release),
  })
  operation(app, {
    id: 'updateRelease',
    method: 'PATCH',
    path: '/apps/:app/releases/:release',
    summary: 'Rename, describe, pin or hide a release or draft',
    tag: 'releases',
    needs: 'release.update',
    params: OneRelease,
    body: ReleaseChange,
    replies: { 200: ReleaseDetail },
    handle: ({ actor, params, body }) => releases.update(actor, params.app, params.release, body),
  })
  operation(app, {
    id: 'deleteRelease',
    method: 'DELETE',
    path: '/apps/:app/releases/:release',
    summary: 'Delete a release or draft with all it holds',
    description: 'It goes to the trash first.',
    tag: 'releases',
    needs: 'release.delete',
    params: OneRelease,
    replies: { 200: DeletionPreview },
    handle: ({ actor, params }) => releases.delete(actor, params.app, params.release),
  })
  operation(app, {
    id: 'previewReleaseDeletion',
    method: 'GET',
    path: '/apps/:app/releases/:release/deletion',
    summary: 'What would go if the release or draft were deleted',
    tag: 'releases',
    needs: 'release.delete',
    params: OneRelease,
    replies: { 200: DeletionPreview },
    handle: ({ actor, params }) => releases.previewDeletion(actor, params.app, params.release),
  })
}

function notesRoutes(app: FastifyInstance, { releases }: ReleaseServices): void {
  operation(app, {
    id: 'previewNotes',
    method: 'POST',
    path: '/apps/:app/notes/preview',
    summary: 'What release notes would look like',
    description: 'Keeps nothing.',
    tag: 'releases',
    needs: 'release.update',
    params: OneApp,
    body: NotesInput,
    replies: { 200: Notes },
    handle: ({ actor, params, body }) => releases.previewNotes(actor, params.app, body.text),
  })
}

function promotionRoutes(app: FastifyInstance, { promotion }: ReleaseServices): void {
  operation(app, {
    id: 'previewPromotion',
    method: 'GET',
    path: '/apps/:app/releases/:release/promotion',
    summary: 'What would move if the draft were promoted, and what is missing',
    tag: 'releases',
    needs: 'release.promote',
    params: OneRelease,
    replies: { 200: PromotionPreview },
    handle: ({ actor, params }) => promotion.preview(actor, params.app, params.release),
  })
  operation(app, {
    id: 'tryPromotion',
    method: 'POST',
    path: '/apps/:app/releases/:release/promotion/preview',
    summary: 'What this promotion would move; changes nothing',
    description: 'It is refused where the promotion would be.',
    tag: 'releases',
    needs: 'release.promote',
    params: OneRelease,
    body: PromotionInput,
    replies: { 200: PromotionPreview },
    handle: ({ actor, params, body }) => promotion.preview(actor, params.app, params.release, body),
  })
  operation(app, {
    id: 'promoteDraft',
    method: 'POST',
    path: '/apps/:app/releases/:release/promotion',
    summary: 'Turn a draft into a stable release',
    description: 'Ids, bytes, digests and links stay as they are.',
    tag: 'releases',
    needs: 'release.promote',
    params: OneRelease,
    body: PromotionInput,
    replies: { 201: ReleaseDetail },
    handle: ({ actor, params, body }) => promotion.promote(actor, params.app, params.release, body),
  })
  operation(app, {
    id: 'undoPromotion',
    method: 'DELETE',
    path: '/apps/:app/releases/:release/promotion',
    summary: 'Turn a promoted release back into a draft',
    tag: 'releases',
    needs: 'release.promote',
    params: OneRelease,
    replies: { 200: ReleaseDetail },
    handle: ({ actor, params }) => promotion.undo(actor, params.app, params.release),
  })
}

function retentionRoutes(app: FastifyInstance, { retention }: ReleaseServices): void {
  operation(app, {
    id: 'getRetention',
    method: 'GET',
    path: '/apps/:app/retention',
    summary: 'Show which drafts are kept',
    tag: 'retention',
    needs: 'retention.read',
    params: OneApp,
    replies: { 200: RetentionRules },
    handle: ({ actor, params }) => retention.rules(actor, params.app),
  })
  operation(app, {
    id: 'setRetention',
    method: 'PUT',
    path: '/apps/:app/retention',
    summary: 'Say which drafts are kept',
    tag: 'retention',
    needs: 'retention.manage',
    params: OneApp,
    body: RetentionRules,
    replies: { 200: RetentionRules },
    handle: ({ actor, params, body }) => retention.setRules(actor, params.app, body),
  })
  operation(app, {
    id: 'previewRetention',
    method: 'GET',
    path: '/apps/:app/retention/preview',
    summary: 'What a run by the stored rules would delete now',
    tag: 'retention',
    needs: 'retention.read',
    params: OneApp,
    replies: { 200: RetentionPreview },
    handle: ({ actor, params }) => retention.preview(actor, params.app),
  })
  operation(app, {
    id: 'tryRetention',
    method: 'POST',
    path: '/apps/:app/retention/preview',
    summary: 'What a run by other rules would delete now',
    description: 'Changes nothing.',
    tag: 'retention',
    needs: 'retention.read',
    params: OneApp,
    body: RetentionRules,
    replies: { 200: RetentionPreview },
    handle: ({ actor, params, body }) => retention.preview(actor, params.app, body),
  })
  operation(app, {
    id: 'runRetention',
    method: 'POST',
    path: '/apps/:app/retention/run',
    summary: 'Delete now what the stored rules do not keep',
    description: 'The drafts go to the trash first.',
    tag: 'retention',
    needs: 'retention.manage',
    params: OneApp,
    replies: { 200: RetentionPreview },
    handle: ({ actor, params }) => retention.run(actor, params.app),
  })
  operation(app, {
    id: 'runOtherRetention',
    method: 'POST',
    path: '/apps/:app/retention/run-other',
    summary: 'Delete now what other rules do not keep',
    description: 'For this once: the stored rules stay as they are. The drafts go to the trash first.',
    tag: 'retention',
    needs: 'retention.manage',
    params: OneApp,
    body: RetentionRules,
    replies: { 200: RetentionPreview },
    handle: ({ actor, params, body }) => retention.run(actor, params.app, body),
  })
}

function trashRoutes(app: FastifyInstance, { trash }: ReleaseServices): void {
  operation(app, {
    id: 'listTrash',
    method: 'GET',
    path: '/apps/:app/trash',
    summary: 'List what was deleted and can still come back',
    description: 'The last deleted first.',
    tag: 'trash',
    needs: 'trash.read',
    params: OneApp,
    replies: { 200: TrashPage },
    handle: async ({ actor, params }) => ({ items: await trash.list(actor, params.app), cursor: null }),
  })
  operation(app, {
    id: 'restoreFromTrash',
    method: 'POST',
    path: '/apps/:app/trash/:id/restore',
    summary: 'Bring something back',
    tag: 'trash',
    needs: 'trash.restore',
    params: OneInTrash,
    replies: { 204: null },
    handle: ({ actor, params }) => trash.restore(actor, params.app, params.id),
  })
  operation(app, {
    id: 'purgeFromTrash',
    method: 'DELETE',
    path: '/apps/:app/trash/:id',
    summary: 'Delete something for good, now',
    tag: 'trash',
    needs: 'trash.purge',
    params: OneInTrash,
    replies: { 204: null },
    handle: ({ actor, params }) => trash.purge(actor, params.app, params.id),
  })
  operation(app, {
    id: 'listDeletedApps',
    method: 'GET',
    path: '/trash',
    summary: 'List deleted applications',
    description: 'The last deleted first.',
    tag: 'trash',
    needs: 'app.create',
    replies: { 200: TrashPage },
    handle: async ({ actor }) => ({ items: await trash.listApps(actor), cursor: null }),
  })
  operation(app, {
    id: 'restoreApp',
    method: 'POST',
    path: '/trash/:id/restore',
    summary: 'Bring a deleted application back',
    tag: 'trash',
    needs: 'app.create',
    params: Type.Object({ id: Id }),
    replies: { 204: null },
    handle: ({ actor, params }) => trash.restoreApp(actor, params.id),
  })
}
