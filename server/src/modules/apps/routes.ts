import {
  App,
  AppChange,
  AppInput,
  AppPage,
  Collection,
  CollectionChange,
  CollectionInput,
  CollectionPage,
  Cursor,
  DeletionPreview,
  Limit,
  Member,
  MemberInput,
  MemberList,
} from '@slipway/contract'
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { operation } from '../../platform/http/operation.ts'
import type { Collections } from './collections.ts'
import type { Apps } from './service.ts'

const Paging = Type.Object({ limit: Limit, cursor: Cursor }, { additionalProperties: false })
const OneCollection = Type.Object({ collection: Type.String({ description: 'Id or name.' }) })
const OneApp = Type.Object({ app: Type.String({ description: 'Slug, id or name.' }) })
const OneMember = Type.Object({ app: OneApp.properties.app, account: Type.String({ description: 'Id or login.' }) })
const AppsQuery = Type.Object(
  { collection: Type.Optional(Type.String({ description: 'Name of a collection.' })), limit: Limit, cursor: Cursor },
  { additionalProperties: false },
)

export function appRoutes(app: FastifyInstance, services: { apps: Apps; collections: Collections }): void {
  collectionRoutes(app, services.collections)
  const { apps } = services

  operation(app, {
    id: 'listApps',
    method: 'GET',
    path: '/apps',
    summary: 'List applications',
    description: 'By name.',
    tag: 'applications',
    needs: 'app.read',
    query: AppsQuery,
    replies: { 200: AppPage },
    handle: ({ actor, query: { limit = 50, cursor, ...filter } }) => apps.list(actor, filter, limit, cursor),
  })
  operation(app, {
    id: 'createApp',
    method: 'POST',
    path: '/apps',
    summary: 'Create an application',
    tag: 'applications',
    needs: 'app.create',
    body: AppInput,
    replies: { 201: App },
    handle: ({ actor, body }) => apps.create(actor, body),
  })
  operation(app, {
    id: 'getApp',
    method: 'GET',
    path: '/apps/:app',
    summary: 'Show an application',
    tag: 'applications',
    needs: 'app.read',
    params: OneApp,
    replies: { 200: App },
    handle: ({ actor, params }) => apps.get(actor, params.app),
  })
  operation(app, {
    id: 'updateApp',
    method: 'PATCH',
    path: '/apps/:app',
    summary: 'Change an application',
    description: 'New naming templates hold for what is published from then on.',
    tag: 'applications',
    needs: 'app.update',
    params: OneApp,
    body: AppChange,
    replies: { 200: App },
    handle: ({ actor, params, body }) => apps.update(actor, params.app, body),
  })
  operation(app, {
    id: 'deleteApp',
    method: 'DELETE',
    path: '/apps/:app',
    summary: 'Delete an application with all it holds',
    description: 'It goes to the trash first.',
    tag: 'applications',
    needs: 'app.delete',
    params: OneApp,
    replies: { 200: DeletionPreview },
    handle: ({ actor, params }) => apps.delete(actor, params.app),
  })
  operation(app, {
    id: 'previewAppDeletion',
    method: 'GET',
    path: '/apps/:app/deletion',
    summary: 'What would go if the application were deleted',
    tag: 'applications',
    needs: 'app.delete',
    params: OneApp,
    replies: { 200: DeletionPreview },
    handle: ({ actor, params }) => apps.previewDeletion(actor, params.app),
  })
  operation(app, {
    id: 'listMembers',
    method: 'GET',
    path: '/apps/:app/members',
    summary: 'List who has which role in an application',
    description: 'By login.',
    tag: 'applications',
    needs: 'member.read',
    params: OneApp,
    replies: { 200: MemberList },
    handle: async ({ actor, params }) => ({ items: await apps.members(actor, params.app) }),
  })
  operation(app, {
    id: 'getMember',
    method: 'GET',
    path: '/apps/:app/members/:account',
    summary: 'Which role somebody has in an application',
    tag: 'applications',
    needs: 'member.manage',
    params: OneMember,
    replies: { 200: Member },
    handle: ({ actor, params }) => apps.member(actor, params.app, params.account),
  })
  operation(app, {
    id: 'setMember',
    method: 'PUT',
    path: '/apps/:app/members/:account',
    summary: 'Give somebody a role in an application',
    tag: 'applications',
    needs: 'member.manage',
    params: OneMember,
    body: MemberInput,
    replies: { 200: MemberList },
    handle: async ({ actor, params, body }) => ({
      items: await apps.setMember(actor, params.app, params.account, body.role),
    }),
  })
  operation(app, {
    id: 'removeMember',
    method: 'DELETE',
    path: '/apps/:app/members/:account',
    summary: 'Take somebody’s role in an application away',
    tag: 'applications',
    needs: 'member.manage',
    params: OneMember,
    replies: { 204: null },
    handle: ({ actor, params }) => apps.removeMember(actor, params.app, params.account),
  })
}

function collectionRoutes(app: FastifyInstance, collections: Collections): void {
  operation(app, {
    id: 'listCollections',
    method: 'GET',
    path: '/collections',
    summary: 'List collections',
    description: 'By name.',
    tag: 'applications',
    needs: 'collection.read',
    query: Paging,
    replies: { 200: CollectionPage },
    handle: ({ actor, query }) => collections.list(actor, query.limit ?? 50, query.cursor),
  })
  operation(app, {
    id: 'createCollection',
    method: 'POST',
    path: '/collections',
    summary: 'Create a collection',
    tag: 'applications',
    needs: 'collection.manage',
    body: CollectionInput,
    replies: { 201: Collection },
    handle: ({ actor, body }) => collections.create(actor, body),
  })
  operation(app, {
    id: 'getCollection',
    method: 'GET',
    path: '/collections/:collection',
    summary: 'Show a collection',
    tag: 'applications',
    needs: 'collection.read',
    params: OneCollection,
    replies: { 200: Collection },
    handle: ({ actor, params }) => collections.get(actor, params.collection),
  })
  operation(app, {
    id: 'updateCollection',
    method: 'PATCH',
    path: '/collections/:collection',
    summary: 'Change a collection',
    tag: 'applications',
    needs: 'collection.manage',
    params: OneCollection,
    body: CollectionChange,
    replies: { 200: Collection },
    handle: ({ actor, params, body }) => collections.update(actor, params.collection, body),
  })
  operation(app, {
    id: 'deleteCollection',
    method: 'DELETE',
    path: '/collections/:collection',
    summary: 'Delete an empty collection',
    tag: 'applications',
    needs: 'collection.manage',
    params: OneCollection,
    replies: { 204: null },
    handle: ({ actor, params }) => collections.delete(actor, params.collection),
  })
}
