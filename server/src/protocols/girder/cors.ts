/** Pages of other origins may read what is public, without credentials: the extensions catalogue does. */
import type { FastifyInstance } from 'fastify'

const PREFLIGHT = {
  'access-control-allow-methods': 'GET, POST, PUT, HEAD, DELETE',
  'access-control-allow-headers':
    'Accept-Encoding, Authorization, Content-Disposition, Content-Type, Cookie, Girder-Authorization, Girder-OTP, Girder-Token',
  'access-control-max-age': '86400',
}

export function allowOtherOrigins(scope: FastifyInstance): void {
  scope.addHook('onRequest', async (request, reply) => {
    if (request.headers.origin === undefined) return
    reply
      .header('access-control-allow-origin', '*')
      .header('access-control-expose-headers', 'Girder-Total-Count, Content-Disposition')
  })
  scope.route({
    method: 'OPTIONS',
    url: '/*',
    config: { operation: 'girder OPTIONS', ownCredentials: true },
    schema: { hide: true } as never,
    handler: async (_request, reply) => reply.headers(PREFLIGHT).code(200).send(),
  })
}
