/** One request of this protocol: its parameters, whose it is, and how its answer goes out. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, anonymous, scopeCovers } from '../../modules/access/index.ts'
import { readForm } from './form.ts'
import { Params } from './params.ts'
import { notLoggedIn } from './problems.ts'
import type { GirderServices } from './services.ts'

export const TOKEN_COOKIE = 'girderToken'

export type Call = {
  request: FastifyRequest
  reply: FastifyReply
  params: Params
  /** the named parts of the path */
  path: Record<string, string>
  actor: Actor
  /** the token in use, good or not */
  token: string | undefined
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
/** Answers what is printed as JSON, or the reply when it has sent something else. */
type Handle = (call: Call) => Promise<unknown>

export type RouteOptions = {
  /** A browser follows the link with the cookie only. */
  cookie?: boolean
  /** bytes that a body may have */
  bodyLimit?: number
  /** The body is bytes, whatever it says that it is. */
  rawBody?: boolean
  /** It works although the site is read-only. */
  inReadOnly?: boolean
  /** It says whose a token is; everywhere else one that is good for nothing more counts as nobody's. */
  identity?: boolean
}

/** Registers one route. What is a GET is a HEAD as well. */
export function route(
  app: FastifyInstance,
  services: GirderServices,
  method: Method,
  path: string,
  handle: Handle,
  { cookie = false, bodyLimit, rawBody = false, inReadOnly = false, identity = false }: RouteOptions = {},
): void {
  app.route({
    method: method === 'GET' ? ['GET', 'HEAD'] : method,
    url: path,
    ...(bodyLimit !== undefined && { bodyLimit }),
    config: { operation: `girder ${method} ${path}`, ownCredentials: true, inReadOnly },
    schema: { hide: true } as never,
    handler: async (request, reply) => {
      const params = new Params(await valuesOf(request, rawBody))
      const token = tokenOf(request, params, cookie)
      const from = { address: request.ip, requestId: request.id }
      // An empty token is nobody's; most requests have none, and need not ask the database who that is.
      const actor = token ? await services.sessions.authenticate({ token, ...from }) : anonymous(from)
      // What is kept ready is kept apart by whom the request comes from.
      const within = identity || actor.key?.scopes.length !== 0 ? actor : anonymous(from)
      request.actor = within
      const call = { request, reply, params, path: request.params as Record<string, string>, actor: within, token }
      const answer = await handle(call)
      if (answer === reply || reply.sent || reply.raw.headersSent) return reply
      return sendJson(reply, answer)
    },
  })
}

export const sendJson = (reply: FastifyReply, value: unknown): FastifyReply =>
  reply
    .type('application/json')
    .serializer((payload: unknown) => payload as string)
    .send(JSON.stringify(value ?? null))

/** Throws unless somebody is logged in with a token that is wide enough. */
export function requireUser(
  { actor }: Call,
  scope: Parameters<typeof scopeCovers>[1] = 'publish',
): NonNullable<Actor['account']> {
  if (actor.account === null || !scopeCovers(actor, scope)) throw notLoggedIn()
  return actor.account
}

async function valuesOf(request: FastifyRequest, rawBody: boolean): Promise<Map<string, string[]>> {
  const values = new Map<string, string[]>()
  const add = (name: string, value: string) => {
    const known = values.get(name)
    if (known === undefined) values.set(name, [value])
    else known.push(value)
  }
  for (const [name, value] of Object.entries(request.query as Record<string, string | string[]>)) {
    for (const one of Array.isArray(value) ? value : [value]) add(name, one)
  }
  if (rawBody) return values
  for (const [name, value] of await readForm(request)) add(name, value)
  return values
}

/** Highest first; an empty one is one all the same, and nobody's. */
function tokenOf(request: FastifyRequest, params: Params, cookie: boolean): string | undefined {
  const header = request.headers['girder-token']
  return (
    params.optional('token') ??
    (typeof header === 'string' ? header : undefined) ??
    (cookie ? request.cookies[TOKEN_COOKIE] : undefined)
  )
}
