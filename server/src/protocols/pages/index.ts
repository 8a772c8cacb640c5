/**
 * Pages for readers without scripts: search engines, link previews, feed readers, and people who see the content before
 * the web app has come. Each address of the web app that is public is answered with the app's shell and, within it, what
 * the page is about; the app takes its place. `content/` says what, `document.ts` puts it into the shell.
 */
import type { FastifyInstance } from 'fastify'
import type { Apps } from '../../modules/apps/index.ts'
import type { Catalogue, Packages } from '../../modules/packages/index.ts'
import type { Releases } from '../../modules/releases/index.ts'
import { feedRoutes } from './feeds.ts'
import { pageRoutes } from './routes.ts'
import { sitemapRoutes } from './sitemap.ts'

export type PagesServices = { apps: Apps; releases: Releases; packages: Packages; catalogue: Catalogue }
export type PagesOptions = {
  /** the web app's `index.html` */
  shell: string
  /** headers of every page */
  headers: Record<string, string>
  /** where the site is reached; default: as the request came */
  publicUrl?: string | null | undefined
}

export function pages(app: FastifyInstance, services: PagesServices, options: PagesOptions): void {
  pageRoutes(app, services, options)
  feedRoutes(app, services, options)
  sitemapRoutes(app, services, options)
}
