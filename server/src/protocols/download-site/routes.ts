/** The addresses of the old download site, at the root for the site's application and below `/apps/<app>` for any. */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Downloads } from '../../modules/downloads/index.ts'
import type { InstallerSet, Permalinks } from '../../modules/packages/index.ts'
import { type Countries, countingRules, type Reports } from '../../modules/statistics/index.ts'
import { isId } from '../../platform/crypto/ids.ts'
import { sendFinished } from '../../platform/http/finished.ts'
import { LANGUAGE_VARIES, languageOf } from '../../platform/http/language.ts'
import { isKnown } from '../../platform/http/preconditions.ts'
import { Problem } from '../../platform/problem.ts'
import { sendSiteError, wantsJson } from './errors.ts'
import type { Surroundings } from './page/around.ts'
import { lookOf, type SiteLook } from './page/look.ts'
import { SCRIPT, SCRIPT_PATH } from './page/script.ts'
import { SiteError } from './parameters.ts'
import { type Redirect, redirectTo } from './redirect.ts'
import { securityPolicy } from './shell.ts'
import type { Body, Site } from './site.ts'
import { statisticsFile } from './statistics-file.ts'
import { statisticsPage } from './statistics-page.ts'
import { periods, tablesOf } from './statistics-tables.ts'
import type { Templates } from './templates.ts'
import { platformOf } from './visitor.ts'
import { words } from './words/index.ts'

export type SiteRoutes = {
  site: Site
  permalinks: Permalinks
  downloads: Downloads
  reports: Reports
  countries: Countries
  /** where the bytes of a package are */
  packagePath: (id: string) => string
  look: SiteLook
  templates: Templates | undefined
}

type Handle = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

export function siteRoutes(scope: FastifyInstance, routes: SiteRoutes): void {
  const { site, permalinks, downloads, packagePath, templates, look } = routes
  const surroundings = async (request: FastifyRequest) => {
    // A refusal must not fail because there is something wrong with what is around it.
    const set = await site.set(request.actor, appOf(request)).catch(() => undefined)
    return set && surroundingsOf(request, set, look)
  }
  const refusals = { templates, surroundings }
  scope.setErrorHandler((error, request, reply) => sendSiteError(error, request, reply, refusals))

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
      const query = queryOf(request)
      // Below an application this is the page as well: only a file needs to know for which system.
      if (base !== '' && !new URLSearchParams(query).has('os')) {
        return sendPage(request, reply, routes, set, `/apps/${set.app.slug}/download`)
      }
      return redirect(reply, site.download(set, query))
    })
    get(scope, `${base}/bitstream/:id`, 'bitstream', async (request, reply) => {
      const { id: written } = request.params as { id: string }
      const id = written.toLowerCase()
      // What is here is told by no one else better, whatever an older system said of the id.
      if (isId(id) && (await downloads.has(request.actor, id))) return redirect(reply, redirectTo(packagePath(id)))
      const link = await permalinks.find(id)
      if (link?.packageId != null) return redirect(reply, redirectTo(packagePath(link.packageId)))
      if (link?.url != null) return redirect(reply, redirectTo(link.url))
      throw new SiteError(404, (words) => words.noPackage(written))
    })
    statisticsRoutes(scope, base, routes)
  }
  get(
    scope,
    '/',
    'page',
    async (request, reply) => {
      // `//` finds this route as well.
      if (pathOf(request) !== '/') throw new Problem('route_not_found')
      return rootPage(request, reply, routes)
    },
    { slash: true },
  )
  get(scope, SCRIPT_PATH, 'script', async (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type('text/javascript; charset=utf-8')
      .send(SCRIPT),
  )
}

/** The page of the site's application; where it is not clear which one that is, all of them. */
async function rootPage(request: FastifyRequest, reply: FastifyReply, routes: SiteRoutes): Promise<FastifyReply> {
  let set: InstallerSet
  try {
    set = await routes.site.set(request.actor, undefined)
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'app_not_found') || wantsJson(request)) throw error
    return redirect(reply, redirectTo('/apps'))
  }
  return sendPage(request, reply, routes, set, '/')
}

/** What the answer depends on besides its address and who may see what: the visitor's machine and language. */
const PAGE_VARIES = ', user-agent, sec-ch-ua-arch, accept-language'

