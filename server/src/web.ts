/** Delivers the built web app. */
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** The web app; every address it may own gets its shell, which shows what is not there. */
export async function serveWeb(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    setHeaders(reply, path) {
      const fixed = path.includes('/assets/')
      reply.setHeader('cache-control', fixed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const shell = { schema: { hide: true } as never }
  const pages = ['/', '/login', '/account', '/account/*', '/apps', '/apps/*', '/admin', '/admin/*']
  for (const url of pages) {
    app.get(url, shell, (_request, reply) =>
      reply
        .header('content-security-policy', CONTENT_SECURITY_POLICY)
        .header('referrer-policy', 'same-origin')
        .header('x-content-type-options', 'nosniff')
        .sendFile('index.html'),
    )
  }
}

/** Mantine sets styles on elements; pictures of extensions come from their authors' sites. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: https:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')
