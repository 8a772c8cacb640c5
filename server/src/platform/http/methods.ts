/** Addresses that exist, asked with a method that none of their routes takes. */
import type { FastifyInstance, FastifyReply, FastifyRequest, HookHandlerDoneFunction, HTTPMethods } from 'fastify'
import findMyWay from 'find-my-way'
import { Problem } from '../problem.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** a route for whatever no other one answers: it makes no address exist */
    catchAll?: boolean
  }
}

type Method = findMyWay.HTTPMethod
type Table = findMyWay.Instance<findMyWay.HTTPVersion.V1>

/** As `Allow` lists them. */
const METHODS: readonly Method[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/**
 * Answers a function that refuses such a request with 405 and `Allow` (RFC 9110, section 15.5.6), in the form of the
 * routes at that address, and says whether it did: to be asked for what has no route. Call it before any route is added;
 * those for whatever no other one answers ask it themselves.
 */
export function wrongMethods(
  app: FastifyInstance,
  { maxParamLength }: { maxParamLength: number },
): (request: FastifyRequest, reply: FastifyReply) => boolean {
  // The framework's own table of routes tells of patterns, but not of addresses. A second one takes more than a megabyte, so
  // it is made when it is asked for the first time.
  const entries: ((table: Table) => void)[] = []
  let table: Table | undefined
  const tableOfRoutes = (): Table => {
    if (table === undefined) {
      table = findMyWay({ ignoreTrailingSlash: true, maxParamLength })
      for (const enter of entries.splice(0)) enter(table)
    }
    return table
  }
  const refuse = (request: FastifyRequest, reply: FastifyReply): boolean => {
    const routes = tableOfRoutes()
    const found = METHODS.flatMap((method) => {
      const route = routes.find(method, request.url, { host: request.headers.host })
      return route === null ? [] : [{ method, scope: route.store as FastifyInstance }]
    })
    const [first] = found
    // A trailing slash may be another address to a catch-all, with the method that the route has.
    if (first === undefined || found.some(({ method }) => method === request.method)) return false
    reply.header('allow', found.map(({ method }) => method).join(', '))
    first.scope.errorHandler(new Problem('method_not_allowed') as never, request, reply)
    return true
  }

  app.addHook('onRoute', function (route) {
    const methods = [route.method].flat()
    if (route.config?.catchAll === true) {
      // Whoever answers OPTIONS for all its addresses means it.
      if (methods.includes('GET')) route.onRequest = askingFirst(refuse)
      return
    }
    const listed = methods.filter(isListed)
    const { url, constraints } = route
    if (listed.length === 0) return
    entries.push((routes) => routes.on(listed, url, { ...(constraints && { constraints }) }, () => {}, this))
  })
  return refuse
}

const askingFirst =
  (refuse: (request: FastifyRequest, reply: FastifyReply) => boolean) =>
  (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    if (!refuse(request, reply)) done()
  }

const isListed = (method: HTTPMethods): method is Method & HTTPMethods => METHODS.some((one) => one === method)
