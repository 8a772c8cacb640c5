/** The addresses of the old download site, at the root for the site's application and below `/apps/<app>` for any. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Permalinks } from '../../modules/packages/index.ts'
import { bitstreamPath } from './answers.ts'
import { sendSiteError } from './errors.ts'
import { html } from './html.ts'
import { SiteError } from './parameters.ts'
import type { Body, Site } from './site.ts'

export type SiteRoutes = {
  site: Site
  permalinks: Permalinks
  /** where the bytes of a package are */
  packagePath: (id: string) => string
}

type Handle = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

export function siteRoutes(scope: FastifyInstance, { site, permalinks, packagePath }: SiteRoutes): void {
  scope.setErrorHandler((error, request, reply) => sendSiteError(error, request, reply))

  for (const base of ['', '/apps/:app']) {
    get(scope, `${base}/find`, 'find', async (request, reply) => {
      const set = await site.set(request.actor, appOf(request))
      return sendBody(request, reply, await site.find(set, queryOf(request)))
    })
    get(scope, `${base}/findall`, 'findall', async (request, reply) => {
      const set = await site.set(request.actor, appOf(request))
      return sendBody(request, reply, await site.findAll(set, queryOf(request)))
    })
    get(scope, `${base}/download`, 'download', async (request, reply) => {
      const set = await site.set(request.actor, appOf(request))
      return redirect(reply, bitstreamPath(site.idOf(set, queryOf(request))))
    })
    get(scope, `${base}/bitstream/:id`, 'bitstream', async (request, reply) => {
      const { id } = request.params as { id: string }
      const link = await permalinks.find(id)
      if (link?.url != null) return redirect(reply, link.url)
      if (link?.packageId != null) return redirect(reply, packagePath(link.packageId))
      if (!/^[0-9a-f]{24}$/i.test(id)) throw new SiteError(404, `no package with the id "${id}"`)
      return redirect(reply, packagePath(id.toLowerCase()))
    })
  }
}

const hidden = { schema: { hide: true } as never }

/** GET, HEAD and OPTIONS; anything else is told which methods work. */
export function get(scope: FastifyInstance, url: string, name: string, handle: Handle): void {
  const config = { operation: `download-site.${name}`, needs: 'release.read' } as const
  scope.route({
    method: ['GET', 'HEAD'],
    url,
    ...hidden,
    config,
    async handler(request, reply) {
      // The old site had no such variants, and a relative address on a page would mean something else there.
      if (pathOf(request).endsWith('/') && !url.endsWith('/')) return reply.callNotFound()
      return handle(request, reply)
    },
  })
  const allow = 'GET, HEAD, OPTIONS'
  scope.route({
    method: 'OPTIONS',
    url,
    ...hidden,
    config: { ...config, needs: 'nothing' },
    handler: (_request, reply) => reply.header('allow', allow).send(''),
  })
  scope.route({
    method: ['POST', 'PUT', 'PATCH', 'DELETE'],
    url,
    ...hidden,
    config: { ...config, needs: 'nothing' },
    handler: (_request, reply) =>
      reply.code(405).header('allow', allow).type('text/plain').send('Method Not Allowed\n'),
  })
}

export const appOf = (request: FastifyRequest): string | undefined => (request.params as { app?: string }).app

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? ''

/** As it was written: the answer is kept under it, and of repeated names the first counts. */
export function queryOf(request: FastifyRequest): string {
  const at = request.url.indexOf('?')
  return at < 0 ? '' : request.url.slice(at + 1)
}

export function sendBody(request: FastifyRequest, reply: FastifyReply, { type, bytes, etag }: Body): FastifyReply {
  reply.header('etag', etag).header('cache-control', 'no-cache').header('vary', 'authorization, cookie')
  const known = request.headers['if-none-match']
  if (known?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)) return reply.code(304).send()
  return reply.header('content-type', type).send(bytes)
}

function redirect(reply: FastifyReply, target: string): FastifyReply {
  return reply
    .code(302)
    .header('location', target)
    .header('cache-control', 'no-cache')
    .type('text/html; charset=utf-8')
    .send(html`<!doctype html>\n<title>Redirecting</title>\n<p>Go to <a href="${target}">${target}</a>.</p>\n`.text)
}
