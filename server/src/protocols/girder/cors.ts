/** Pages of other origins may read what is public: the extensions catalogue does. Which ones is the operator's to say. */
import type { FastifyInstance } from 'fastify'
import type { GirderOptions } from './options.ts'

const PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST, PUT, HEAD, DELETE',
  'access-control-allow-headers':
    'Accept-Encoding, Authorization, Content-Disposition, Content-Type, Cookie, Girder-Authorization, Girder-OTP, Girder-Token',
  'access-control-max-age': '86400',
}

export function allowOtherOrigins(scope: FastifyInstance, { origins }: Pick<GirderOptions, 'origins'>): void {
  scope.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    if (origin === undefined) return
    if (!origins.includes('*')) reply.header('vary', 'Origin')
    const allowed = allowedFor(origin, origins)
    if (allowed === undefined) return
    reply
      .header('access-control-allow-origin', allowed)
      .header('access-control-expose-headers', 'Girder-Total-Count, Content-Disposition')
    // Only those who were named: with `*` any page could act as whoever visits it.
    if (allowed !== '*') reply.header('access-control-allow-credentials', 'true')
  })
  scope.route({
    method: 'OPTIONS',
    url: '/*',
    config: { operation: 'girder OPTIONS', ownCredentials: true, catchAll: true },
    schema: { hide: true } as never,
    handler: async (request, reply) =>
      reply
        .headers(allowedFor(request.headers.origin ?? '', origins) === undefined ? {} : PREFLIGHT)
        .code(200)
        .send(),
  })
}

const allowedFor = (origin: string, origins: readonly string[]): string | undefined =>
  origins.includes(origin) ? origin : origins.includes('*') ? '*' : undefined
