/** The public addresses of the web app. */
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { problems } from '@slipway/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../modules/access/index.ts'
import { isId } from '../../platform/crypto/ids.ts'
import { logUnexpected, toProblem } from '../../platform/http/problem-reply.ts'
import { appPage, appsPage, packagePage } from './content/apps.ts'
import { cataloguePage, extensionPage } from './content/extensions.ts'
import { comparePage, matrixPage, releasePage } from './content/releases.ts'
import { completed, type PageContent, withTitle } from './document.ts'
import { originOf } from './origin.ts'
import type { PagesOptions, PagesServices } from './services.ts'

const compress = promisify(gzip)
const WORTH_COMPRESSING = 1024

type Asked = { actor: Actor; params: Record<string, string>; query: Record<string, string | undefined> }
/** null: the web app knows what to show, and there is nothing to say without it */
type Make = (asked: Asked) => Promise<PageContent | null>

export function pageRoutes(app: FastifyInstance, services: PagesServices, options: PagesOptions): void {
  const page = (url: string, make: Make) => {
    app.route({
      method: ['GET', 'HEAD'],
      url,
      schema: { hide: true } as never,
      handler: (request, reply) => answer(request, reply, make, services, options),
    })
  }
  page('/apps', ({ actor }) => appsPage(services, actor))
  page('/apps/:app', ({ actor, params }) => appPage(services, actor, params.app ?? ''))
  page('/apps/:app/releases/:release', ({ actor, params }) =>
    releasePage(services, actor, params.app ?? '', params.release ?? ''),
  )
  page('/apps/:app/packages/:package', ({ actor, params }) =>
    packagePage(services, actor, params.app ?? '', params.package ?? ''),
  )
  page('/apps/:app/extensions', ({ actor, params, query }) => cataloguePage(services, actor, params.app ?? '', query))
  page('/apps/:app/extensions/:name', async ({ actor, params: { app: slug = '', name = '' }, query }) => {
    if (!isId(name)) return extensionPage(services, actor, slug, name, query.release)
    // The web app goes on to the page of its name.
    await services.packages.getExtension(actor, slug, name)
    return null
  })
  page('/apps/:app/matrix/:revision', ({ actor, params }) =>
    matrixPage(services, actor, params.app ?? '', params.revision ?? ''),
  )
  page('/apps/:app/compare', ({ actor, params, query }) => comparePage(services, actor, params.app ?? '', query))
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  make: Make,
  { settings }: PagesServices,
  options: PagesOptions,
): Promise<FastifyReply> {
  const { shell, headers } = options
  const { name } = await settings.read()
  reply.headers(headers).header('vary', 'accept-encoding, authorization, cookie').type('text/html; charset=utf-8')
  try {
    const content = await make({
      actor: request.actor,
      params: request.params as Record<string, string>,
      query: singles(request.query),
    })
    return await send(
      request,
      reply,
      content === null ? shell : completed(shell, content, { name, origin: originOf(request, options) }),
    )
  } catch (error) {
    // The web app asks again and says what is wrong; programs see the status.
    const problem = toProblem(error)
    logUnexpected(problem, request)
    const { status, title } = problems[problem.code]
    return send(request, reply.code(status), withTitle(shell, title, { name }))
  }
}

/** Of repeated values none counts: the web app would not understand them either. */
const singles = (query: unknown): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(query as Record<string, unknown>).filter(([, value]) => typeof value === 'string' && value !== ''),
  ) as Record<string, string>

async function send(request: FastifyRequest, reply: FastifyReply, text: string): Promise<FastifyReply> {
  const bytes = Buffer.from(text)
  if (bytes.length < WORTH_COMPRESSING || !/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) {
    return reply.send(bytes)
  }
  return reply.header('content-encoding', 'gzip').send(await compress(bytes, { level: 5 }))
}
