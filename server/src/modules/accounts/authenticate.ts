/** Puts the actor on every request, and asks the edge's two questions: signed in? credential wide enough? */

import type {} from '@fastify/cookie'
import { actions } from '@slipway/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { requireSameOrigin } from '../../platform/http/same-origin.ts'
import { Problem } from '../../platform/problem.ts'
import { anonymous, scopeCovers } from '../access/index.ts'
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
  app.addHook('onRequest', async (request) => {
    request.actor = anonymous({ address: request.ip, requestId: request.id })
    if (request.routeOptions.config.ownCredentials) return
    const key = bearerOf(request)
    const session = key === undefined ? request.cookies[SESSION_COOKIE] : undefined
    if (key === undefined && session === undefined) return
    if (session !== undefined) requireSameOrigin(request)
    request.actor = await sessions.authenticate({ key, session, address: request.ip, requestId: request.id })
  })
  app.addHook('onRequest', async (request) => {
    const { needs } = request.routeOptions.config
    if (needs === undefined || needs === 'nothing') return
    const rule = actions[needs]
    if (rule.needs !== 'public' && request.actor.account === null) {
      throw new Problem('login_required', { details: { action: needs } })
    }
    if (!scopeCovers(request.actor, rule.scope)) {
      throw new Problem('forbidden', {
        detail: `The API key lacks the scope ${rule.scope}.`,
        details: { action: needs, scope: rule.scope },
      })
    }
  })
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
