/**
 * The download site as Slicer had it: which package a system, stability, version, revision or day means, as JSON and as
 * a redirect, and the page for people. `site.ts` asks and keeps, `matching.ts` decides, `parameters.ts` knows the words.
 */
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { SiteApp } from '../../modules/apps/index.ts'
import type { Downloads } from '../../modules/downloads/index.ts'
import type { Installers, Permalinks } from '../../modules/packages/index.ts'
import type { Countries, Reports } from '../../modules/statistics/index.ts'
import { Problem } from '../../platform/problem.ts'
import { sendSiteError } from './errors.ts'
import { plainLook, type SiteLook } from './page/look.ts'
import { ASSETS } from './page/script.ts'
import { siteRoutes } from './routes.ts'
import { Site, type SiteSettings } from './site.ts'
import { Templates } from './templates.ts'

export type DownloadSiteServices = {
  installers: Installers
  siteApp: SiteApp
  permalinks: Permalinks
  downloads: Downloads
  reports: Reports
  countries: Countries
}
export type DownloadSiteOptions = Partial<Omit<SiteSettings, 'templates' | 'look'>> & {
  look?: Partial<SiteLook>
  /** folder with pages of the operator's own */
  templates?: string | null
  packagePath?: (id: string) => string
}

/** At the root of the server. */
export async function downloadSite(
  app: FastifyInstance,
  services: DownloadSiteServices,
  { packagePath = (id) => `/dl/${id}`, look: ownLook, templates: folder = null, ...settings }: DownloadSiteOptions = {},
): Promise<void> {
  const look = { ...plainLook, ...ownLook }
  const templates = folder === null ? undefined : await Templates.open(folder, app.log)
  const site = new Site({
    ...services,
    settings: {
      defaultArch: 'amd64',
      extensionsUrl: 'https://extensions.slicer.org/catalog/All',
      look,
      templates,
      ...settings,
    },
  })
  await app.register(async (scope) => {
    if (templates !== undefined) await scope.register((files) => serveAssets(files, templates.assets))
    siteRoutes(scope, { ...services, site, packagePath, look, templates })
  })
}

async function serveAssets(scope: FastifyInstance, root: string): Promise<void> {
  // Whatever is wrong with such an address, there is nothing at it.
  scope.setErrorHandler((_error, request, reply) => sendSiteError(new Problem('route_not_found'), request, reply))
  await scope.register(fastifyStatic, { root, prefix: ASSETS, decorateReply: false })
}

export { TemplateError } from './templates.ts'
