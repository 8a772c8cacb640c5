/** Addresses that lead nowhere. */
import type { FastifyInstance } from 'fastify'
import { badRequest, GirderError, sendGirderError } from './problems.ts'

export const EVERYTHING = '/*'

export function answerUnknownRoutes(scope: FastifyInstance, resources: ReadonlySet<string>): void {
  scope.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?')
    const route = path.replace(/^\/api\/v1\/?/, '').replace(/\/$/, '')
    const message = `No matching route for "${request.method} ${route}"`
    const [resource = ''] = route.split('/')
    const error = resources.has(resource) ? badRequest(message) : new GirderError(404, 'rest', message)
    return sendGirderError(error, request, reply)
  })
  // Otherwise these would be the pages' to answer.
  scope.route({
    method: ['GET', 'HEAD'],
    url: EVERYTHING,
    schema: { hide: true } as never,
    handler: (_request, reply) => reply.callNotFound(),
  })
}
