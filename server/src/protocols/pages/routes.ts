/** The public addresses of the web app. */
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { problems } from '@slipway/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../modules/access/index.ts'
import { isId } from '../../platform/crypto/ids.ts'
import { LANGUAGE_VARIES, languageOf } from '../../platform/http/language.ts'
import { logUnexpected, toProblem } from '../../platform/http/problem-reply.ts'
import { appPage, appsPage, packagePage, statisticsOfAllPage } from './content/apps.ts'
import { cataloguePage, extensionPage } from './content/extensions.ts'
import { comparePage, matrixPage, releasePage, statisticsPage } from './content/releases.ts'
import { spkListPage, spkPage } from './content/synology.ts'
import { completed, type PageContent, withTitle } from './document.ts'
import { originOf } from './origin.ts'
import type { PagesOptions, PagesServices } from './services.ts'
import { type Words, words } from './words/index.ts'

const compress = promisify(gzip)
const WORTH_COMPRESSING = 1024

type Asked = {
  actor: Actor
  words: Words
  origin: string
  params: Record<string, string>
  query: Record<string, string | undefined>
}
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
  page('/apps', ({ actor, words }) => appsPage(services, actor, words))
  page('/apps/:app', ({ actor, words, params }) => appPage(services, actor, params.app ?? '', words))
  page('/apps/:app/releases/:release', ({ actor, words, params }) =>
    releasePage(services, actor, params.app ?? '', params.release ?? '', words),
  )
  page('/apps/:app/packages/:package', ({ actor, words, params }) =>
    packagePage(services, actor, params.app ?? '', params.package ?? '', words),
  )
  page('/apps/:app/extensions', ({ actor, words, params, query }) =>
    cataloguePage(services, actor, params.app ?? '', query, words),
  )
  page('/apps/:app/extensions/:name', async ({ actor, words, params: { app: slug = '', name = '' }, query }) => {
    if (!isId(name)) return extensionPage(services, actor, slug, name, query.release, words)
    // The web app goes on to the page of its name.
    await services.packages.getExtension(actor, slug, name)
    return null
  })
  for (const url of ['/apps/:app/matrix', '/apps/:app/matrix/:revision']) {
    page(url, ({ actor, words, params }) => matrixPage(services, actor, params.app ?? '', params.revision, words))
  }
  page('/apps/:app/compare', ({ actor, words, params, query }) =>
    comparePage(services, actor, params.app ?? '', query, words),
  )
  page('/statistics', ({ actor, words }) => statisticsOfAllPage(services, actor, words))
  page('/apps/:app/statistics', ({ actor, words, params, query }) =>
    statisticsPage(services, actor, params.app ?? '', query.name, words),
  )
  page('/synology', ({ actor, words, query, origin }) => spkListPage(services, actor, query, origin, words))
  page('/synology/packages/:package', ({ actor, words, params }) =>
    spkPage(services, actor, params.package ?? '', words),
  )
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
  const language = languageOf(request.headers)
  const w = words[language]
  const origin = originOf(request, options)
  reply
    .headers(headers)
    .header('content-language', language)
    .header('vary', `accept-encoding, authorization, ${LANGUAGE_VARIES}`)
    .type('text/html; charset=utf-8')
  try {
    const content = await make({
      actor: request.actor,
      words: w,
      origin,
      params: request.params as Record<string, string>,
      query: singles(request.query),
    })
    return await send(request, reply, content === null ? shell : completed(shell, content, { name, origin }, w))
  } catch (error) {
    // The web app asks again and says what is wrong; programs see the status.
    const problem = toProblem(error)
    logUnexpected(problem, request)
    const { status, title } = problems[problem.code]
    return send(request, reply.code(status), withTitle(shell, w.refusal(status, title), { name }, w))
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
