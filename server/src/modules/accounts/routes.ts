import {
  Account,
  AccountChange,
  AccountInput,
  AccountPage,
  AccountStatus,
  ApiKey,
  ApiKeyInput,
  ApiKeyPage,
  Cursor,
  Id,
  Limit,
  LoginInput,
  NewApiKey,
  PasswordChange,
  PasswordReset,
  ProfileChange,
  Session,
  SessionPage,
} from '@slipway/contract'
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { languageOf } from '../../platform/http/language.ts'
import { operation } from '../../platform/http/operation.ts'
import { requireSameOrigin } from '../../platform/http/same-origin.ts'
import { type Actor, permissions } from '../access/index.ts'
import { SESSION_COOKIE } from './authenticate.ts'
import type { ByMail } from './by-mail.ts'
import { factorRoutes, placeOf } from './factor-routes.ts'
import type { Factors } from './factors.ts'
import type { Keys } from './keys.ts'
import { mailRoutes } from './mail-routes.ts'
import type { People } from './people.ts'
import type { Sessions } from './sessions.ts'

const PeopleQuery = Type.Object(
  { status: Type.Optional(AccountStatus), limit: Limit, cursor: Cursor },
  { additionalProperties: false },
)
const OneAccount = Type.Object({ account: Type.String({ description: 'Id or login.' }) })
const ById = Type.Object({ id: Id })
const KeyQuery = Type.Object(
  {
    account: Type.Optional(Type.String({ description: 'Administrators: keys of this account.' })),
    limit: Limit,
    cursor: Cursor,
  },
  { additionalProperties: false },
)

export type AccountServices = { people: People; keys: Keys; sessions: Sessions; factors: Factors; byMail: ByMail }

export function accountRoutes(app: FastifyInstance, services: AccountServices): void {
  sessionRoutes(app, services)
  profileRoutes(app, services)
  keyRoutes(app, services)
  peopleRoutes(app, services)
  factorRoutes(app, services)
  mailRoutes(app, services)
}

function sessionRoutes(app: FastifyInstance, { people, keys, sessions }: AccountServices): void {
  const show = async (actor: Actor) => ({
    account: actor.account === null ? null : await people.get(actor, actor.account.id),
    key: actor.key === null ? null : await keys.inUse(actor.key.id),
    permissions: permissions(actor),
  })

  operation(app, {
    id: 'login',
    method: 'POST',
    path: '/session',
    summary: 'Sign in with login and password',
    description:
      'Sets the session cookie. Programs use an API key instead. An account with a second factor is answered `second_factor_required`, with what would do in `details`; the same request with `code` or `passkey` then signs in.',
    tag: 'session',
    needs: 'nothing',
    inReadOnly: true,
    body: LoginInput,
    replies: { 200: Session },
    async handle({ actor, body, request, reply }) {
      requireSameOrigin(request)
      const { token, expires } = await sessions.login(
        actor,
        body.login,
        body.password,
        request.headers['user-agent'] ?? null,
        { code: body.code, passkey: body.passkey, place: placeOf(request) },
      )
      reply.setCookie(SESSION_COOKIE, token, {
        httpOnly: true,
        sameSite: 'lax',
        secure: request.protocol === 'https',
        path: '/',
        expires,
      })
      return show(await sessions.authenticate({ session: token, address: actor.address, requestId: actor.requestId }))
    },
  })
  operation(app, {
    id: 'getSession',
    method: 'GET',
    path: '/session',
    summary: 'Who one is here, and what one may do',
    tag: 'session',
    needs: 'nothing',
    replies: { 200: Session },
    handle: ({ actor }) => show(actor),
  })
  operation(app, {
    id: 'logout',
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out',
    tag: 'session',
    needs: 'nothing',
    inReadOnly: true,
    replies: { 204: null },
    async handle({ actor, reply }) {
      if (actor.session !== null) await sessions.end(actor, actor.session.id)
      reply.clearCookie(SESSION_COOKIE, { path: '/' })
    },
  })
  operation(app, {
    id: 'listSessions',
    method: 'GET',
    path: '/sessions',
    summary: 'List where one is signed in',
    description: 'Newest first.',
    tag: 'session',
    needs: 'account.self',
    replies: { 200: SessionPage },
    handle: async ({ actor }) => ({ items: await sessions.list(actor), cursor: null }),
  })
  operation(app, {
    id: 'endSession',
    method: 'DELETE',
    path: '/sessions/:id',
    summary: 'Sign out somewhere else',
    tag: 'session',
    needs: 'account.self',
    params: ById,
    replies: { 204: null },
    handle: ({ actor, params }) => sessions.end(actor, params.id),
  })
  operation(app, {
    id: 'changePassword',
    method: 'PUT',
    path: '/session/password',
    summary: 'Change one’s own password',
    description: 'All other sessions of the account end.',
    tag: 'session',
    needs: 'account.self',
    body: PasswordChange,
    replies: { 204: null },
    handle: ({ actor, body }) => people.changePassword(actor, body.current, body.password),
  })
}

