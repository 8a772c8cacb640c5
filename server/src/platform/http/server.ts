/** The bare HTTP server: limits, validation, one log line per request, problems. It knows no route. */
import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type RawRequestDefaultExpression,
} from 'fastify'
import { newId } from '../crypto/ids.ts'
import { Problem } from '../problem.ts'
import type { HandOver } from './hand-over.ts'
import { closeIdleConnections, IDLE_MS } from './idle-connections.ts'
import { wrongMethods } from './methods.ts'
import { isReadUnlessThere } from './preconditions.ts'
import { sendProblem } from './problem-reply.ts'
import { components } from './schemas.ts'
import { replySerializer, requestValidator } from './validation.ts'

export type HttpOptions = {
  log: FastifyBaseLogger
  /** which proxies may say where a request came from; see Fastify's `trustProxy` */
  trustProxy: boolean | string
  /** lets a server in front send stored bytes */
  handOver?: HandOver | undefined
  /** check replies against their schema: for tests */
  checkReplies?: boolean
  /** puts an address right before it finds its route; it may change the request's method as well */
  rewriteUrl?: (request: RawRequest) => string
}

type RawRequest = RawRequestDefaultExpression

const JSON_LIMIT = 1024 * 1024
const PARAM_LIMIT = 1024

export function createHttp({
  log,
  trustProxy,
  handOver,
  checkReplies = false,
  rewriteUrl,
}: HttpOptions): FastifyInstance {
  const app = Fastify({
    loggerInstance: log,
    // Two lines a request halve the throughput; the one line is written below.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    trustProxy,
    bodyLimit: JSON_LIMIT,
    routerOptions: { maxParamLength: PARAM_LIMIT, ignoreTrailingSlash: true },
    ...(rewriteUrl && { rewriteUrl }),
    // Some clients send everything in the query, descriptions as well.
    http: { maxHeaderSize: 128 * 1024 },
    requestIdHeader: false,
    genReqId: () => newId(),
    // A slow sender may take its time with a large body; the head of a request may not.
    requestTimeout: 0,
    keepAliveTimeout: IDLE_MS,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: true,
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
  })
  app.decorate('handOver', handOver)
  app.server.headersTimeout = 30_000
  closeSilentConnections(app)
  closeIdleConnections(app)

  // Bodies are JSON, or bytes where a route takes them.
  app.removeContentTypeParser('text/plain')
  for (const schema of components.values()) app.addSchema(schema)
  app.setValidatorCompiler(requestValidator())
  app.setSerializerCompiler(replySerializer({ check: checkReplies }))
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  app.setNotFoundHandler((request, reply) => sendProblem(new Problem('route_not_found'), request, reply))

  const refuseMethod = wrongMethods(app, { maxParamLength: PARAM_LIMIT })
  // Hooks that every request passes are told by a call when they are done: promises would cost more than what they do.
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    // No path with a NUL names anything, and PostgreSQL could not even be asked. Queries are the validation's business.
    if (/^[^?]*%00/.test(request.url)) done(new Problem('route_not_found'))
    else if (!request.is404 || !refuseMethod(request, reply)) done()
  })
  app.addHook('onSend', (request, reply, payload, done) => {
    // What has a tag compares it itself. `*` is met by whatever exists, with a tag or not (RFC 9110, section 13.1.2).
    if (reply.statusCode !== 200 || !isReadUnlessThere(request)) return done(null, payload)
    reply.code(304)
    // Node sends no body then; what is yet to be read need not be.
    if (!(payload instanceof Readable) || request.method === 'HEAD') return done(null, payload)
    payload.destroy()
    done(null, null)
  })
  app.addHook('onResponse', (request, reply, done) => {
    // A body that was refused half-way: unread, it would hold the connection, and a server that closes, for ever.
    if (!request.raw.complete) request.raw.resume()
    const { operation } = request.routeOptions.config
    const line = {
      method: request.method,
      url: request.url,
      status: reply.statusCode,
      duration_ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(operation !== undefined && { operation }),
    }
    if (reply.statusCode >= 500) request.log.error(line, 'request')
    else request.log.info(line, 'request')
    done()
  })
  return app
}

/** A connection that never asked anything is not idle to Node, and would hold up a stop for half a minute. */
function closeSilentConnections(app: FastifyInstance): void {
  const open = new Set<Socket>()
  app.server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  app.addHook('preClose', async () => {
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy()
  })
}
