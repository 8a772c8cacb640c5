/** Addresses that lead nowhere, and methods that nothing at an address takes. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '../../platform/problem.ts'
import { GirderError, sendGirderError } from './problems.ts'

export const EVERYTHING = '/*'
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])

export function answerUnknownRoutes(scope: FastifyInstance, resources: ReadonlySet<string>): void {
  scope.setNotFoundHandler((request, reply) => {
    const known = resources.has(routeOf(request).split('/')[0] ?? '')
    return sendGirderError(noRoute(request, known ? 400 : 404), request, reply)
  })
  scope.setErrorHandler((error, request, reply) => {
    const wrongMethod = error instanceof Problem && error.code === 'method_not_allowed'
    // What routes could take at all is a matter of the route there, and 400.
    const status = METHODS.has(request.method) ? 400 : 405
    return sendGirderError(wrongMethod ? noRoute(request, status) : error, request, reply)
  })
  // Otherwise these would be the pages' to answer.
  scope.route({
    method: ['GET', 'HEAD'],
    url: EVERYTHING,
    config: { catchAll: true },
    schema: { hide: true } as never,
    handler: (_request, reply) => reply.callNotFound(),
  })
}

const routeOf = ({ url }: FastifyRequest): string =>
  (url.split('?', 1)[0] ?? '').replace(/^\/api\/v1\/?/, '').replace(/\/$/, '')

const noRoute = (request: FastifyRequest, status: number): GirderError =>
  new GirderError(status, 'rest', `No matching route for "${request.method} ${routeOf(request)}"`)
