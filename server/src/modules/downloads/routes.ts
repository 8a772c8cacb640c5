import { Cursor, DownloadCountPage, FileMatchList, Id, Limit, Sha256 } from '@slipway/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { operation } from '../../platform/http/operation.ts'
import { type Download, sendBytes } from '../../platform/http/send-bytes.ts'
import { wrongField } from '../../platform/problem.ts'
import type { Downloads } from './service.ts'

const OneApp = Type.Object({ app: Type.String({ description: 'Slug, id or name.' }) })
const CountQuery = Type.Object(
  {
    revision: Type.Optional(Type.String({ description: 'Application revision.' })),
    kind: Type.Optional(Type.Enum(['package', 'extension'])),
    baseName: Type.Optional(Type.String()),
    limit: Limit,
    cursor: Cursor,
  },
  { additionalProperties: false },
)

/** Below `/api/v2`. */
export function downloadRoutes(app: FastifyInstance, { downloads }: { downloads: Downloads }): void {
  operation(app, {
    id: 'listDownloadCounts',
    method: 'GET',
    path: '/apps/:app/downloads',
    summary: 'How often the files of an application were downloaded',
    description: 'By revision, kind, base name, os and arch.',
    tag: 'downloads',
    needs: 'app.read',
    params: OneApp,
    query: CountQuery,
    replies: { 200: DownloadCountPage },
    handle: ({ actor, params, query: { limit = 50, cursor, ...filter } }) =>
      downloads.counts(actor, params.app, filter, limit, cursor),
  })
  operation(app, {
    id: 'findFiles',
    method: 'GET',
    path: '/files',
    summary: 'Which packages and extensions have or had these bytes',
    description: 'Newest first. An empty list: none that the caller may see.',
    tag: 'downloads',
    needs: 'release.read',
    query: Type.Object({ sha256: Sha256 }, { additionalProperties: false }),
    replies: { 200: FileMatchList },
    handle: async ({ actor, query }) => ({ items: await downloads.matches(actor, query.sha256) }),
  })
  both(
    app,
    '/files/:id/bytes',
    'downloadFile',
    'The bytes of a file, a package or an extension, by id',
    async (request) => downloads.byId(request.actor, (request.params as { id: string }).id),
  )
}

/**
 * The addresses for people and scripts, at the root of the site:
 * `/dl/<app>/<release or revision>/<file name>`, `/dl/<id>`, `/dl/sha256:<digest>[/<any name>]`, and the digests of a
 * release as `/dl/<app>/<release>/SHA256SUMS` and `SHA512SUMS`.
 */
export function downloadLinks(app: FastifyInstance, { downloads }: { downloads: Downloads }): void {
  app.route({
    method: ['GET', 'HEAD'],
    url: '/dl/:app/:release/:file',
    config: { operation: 'download', needs: 'release.read' },
    schema: { hide: true } as never,
    handler: async (request, reply) => {
      const { app, release, file } = request.params as { app: string; release: string; file: string }
      const sums = /^SHA(256|512)SUMS$/.exec(file)
      if (sums !== null) {
        const text = await downloads.sums(request.actor, app, release, sums[1] === '256' ? 'sha256' : 'sha512')
        return reply.header('cache-control', 'no-cache').type('text/plain; charset=utf-8').send(text)
      }
      return sendBytes(request, reply, await downloads.byName(request.actor, app, release, file), {
        mayRedirect: true,
      })
    },
  })
  for (const url of ['/dl/:reference', '/dl/:reference/:name']) {
    app.route({
      method: ['GET', 'HEAD'],
      url,
      config: { operation: 'download', needs: 'release.read' },
      schema: { hide: true } as never,
      handler: async (request, reply) => {
        const { reference } = request.params as { reference: string }
        return sendBytes(request, reply, await byReference(downloads, request, reference), { mayRedirect: true })
      },
    })
  }
}

function byReference(downloads: Downloads, request: FastifyRequest, reference: string): Promise<Download> {
  const match = /^(sha256|sha512):([0-9a-fA-F]+)$/.exec(reference)
  if (match === null) return downloads.byId(request.actor, reference)
  const algorithm = match[1] as 'sha256' | 'sha512'
  const digest = match[2] as string
  const digits = algorithm === 'sha256' ? 64 : 128
  if (digest.length !== digits) throw wrongField(algorithm, `must have ${digits} hex digits`)
  return downloads.byDigest(request.actor, algorithm, digest)
}

function both(
  app: FastifyInstance,
  path: string,
  id: string,
  summary: string,
  find: (request: FastifyRequest) => Promise<Download>,
): void {
  const handle = async ({ request, reply }: { request: FastifyRequest; reply: FastifyReply }) => {
    await sendBytes(request, reply, await find(request), { mayRedirect: true })
  }
  const shared = { path, tag: 'downloads', needs: 'release.read', params: Type.Object({ id: Id }) } as const
  // First, so that the other does not answer it as well.
  operation(app, {
    ...shared,
    id: `${id}Head`,
    method: 'HEAD',
    summary: `${summary}: its headers`,
    replies: { 200: null, 304: null },
    handle,
  })
  operation(app, {
    ...shared,
    id,
    method: 'GET',
    summary,
    replies: { 200: null, 206: null, 302: null, 304: null },
    handle,
  })
}
