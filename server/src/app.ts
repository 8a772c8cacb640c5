/** The composition: platform, modules, protocols and web, in that order. Server, tests and the API document all call it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import cookie from '@fastify/cookie'
import swagger from '@fastify/swagger'
import { ServerInfo } from '@slipway/contract'
import type { FastifyInstance } from 'fastify'
import { accountRoutes, authenticateRequests } from './modules/accounts/index.ts'
import { appRoutes } from './modules/apps/index.ts'
import { auditRoutes } from './modules/audit/index.ts'
import { downloadLinks, downloadRoutes } from './modules/downloads/index.ts'
import { uploadRoutes } from './modules/files/index.ts'
import { catalogueRoutes, packageRoutes } from './modules/packages/index.ts'
import { pictureRoutes } from './modules/pictures/index.ts'
import { releaseRoutes } from './modules/releases/index.ts'
import { guardReadOnly, siteRoutes } from './modules/site/index.ts'
import { spkRoutes } from './modules/spk/index.ts'
import { statisticsRoutes } from './modules/statistics/index.ts'
import { ping } from './platform/db/index.ts'
import type { HandOver } from './platform/http/hand-over.ts'
import { operation } from './platform/http/operation.ts'
import { createHttp } from './platform/http/server.ts'
import { Problem } from './platform/problem.ts'
import { type DownloadSiteOptions, downloadSite } from './protocols/download-site/index.ts'
import { type DsmOptions, deviceAddress, dsmProtocol } from './protocols/dsm/index.ts'
import { type GirderOptions, girderAddress, girderProtocol } from './protocols/girder/index.ts'
import { pages } from './protocols/pages/index.ts'
import { referencePages } from './reference.ts'
import { buildServices, type ServiceDeps, type Services } from './services.ts'
import { VERSION } from './version.ts'
import { PAGE_HEADERS, readShell, serveWeb } from './web.ts'

export type AppDeps = ServiceDeps & {
  trustProxy: string
  /** lets a server in front send stored bytes */
  handOver?: HandOver | undefined
  /** folder of the built web app; without one only the API answers */
  web?: string | undefined
  /** where the site is reached, for addresses in feeds and previews; null: as each request comes */
  publicUrl?: string | null | undefined
  downloadSite?: DownloadSiteOptions | undefined
  /** what clients of older package managers may */
  girder?: Partial<GirderOptions> | undefined
  /** where devices reach Synology packages */
  dsm?: DsmOptions | undefined
  /** check replies against their schemas: for tests */
  checkReplies?: boolean
}

/** Answers the app, ready to listen. Closing it ends running replies and writes what was counted. */
export async function buildApp(deps: AppDeps, services: Services = buildServices(deps)): Promise<FastifyInstance> {
  const toDevices = deviceAddress(deps.dsm ?? {})
  const app = createHttp({
    log: deps.log,
    trustProxy: deps.trustProxy === 'none' ? false : deps.trustProxy,
    handOver: deps.handOver,
    checkReplies: deps.checkReplies ?? false,
    rewriteUrl: (request) => toDevices(request, girderAddress(request)),
  })
  await app.register(cookie)
  await app.register(swagger, apiDocument)
  authenticateRequests(app, services.sessions)
  guardReadOnly(app, services.settings)

  await app.register(
    async (api) => {
      serverRoutes(api, deps, services)
      accountRoutes(api, services)
      appRoutes(api, services)
      releaseRoutes(api, services)
      uploadRoutes(api, services)
      packageRoutes(api, services)
      catalogueRoutes(api, services)
      downloadRoutes(api, services)
      statisticsRoutes(api, services)
      auditRoutes(api, services)
      siteRoutes(api, services)
      spkRoutes(api, services)
      await referencePages(api)
      api.get('/openapi.json', { schema: { hide: true } as never }, async (_request, reply) =>
        reply.type('application/json').send(JSON.stringify(app.swagger())),
      )
    },
    { prefix: '/api/v2' },
  )
  await girderProtocol(app, services, deps.girder)
  downloadLinks(app, services)
  pictureRoutes(app, services)
  await downloadSite(app, services, deps.downloadSite)
  await dsmProtocol(app, services, deps.dsm)
  healthRoutes(app, deps)
  if (deps.web !== undefined && existsSync(join(deps.web, 'index.html'))) {
    pages(app, services, { shell: readShell(deps.web), headers: PAGE_HEADERS, publicUrl: deps.publicUrl })
    await serveWeb(app, deps.web)
  }

  app.addHook('onClose', () => services.downloads.settle())
  return app
}

const apiDocument = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Slipway',
      version: VERSION,
      description: 'Applications, releases, packages and extensions. Errors are RFC 9457 problem details.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key.' },
        session: { type: 'apiKey', in: 'cookie', name: 'slipway_session' },
      },
    },
  },
  refResolver: {
    buildLocalReference: (json: { $id?: unknown }, _base: unknown, _fragment: string, index: number) =>
      typeof json.$id === 'string' ? json.$id : `Schema${index}`,
  },
} as const satisfies Parameters<typeof swagger>[1]

function serverRoutes(api: FastifyInstance, { limits }: AppDeps, { settings, letters, byMail }: Services): void {
  operation(api, {
    id: 'getServerInfo',
    method: 'GET',
    path: '/',
    summary: 'What server this is and what it takes',
    tag: 'server',
    needs: 'nothing',
    replies: { 200: ServerInfo },
    async handle() {
      const { name, banner, readOnly } = await settings.read()
      return {
        name,
        banner,
        readOnly,
        registration: await byMail.canRegister(),
        mail: letters.on,
        version: VERSION,
        time: new Date().toISOString(),
        uploads: {
          maxSize: limits.maxUpload,
          maxChunk: limits.maxUpload,
          expiresAfterSeconds: Math.floor(limits.uploadLifetime / 1000),
        },
      }
    },
  })
}

/** `/healthz`: the process lives; `/readyz`: it can do its work. */
function healthRoutes(app: FastifyInstance, { db, blobs }: AppDeps): void {
  const hidden = { schema: { hide: true } as never, logLevel: 'warn' as const }
  app.get('/healthz', hidden, async () => ({ status: 'ok' }))
  app.get('/readyz', hidden, async () => {
    try {
      await ping(db)
      await blobs.check()
      return { status: 'ok' }
    } catch (error) {
      throw new Problem('unavailable', { cause: error })
    }
  })
}
