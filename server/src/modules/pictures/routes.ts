import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { precondition } from '../../platform/http/preconditions.ts'
import type { Pictures } from './service.ts'

/** The address changes when the author names another picture, but not when they change what is at its address. */
const HOLDS = 'max-age=86400, stale-while-revalidate=604800'

/** A drawing may hold scripts and addresses: opened by itself it runs and loads nothing. */
const INERT = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

/** `/pictures/<id of a package>/<key>`: icons and screenshots that are on their authors' sites, for the pages here. */
export function pictureRoutes(app: FastifyInstance, { pictures }: { pictures: Pictures }): void {
  app.route({
    method: ['GET', 'HEAD'],
    url: '/pictures/:id/:key',
    config: { operation: 'getPicture', needs: 'release.read' },
    schema: { hide: true } as never,
    async handler(request, reply) {
      const { id, key } = request.params as { id: string; key: string }
      const picture = await pictures.get(request.actor, id, key)
      const etag = `"${createHash('sha256').update(picture.bytes).digest('hex').slice(0, 32)}"`
      reply.headers({
        etag,
        'cache-control': `${picture.public ? 'public' : 'private'}, ${HOLDS}`,
        'content-security-policy': INERT,
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
      })
      if (precondition(request.headers, { etag }) === 'not_modified') return reply.code(304).send()
      return reply.type(picture.type).send(picture.bytes)
    },
  })
}
