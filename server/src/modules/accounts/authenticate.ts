/** Puts the actor on every request, and asks the edge's two questions: signed in? credential wide enough? */

import type {} from '@fastify/cookie'
import { type ActionName, actions } from '@slipway/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { requireSameOrigin } from '../../platform/http/same-origin.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, anonymous, scopeCovers } from '../access/index.ts'
import type { Sessions } from './sessions.ts'

export const SESSION_COOKIE = 'slipway_session'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** a protocol whose credentials come in other ways: it finds the actor itself */
    ownCredentials?: boolean
  }
}

/** Decorates `app` itself, not a scope of it: call it where all native routes are below. */
export function authenticateRequests(app: FastifyInstance, sessions: Sessions): void {
  app.decorateRequest('actor', null as never)
  app.addHook('onRequest', (request, _reply, done) => {
    request.actor = anonymous({ address: request.ip, requestId: request.id })
    const { needs = 'nothing', ownCredentials = false } = request.routeOptions.config
    const credential = ownCredentials ? undefined : credentialOf(request)
    if (credential === undefined) {
      done(refusal(request.actor, needs))
      return
    }
    sessions.authenticate({ ...credential, address: request.ip, requestId: request.id }).then((actor) => {
      request.actor = actor
      done(refusal(actor, needs))
    }, done)
  })
}

/** Why the actor may not even ask; whether it may do the thing itself is the service's question. */
function refusal(actor: Actor, needs: ActionName | 'nothing'): Problem | undefined {
  if (needs === 'nothing') return undefined
  const rule = actions[needs]
  if (rule.needs !== 'public' && actor.account === null) {
    return new Problem('login_required', { details: { action: needs } })
  }
  if (scopeCovers(actor, rule.scope)) return undefined
  return new Problem('forbidden', {
    detail: `The API key lacks the scope ${rule.scope}.`,
    details: { action: needs, scope: rule.scope },
  })
}

/** An API key, or the cookie of a session; a key that comes along decides. */
function credentialOf(request: FastifyRequest): { key?: string; session?: string } | undefined {
  const key = bearerOf(request)
  if (key !== undefined) return { key }
  const session = request.cookies[SESSION_COOKIE]
  if (session === undefined) return undefined
  requireSameOrigin(request)
  return { session }
}

function bearerOf(request: FastifyRequest): string | undefined {
  const { authorization } = request.headers
  if (authorization === undefined) return undefined
  const match = /^Bearer ([^\s]+)$/i.exec(authorization)
  if (match?.[1] === undefined) {
    throw new Problem('key_invalid', { detail: 'Send the API key as `Authorization: Bearer <key>`.' })
  }
  return match[1]
}
