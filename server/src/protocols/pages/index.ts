/**
 * Pages for readers without scripts: search engines, link previews, feed readers, and people who see the content before
 * the web app has come. Each address of the web app that is public is answered with the app's shell and, within it, what
 * the page is about; the app takes its place. `content/` says what, `document.ts` puts it into the shell.
 */
import type { FastifyInstance } from 'fastify'
import { feedRoutes } from './feeds.ts'
import { previewRoute } from './preview.ts'
import { pageRoutes } from './routes.ts'
import type { PagesOptions, PagesServices } from './services.ts'
import { sitemapRoutes } from './sitemap.ts'

export function pages(app: FastifyInstance, services: PagesServices, options: PagesOptions): void {
  previewRoute(app)
  pageRoutes(app, services, options)
  feedRoutes(app, services, options)
  sitemapRoutes(app, services, options)
}
