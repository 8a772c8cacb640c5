/** Logging in and out: by Basic, by API key, and what the token in use is. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { type Actor, scopeCovers } from '../../modules/access/index.ts'
import type { IssuedToken } from '../../modules/accounts/index.ts'
import { type Call, route, TOKEN_COOKIE } from './call.ts'
import { DAY_MS, LOGIN, TOKEN_LIFETIME, USER_INFO } from './constants.ts'
import { printDate } from './dates.ts'
import { printScopes, userDocument } from './documents/index.ts'
import { badRequest, GirderError, notLoggedIn } from './problems.ts'
import type { GirderServices } from './services.ts'

const ALL_SCOPES = [LOGIN]

export function authenticationRoutes(app: FastifyInstance, services: GirderServices): void {
  const { sessions, people, keys } = services

  route(app, services, 'GET', '/user/authentication', async (call) => {
    const { actor, request, reply, token } = call
    if (actor.account !== null && token !== undefined) {
      const known = await sessions.expiryOf(token)
      if (known !== undefined) return greeting(call, token, known.expires)
    }
    const basic = readBasic(request.headers['girder-authorization'] ?? request.headers.authorization)
    const otp = request.headers['girder-otp']
    const credentials = { ...basic, ...(typeof otp === 'string' && { code: otp }) }
    const issued = await sessions.issueToken(actor, credentials, TOKEN_LIFETIME, request.headers['user-agent'] ?? null)
    setCookie(reply, issued)
    return greeting({ ...call, actor: issued.actor }, issued.token, issued.expires)
  })

  route(
    app,
    services,
    'DELETE',
    '/user/authentication',
    async (call) => {
      if (call.actor.account === null) throw notLoggedIn()
      const known = await sessions.expiryOf(call.token ?? '')
      if (known !== undefined) await sessions.end(call.actor, known.id)
      call.reply.clearCookie(TOKEN_COOKIE, { path: '/' })
      return { message: 'Logged out.' }
    },
    { inReadOnly: true, identity: true },
  )

  route(
    app,
    services,
    'POST',
    '/api_key/token',
    async ({ params, actor, request }) => {
      const key = params.required('key')
      const days = params.number('duration')
      if (days !== undefined && days <= 0) throw badRequest('Parameter "duration" must be more than 0.')
      const lifetime = Math.min(TOKEN_LIFETIME, days === undefined ? TOKEN_LIFETIME : Math.ceil(days * DAY_MS))
      const issued = await sessions.issueToken(actor, { key }, lifetime, request.headers['user-agent'] ?? null)
      return { authToken: await printToken(issued), user: { _id: issued.account } }
    },
    { inReadOnly: true },
  )

  const current = async ({ actor, token }: Call) => {
    const known = actor.account === null || token === undefined ? undefined : await sessions.expiryOf(token)
    if (known === undefined || actor.account === null) return null
    return {
      _accessLevel: 2,
      _id: known.id,
      _modelType: 'token',
      expires: printDate(known.expires),
      scope: await scopesOf(actor),
      userId: actor.account.id,
    }
  }
  route(app, services, 'GET', '/token/current', current, { identity: true })

  const me = async ({ actor }: Call) => {
    // A narrowed token knows whose it is only if it was made for that.
    if (actor.account === null) return null
    if (!scopeCovers(actor, 'admin') && !(await scopesOf(actor)).includes(USER_INFO)) return null
    return userDocument(await people.get(actor, actor.account.id))
  }
  route(app, services, 'GET', '/user/me', me, { identity: true })

  async function greeting({ actor }: Call, token: string, expires: number) {
    const account = await people.get(actor, actor.account?.id ?? '')
    return {
      authToken: await printToken({ token, expires, actor }),
      message: 'Login succeeded.',
      user: userDocument(account),
    }
  }

  async function printToken({ token, expires, actor }: Pick<IssuedToken, 'token' | 'expires' | 'actor'>) {
    return { expires: printDate(expires), scope: await scopesOf(actor), token }
  }

  async function scopesOf({ key }: Actor): Promise<readonly string[]> {
    if (key === null) return ALL_SCOPES
    return printScopes(key.scopes, (await keys.traits(key.id)).foreignScopes) ?? ALL_SCOPES
  }
}

function setCookie(reply: FastifyReply, { token, expires }: IssuedToken): void {
  reply.setCookie(TOKEN_COOKIE, token, { path: '/', expires: new Date(expires), sameSite: 'lax', httpOnly: true })
}

function readBasic(header: string | string[] | undefined): { login: string; password: string } {
  if (typeof header !== 'string') throw new GirderError(401, 'rest', 'Use HTTP Basic Authentication')
  const match = /^Basic\s+([A-Za-z0-9+/=_-]+)\s*$/i.exec(header)
  if (match?.[1] === undefined) throw new GirderError(401, 'rest', 'Use HTTP Basic Authentication')
  const text = Buffer.from(match[1], 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 0 || text.includes('\0')) throw new GirderError(401, 'rest', 'Invalid HTTP Authorization header')
  return { login: text.slice(0, colon), password: text.slice(colon + 1) }
}
