/** API keys. The key itself is shown when it is made, and never again. */
import { type ScopeName, scopes } from '@slipway/contract'
import type { FastifyInstance } from 'fastify'
import { randomText } from '../../platform/crypto/secrets.ts'
import { type Call, requireUser, route } from './call.ts'
import { DAY_MS, LOGIN, USER_INFO } from './constants.ts'
import { keyDocument } from './documents/index.ts'
import { pageOfDocuments, readPaging } from './lists.ts'
import { asId } from './params.ts'
import { badRequest, notLoggedIn } from './problems.ts'
import type { GirderServices } from './services.ts'

const ALL = 1000

export function keyRoutes(app: FastifyInstance, services: GirderServices): void {
  const { keys } = services

  route(app, services, 'GET', '/api_key', async (call) => {
    const paging = readPaging(call.params, 'name', 1)
    const user = call.params.id('userId')
    requireOwner(call)
    const { items } = await keys.list(call.actor, user, ALL, undefined)
    const active = items.filter((key) => key.revokedAt === null)
    return pageOfDocuments(
      await Promise.all(active.map(async (key) => keyDocument(key, await keys.traits(key.id)))),
      paging,
    )
  })

  route(app, services, 'POST', '/api_key', async (call) => {
    const { params, actor } = call
    const name = params.filled('name') ?? ''
    const foreignScopes = readScopes(params.json('scope'))
    const tokenLifetime = readLifetime(call)
    requireOwner(call)
    const secret = randomText(40)
    const { key } = await keys.create(
      actor,
      { name: name === '' ? 'unnamed' : params.name('name'), scopes: scopesFor(foreignScopes) },
      secret,
      { tokenLifetime, foreignScopes },
    )
    return keyDocument(key, { tokenLifetime, foreignScopes }, secret)
  })

  route(app, services, 'PUT', '/api_key/:id', async (call) => {
    const { params, actor, path } = call
    const name = params.filled('name') === undefined ? undefined : params.name('name')
    const active = params.flag('active')
    if (params.filled('scope') !== undefined) throw badRequest('The scope of a key is fixed; make another key.')
    const tokenLifetime = params.has('tokenDuration') ? readLifetime(call) : undefined
    requireOwner(call)
    const id = idOf(path.id ?? '')
    const key = await keys.update(actor, id, {
      ...(name !== undefined && { name }),
      ...(tokenLifetime !== undefined && { tokenLifetime }),
    })
    if (active === true && key.revokedAt !== null) throw badRequest('A key that was ended stays so; make another one.')
    if (active === false) await keys.revoke(actor, id)
    const changed = await keys.inUse(id)
    return changed && keyDocument(changed, await keys.traits(id))
  })

  route(app, services, 'DELETE', '/api_key/:id', async (call) => {
    requireOwner(call)
    const id = idOf(call.path.id ?? '')
    const key = await keys.inUse(id)
    await keys.revoke(call.actor, id)
    return { message: `Deleted API key ${key?.name ?? ''}.` }
  })
}

/** Only with a token that is as wide as its owner. */
function requireOwner(call: Call): void {
  if (call.actor.key !== null && !call.actor.key.scopes.includes('admin')) throw notLoggedIn()
  requireUser(call, 'admin')
}

function idOf(text: string): string {
  const id = asId(text)
  if (id === undefined) throw badRequest(`Invalid api_key id (${text}).`)
  return id
}

function readLifetime({ params }: Call): number | null {
  const days = params.number('tokenDuration')
  if (days === undefined || days === 0) return null
  if (days < 0 || days > 36_500) throw badRequest(`Invalid value for numeric parameter tokenDuration: ${days}.`)
  return Math.ceil(days * DAY_MS)
}

/** The scopes of Girder that mean something here, and how far each goes. */
const KNOWN: Record<string, readonly ScopeName[]> = {
  'core.data.read': ['read'],
  'core.data.write': ['read', 'publish', 'manage'],
  'core.data.own': ['read', 'publish', 'manage'],
  [USER_INFO]: [],
}

/** null, or the scope of a login, is all. */
function readScopes(scope: unknown): string[] | null {
  if (scope === undefined || scope === null) return null
  if (!Array.isArray(scope) || scope.length === 0) throw badRequest('Parameter scope must be a JSON list of scopes.')
  if (scope.includes(LOGIN)) return null
  for (const word of scope as unknown[]) {
    if (typeof word === 'string' && Object.hasOwn(KNOWN, word)) continue
    throw badRequest(`Invalid scope: ${String(word).slice(0, 100)}.`)
  }
  return [...new Set(scope as string[])]
}

const scopesFor = (words: readonly string[] | null): ScopeName[] =>
  words === null ? [...scopes] : scopes.filter((scope) => words.some((word) => KNOWN[word]?.includes(scope)))
