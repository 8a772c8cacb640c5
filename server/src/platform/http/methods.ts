/** Addresses that exist, asked with a method that none of their routes takes. */
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import findMyWay from 'find-my-way'
import { Problem } from '../problem.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** a route for whatever no other one answers: it makes no address exist */
    catchAll?: boolean
  }
}

type Method = findMyWay.HTTPMethod

/** As `Allow` lists them. */
const METHODS: readonly Method[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/**
 * Answers a function that refuses such a request with 405 and `Allow` (RFC 9110, section 15.5.6), in the form of the
 * routes at that address, and says whether it did. Call it before any route is added.
 */
export function wrongMethods(
  app: FastifyInstance,
  { maxParamLength }: { maxParamLength: number },
): (request: FastifyRequest, reply: FastifyReply) => boolean {
  // The framework's own table of routes tells of patterns, but not of addresses.
  const table = findMyWay({ ignoreTrailingSlash: true, maxParamLength })
  app.addHook('onRoute', function ({ method, url, constraints, config }) {
    if (config?.catchAll === true) return
    const methods = [method].flat().filter(isListed)
    if (methods.length > 0) table.on(methods, url, { ...(constraints && { constraints }) }, () => {}, this)
  })

  return (request, reply) => {
    // Whoever answers OPTIONS for all its addresses means it.
    const reading = request.method === 'GET' || request.method === 'HEAD'
    if (!request.is404 && !(reading && request.routeOptions.config.catchAll === true)) return false
    const found = METHODS.flatMap((method) => {
      const route = table.find(method, request.url, { host: request.headers.host })
      return route === null ? [] : [{ method, scope: route.store as FastifyInstance }]
    })
    const [first] = found
    // A trailing slash may be another address to a catch-all, with the method that the route has.
    if (first === undefined || found.some(({ method }) => method === request.method)) return false
    reply.header('allow', found.map(({ method }) => method).join(', '))
    first.scope.errorHandler(new Problem('method_not_allowed') as never, request, reply)
    return true
  }
}

const isListed = (method: HTTPMethods): method is Method & HTTPMethods => METHODS.some((one) => one === method)