async function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { site, look, templates }: SiteRoutes,
  set: InstallerSet,
  path: string,
): Promise<FastifyReply> {
  const platform = platformOf(request.headers)
  const language = languageOf(request.headers)
  const signedIn = request.actor.account !== null
  const page = await site.page(set, queryOf(request), { path, platform, signedIn, language })
  // What pages of the operator's own need is the operator's business.
  if (templates === undefined) reply.header('content-security-policy', securityPolicy(look))
  reply
    .header('accept-ch', 'Sec-CH-UA-Arch')
    .header('content-language', language)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'same-origin')
  return sendBody(request, reply, page, PAGE_VARIES)
}

const DATA_FILE = 'var/slicer-download-data.json'

function statisticsRoutes(scope: FastifyInstance, base: string, { site, reports, countries, look }: SiteRoutes): void {
  get(
    scope,
    `${base}/download-stats`,
    'download-stats',
    async (request, reply) => {
      const set = await site.set(request.actor, appOf(request))
      const language = languageOf(request.headers)
      const asked = new URLSearchParams(queryOf(request)).get('period')
      const period = periods.find((one) => one === asked) ?? 'all'
      const around = surroundingsOf(request, set, look)
      const page = statisticsPage({
        ...around,
        ...(await tablesOf(reports, request.actor, set.app.id, period, words[language])),
        words: words[language],
        rules: countingRules(language, await countries.table()),
        app: set.app,
        period,
        dataPath: `${around.statisticsPath}/${DATA_FILE}`,
      })
      return reply
        .header('cache-control', 'no-cache')
        .header('content-language', language)
        .header('content-security-policy', securityPolicy(around.look))
        .header('x-content-type-options', 'nosniff')
        .header('vary', `authorization, ${LANGUAGE_VARIES}`)
        .type('text/html; charset=utf-8')
        .send(page)
    },
    { slash: true },
  )
  get(scope, `${base}/download-stats/${DATA_FILE}`, 'download-data', async (request, reply) => {
    const set = await site.set(request.actor, appOf(request))
    const known = await reports.installers(request.actor, set.app.id)
    const file = statisticsFile(set, known, reports.installerDownloads(request.actor, set.app.id))
    return reply
      .header('cache-control', 'no-cache')
      .header('content-type', 'application/json')
      .send(Readable.from(file))
  })
}

function surroundingsOf(request: FastifyRequest, { app }: InstallerSet, look: SiteLook): Surroundings {
  const isRoot = appOf(request) === undefined
  const place = isRoot ? '' : `/apps/${app.slug}`
  return {
    app,
    look: lookOf(look, isRoot),
    signedIn: request.actor.account !== null,
    pagePath: isRoot ? '/' : `${place}/download`,
    statisticsPath: `${place}/download-stats`,
  }
}

const hidden = { schema: { hide: true } as never }

/** GET, HEAD and OPTIONS. */
export function get(scope: FastifyInstance, url: string, name: string, handle: Handle, { slash = false } = {}): void {
  const config = { operation: `download-site.${name}`, needs: 'release.read' } as const
  scope.route({
    method: ['GET', 'HEAD'],
    url,
    ...hidden,
    config,
    async handler(request, reply) {
      // The old site had no such variants, and a relative address on a page would mean something else there.
      if (pathOf(request).endsWith('/') && !slash) return reply.callNotFound()
      return handle(request, reply)
    },
  })
  scope.route({
    method: 'OPTIONS',
    url,
    ...hidden,
    config: { ...config, needs: 'nothing' },
    handler: (_request, reply) => reply.header('allow', 'GET, HEAD, OPTIONS').send(''),
  })
}

export const appOf = (request: FastifyRequest): string | undefined => (request.params as { app?: string }).app

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? ''

/** As it was written: the answer is kept under it, and of repeated names the first counts. */
export function queryOf(request: FastifyRequest): string {
  const at = request.url.indexOf('?')
  return at < 0 ? '' : request.url.slice(at + 1)
}

export function sendBody(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, text, size, etag }: Body,
  alsoVaries = '',
): FastifyReply {
  reply.header('etag', etag).header('cache-control', 'no-cache').header('vary', `authorization, cookie${alsoVaries}`)
  if (isKnown(request, etag)) return reply.code(304).send()
  return sendFinished(reply.header('content-type', type), text, size)
}

function redirect(reply: FastifyReply, { target, page, size }: Redirect): FastifyReply {
  reply.code(302).header('location', target).header('cache-control', 'no-cache').type('text/html; charset=utf-8')
  return sendFinished(reply, page, size)
}