function profileRoutes(app: FastifyInstance, { people }: AccountServices): void {
  operation(app, {
    id: 'updateProfile',
    method: 'PATCH',
    path: '/session/account',
    summary: 'Change one’s own name',
    tag: 'session',
    needs: 'account.change',
    body: ProfileChange,
    replies: { 200: Account },
    handle: ({ actor, body }) => people.rename(actor, body.name),
  })
}

function keyRoutes(app: FastifyInstance, { keys }: AccountServices): void {
  operation(app, {
    id: 'listKeys',
    method: 'GET',
    path: '/keys',
    summary: 'List API keys',
    description: 'Newest first.',
    tag: 'keys',
    needs: 'account.self',
    query: KeyQuery,
    replies: { 200: ApiKeyPage },
    handle: ({ actor, query }) => keys.list(actor, query.account, query.limit ?? 50, query.cursor),
  })
  operation(app, {
    id: 'getKey',
    method: 'GET',
    path: '/keys/:id',
    summary: 'One API key',
    tag: 'keys',
    needs: 'account.self',
    params: ById,
    replies: { 200: ApiKey },
    handle: ({ actor, params }) => keys.get(actor, params.id),
  })
  operation(app, {
    id: 'createKey',
    method: 'POST',
    path: '/keys',
    summary: 'Make an API key',
    description:
      'The answer holds the key itself; it is shown this once. A key cannot hold wider scopes than the key used to make it.',
    tag: 'keys',
    needs: 'key.manage',
    body: ApiKeyInput,
    replies: { 201: NewApiKey },
    handle: ({ actor, body }) => keys.create(actor, body),
  })
  operation(app, {
    id: 'renewKey',
    method: 'POST',
    path: '/keys/:id/renewal',
    summary: 'Put a new API key in the place of another',
    description:
      'It may do the same, for as long again. The other one ends at once. The answer holds the key itself; it is shown this once.',
    tag: 'keys',
    needs: 'key.manage',
    params: ById,
    replies: { 201: NewApiKey },
    handle: ({ actor, params }) => keys.renew(actor, params.id),
  })
  operation(app, {
    id: 'revokeKey',
    method: 'DELETE',
    path: '/keys/:id',
    summary: 'Revoke an API key',
    tag: 'keys',
    needs: 'account.self',
    params: ById,
    replies: { 204: null },
    handle: ({ actor, params }) => keys.revoke(actor, params.id),
  })
}

function peopleRoutes(app: FastifyInstance, { people }: AccountServices): void {
  operation(app, {
    id: 'listAccounts',
    method: 'GET',
    path: '/accounts',
    summary: 'List people and robot accounts',
    description: 'By login.',
    tag: 'accounts',
    needs: 'account.manage',
    query: PeopleQuery,
    replies: { 200: AccountPage },
    handle: ({ actor, query }) => people.list(actor, query.limit ?? 50, query.cursor, query.status),
  })
  operation(app, {
    id: 'createAccount',
    method: 'POST',
    path: '/accounts',
    summary: 'Add a person or a robot account',
    tag: 'accounts',
    needs: 'account.manage',
    body: AccountInput,
    replies: { 201: Account },
    handle: ({ actor, body }) => people.create(actor, body),
  })
  operation(app, {
    id: 'getAccount',
    method: 'GET',
    path: '/accounts/:account',
    summary: 'Show an account',
    tag: 'accounts',
    needs: 'account.self',
    params: OneAccount,
    replies: { 200: Account },
    handle: ({ actor, params }) => people.get(actor, params.account),
  })
  operation(app, {
    id: 'updateAccount',
    method: 'PATCH',
    path: '/accounts/:account',
    summary: 'Change an account',
    description:
      'Disabling it ends its sessions and stops its keys. Whoever waits and becomes active is told so by mail.',
    tag: 'accounts',
    needs: 'account.manage',
    params: OneAccount,
    body: AccountChange,
    replies: { 200: Account },
    handle: ({ actor, params, body, request }) =>
      people.update(actor, params.account, body, languageOf(request.headers)),
  })
  operation(app, {
    id: 'refuseAccount',
    method: 'DELETE',
    path: '/accounts/:account',
    summary: 'Refuse somebody who waits to be let in',
    description: 'Deletes the account. One that was let in can only be disabled, as what it did refers to it.',
    tag: 'accounts',
    needs: 'account.manage',
    params: OneAccount,
    replies: { 204: null },
    handle: ({ actor, params }) => people.refuse(actor, params.account),
  })
  operation(app, {
    id: 'resetPassword',
    method: 'PUT',
    path: '/accounts/:account/password',
    summary: 'Set a new password for somebody',
    description: 'All sessions of the account end.',
    tag: 'accounts',
    needs: 'account.manage',
    params: OneAccount,
    body: PasswordReset,
    replies: { 204: null },
    handle: ({ actor, params, body }) => people.resetPassword(actor, params.account, body.password),
  })
}
