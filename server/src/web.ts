/**
 * Delivers the built web app. Files under `/assets/` carry a digest in their name and never change; everything else is
 * asked for again each time and mostly answered with 304.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic, { type SetHeadersResponse } from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from './platform/problem.ts'

const hidden = { schema: { hide: true } as never }
const both: ('GET' | 'HEAD')[] = ['GET', 'HEAD']

/**
 * Addresses that the web app knows, beside the public ones (`protocols/pages`); it says itself when there is nothing at one
 * of them.
 */
const PAGES = [
  '/login',
  '/register',
  '/register/*',
  '/password/*',
  '/account',
  '/account/*',
  '/apps/*',
  '/dashboard',
  '/admin',
  '/admin/*',
  '/synology/*',
]

/** Programs ask here, and want to be told by a problem, not by a page. */
const FOR_PROGRAMS = /^\/(?:api|dl|assets)(?:\/|$)/

export async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    // The build has put a `.br` and a `.gz` beside each text file.
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => setHeaders(reply, path.slice(folder.length)),
  })
  const shell = (_request: FastifyRequest, reply: FastifyReply) => reply.sendFile('index.html')
  for (const url of PAGES) app.route({ method: both, url, ...hidden, handler: shell })
  app.route({
    method: both,
    url: '/assets/:file',
    ...hidden,
    handler: (request, reply) => reply.sendFile(`assets/${(request.params as { file: string }).file}`),
  })
  // The few files beside the shell: what is not there is not looked for on the disk.
  for (const { name } of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())) {
    app.route({ method: both, url: `/${name}`, ...hidden, handler: (_request, reply) => reply.sendFile(name) })
  }
  app.route({
    method: both,
    url: '/*',
    ...hidden,
    config: { catchAll: true },
    handler(request, reply) {
      if (FOR_PROGRAMS.test(request.url) || !wantsPage(request)) throw new Problem('route_not_found')
      return reply.code(404).sendFile('index.html')
    },
  })
}

const wantsPage = ({ headers }: FastifyRequest): boolean => /\btext\/html\b/.test(headers.accept ?? '')

function setHeaders(reply: SetHeadersResponse, path: string): void {
  const fixed = /^[/\\]assets[/\\]/.test(path)
  reply.setHeader('cache-control', fixed ? 'public, max-age=31536000, immutable' : 'no-cache')
  reply.setHeader('x-content-type-options', 'nosniff')
  reply.setHeader('vary', 'accept-encoding')
  if (!path.endsWith('.html')) return
  for (const [name, value] of Object.entries(PAGE_HEADERS)) reply.setHeader(name, value)
}

/**
 * No script but our own files, and no picture from elsewhere: those of extensions come by `modules/pictures`. Mantine
 * writes style elements and sets styles on elements.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** Of every page, whoever makes it. */
export const PAGE_HEADERS: Record<string, string> = {
  'cache-control': 'no-cache',
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
}

/** The page that every address of the web app begins with. */
export const readShell = (folder: string): string => readFileSync(join(folder, 'index.html'), 'utf8')
