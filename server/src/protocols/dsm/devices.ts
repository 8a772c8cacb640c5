/**
 * What devices ask: the catalogue, by GET or POST, and the files it links to. A device address is `/nas`, or a host of its own where the same things are at the root.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type CatalogueAnswer, type DeviceParameters, pathInUrl } from '../../modules/spk/index.ts'
import { isKnown } from '../../platform/http/preconditions.ts'
import { sendBytes } from '../../platform/http/send-bytes.ts'
import { baseOf, type Mount } from './mount.ts'
import { sendDeviceError } from './problems.ts'
import type { DsmServices } from './services.ts'

const FORM_LIMIT = 64 * 1024
const FOR_SECONDS = 300

export function deviceRoutes(app: FastifyInstance, { spk }: DsmServices, mount: Mount): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: FORM_LIMIT }, (_request, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    scope.setErrorHandler((error, request, reply) => sendDeviceError(error, request, reply))
    const shared = { schema: { hide: true } as never, ...mount.constraints }

    scope.route({
      ...shared,
      method: ['GET', 'HEAD', 'POST'],
      url: mount.prefix === '' ? '/' : mount.prefix,
      config: { ownCredentials: true, inReadOnly: true, operation: 'spkCatalogue' },
      handler: (request, reply) => catalogue(request, reply),
    })
    scope.route({
      ...shared,
      method: ['GET', 'HEAD', 'POST'],
      url: `${mount.prefix}/beta`,
      config: { ownCredentials: true, inReadOnly: true, operation: 'spkCatalogue' },
      handler: (request, reply) => catalogue(request, reply, { onlyBeta: true }),
    })
    scope.route({
      ...shared,
      method: ['GET', 'HEAD'],
      url: `${mount.prefix}/download/:architecture(^\\d{1,9}$)/:firmware(^\\d{1,9}$)/:build(^\\d{1,9}$)`,
      config: { ownCredentials: true, operation: 'spkFile' },
      handler: (request, reply) => formerDownload(request, reply),
    })
    scope.route({
      ...shared,
      method: ['GET', 'HEAD'],
      url: `${mount.prefix}/*`,
      config: { ownCredentials: true, operation: 'spkFile' },
      async handler(request, reply) {
        const path = (request.params as { '*': string })['*']
        if (path === '') return catalogue(request, reply)
        const { arch, build } = parametersOf(request)
        return sendBytes(request, reply, await spk.files.byPath(path, { arch, build }), { disposition: 'inline' })
      },
    })
  })

  async function catalogue(
    request: FastifyRequest,
    reply: FastifyReply,
    options: { onlyBeta?: boolean } = {},
  ): Promise<FastifyReply> {
    const { arch, build, language, major, package_update_channel } = parametersOf(request)
    if (arch === undefined || build === undefined || language === undefined)
      return answerNoDevice(request, reply, mount)
    const asked: DeviceParameters = { arch, build, language, major, package_update_channel }
    const { base, shared } = baseOf(request, mount)
    // A link made from what one asker calls this server is nobody else's.
    reply.header('cache-control', shared ? `public, max-age=${FOR_SECONDS}` : 'private, no-cache')
    return send(request, reply, await answerOf(request, asked, base, options))
  }

  async function answerOf(
    request: FastifyRequest,
    asked: DeviceParameters,
    base: string,
    options: { onlyBeta?: boolean },
  ): Promise<CatalogueAnswer> {
    try {
      return await spk.catalogue.answer(asked, base, options)
    } catch (error) {
      const lacking = spk.refusedDevices.note(asked, error)
      // Owners of a new model are locked out until somebody hears of it; once is enough.
      if (lacking !== undefined) request.log.warn(lacking, 'no table knows what a device says it is')
      throw error
    }
  }

  /** The address that the first generation had for downloads. */
  async function formerDownload(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const ids = request.params as Record<'architecture' | 'firmware' | 'build', string>
    const [architecture, firmware, build] = [ids.architecture, ids.firmware, ids.build].map(Number) as [
      number,
      number,
      number,
    ]
    const link = await spk.files.byFormerIds({ architecture, firmware, build })
    reply.header('cache-control', 'no-store')
    if (link.outcome !== 'found') {
      return reply
        .code(FORMER_STATUS[link.outcome])
        .type('text/plain; charset=utf-8')
        .send(`${FORMER_TEXT[link.outcome]}\n`)
    }
    const { base } = baseOf(request, mount)
    const query = new URLSearchParams({ arch: link.arch, build: String(firmware) })
    return reply.redirect(`${base}/${pathInUrl(link.path)}?${query}`, 302)
  }
}

const FORMER_STATUS = { unknown: 404, inactive: 403, unfit: 400 } as const
const FORMER_TEXT = {
  unknown: 'There is no such build or architecture.',
  inactive: 'This build is not active.',
  unfit: 'This build is not for that architecture or firmware.',
} as const

/** Query and form have the same names; the query wins. Of a name that is there twice the first counts. */
function parametersOf(request: FastifyRequest): Record<string, string | undefined> {
  const query = Object.entries(request.query as Record<string, string | string[]>)
  return {
    ...(request.method === 'POST' ? (request.body as Record<string, string> | null | undefined) : undefined),
    ...Object.fromEntries(query.map(([name, value]) => [name, Array.isArray(value) ? value[0] : value])),
  }
}

/** Somebody with a browser gets to the list for people; a program hears what is missing. */
function answerNoDevice(request: FastifyRequest, reply: FastifyReply, { site }: Mount): FastifyReply {
  reply.header('cache-control', 'no-store')
  const accepts = request.headers.accept ?? ''
  if (/\b(?:text\/html|application\/xhtml\+xml)\b/i.test(accepts)) return reply.redirect(`${site}/synology`, 302)
  return reply
    .code(400)
    .type('text/plain; charset=utf-8')
    .send('This address is for the Package Center of a NAS. It needs arch, build and language.\n')
}

async function send(request: FastifyRequest, reply: FastifyReply, answer: CatalogueAnswer): Promise<FastifyReply> {
  const { etag, length } = answer
  reply.header('etag', etag).header('vary', 'accept-encoding')
  if (isKnown(request, etag)) return reply.code(304).send()
  reply.header('content-type', 'application/json')
  if (/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
    return reply.header('content-encoding', 'gzip').send(await answer.packed())
  }
  if (request.method === 'HEAD') return reply.header('content-length', length).send()
  const { bytes, giveBack } = answer.body()
  // The system has the bytes then, or wants them no more: the connection is closed.
  reply.raw.once('finish', giveBack).once('close', giveBack)
  return reply.send(bytes)
}
