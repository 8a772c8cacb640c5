/**
 * The download site as Slicer had it: which package a system, stability, version, revision or day means, as JSON and as
 * a redirect, and the page for people. `site.ts` asks and keeps, `matching.ts` decides, `parameters.ts` knows the words.
 */
import type { FastifyInstance } from 'fastify'
import type { SiteApp } from '../../modules/apps/index.ts'
import type { Installers, Permalinks } from '../../modules/packages/index.ts'
import type { Reports } from '../../modules/statistics/index.ts'
import { siteRoutes } from './routes.ts'
import { Site, type SiteSettings } from './site.ts'

export type DownloadSiteServices = {
  installers: Installers
  siteApp: SiteApp
  permalinks: Permalinks
  reports: Reports
}
export type DownloadSiteOptions = Partial<SiteSettings> & {
  packagePath?: (id: string) => string
  /** address of the page for people; `/` when nobody else shows a page there */
  pageAt?: string
}

/** At the root of the server. */
export async function downloadSite(
  app: FastifyInstance,
  services: DownloadSiteServices,
  { packagePath = (id) => `/dl/${id}`, pageAt = '/download-page', ...settings }: DownloadSiteOptions = {},
): Promise<void> {
  const site = new Site({
    ...services,
    settings: { defaultArch: 'amd64', extensionsUrl: 'https://extensions.slicer.org/catalog/All', ...settings },
  })
  await app.register(async (scope) => siteRoutes(scope, { ...services, site, packagePath, pageAt }))
}
