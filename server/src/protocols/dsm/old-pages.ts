/**
 * Where spkrepo had its pages for people: links to them are all over the web, and in the bookmarks of those who look after
 * packages. `/`, `/login`, `/register` and `/admin` are pages of the web app itself and stay what they are.
 */
import type { FastifyInstance } from 'fastify'

/** By path; what follows a path with a star is nobody's any more, as are tokens of old letters. */
const SUCCESSORS: Readonly<Record<string, string>> = {
  '/packages': '/synology',
  '/profile': '/account',
  // Nobody is signed out by following a link: the page has a button for it.
  '/logout': '/account',
  '/change': '/account',
  '/reset': '/password/forgot',
  '/reset/*': '/password/forgot',
  '/confirm': '/register',
  '/confirm/*': '/register',
  ...administration('user', '/admin/people'),
  ...administration('architecture', '/synology/manage?tab=tables'),
  ...administration('firmware', '/synology/manage?tab=tables'),
  ...administration('service', '/synology/manage?tab=tables'),
  ...administration('screenshot', '/synology/manage?tab=packages'),
  ...administration('package', '/synology/manage?tab=packages'),
  ...administration('version', '/synology/manage?tab=builds'),
  ...administration('build', '/synology/manage?tab=builds'),
  ...administration('tasks', '/synology/manage?tab=builds'),
}

/** Lists, and all that was below them (`/new/`, `/edit/?id=` and so on): ids of that server are not known here. */
function administration(view: string, successor: string): Record<string, string> {
  return { [`/admin/${view}`]: successor, [`/admin/${view}/*`]: successor }
}

/** `site`: where the pages are; empty: on the host that was asked. */
export function oldPages(app: FastifyInstance, site: string): void {
  const shared = { method: ['GET', 'HEAD'] as ('GET' | 'HEAD')[], schema: { hide: true } as never }
  for (const [url, successor] of Object.entries(SUCCESSORS)) {
    app.route({ ...shared, url, handler: (_request, reply) => reply.redirect(`${site}${successor}`, 301) })
  }
  app.route<{ Params: { name: string } }>({
    ...shared,
    url: '/package/:name',
    handler: ({ params }, reply) => reply.redirect(`${site}/synology/packages/${encodeURIComponent(params.name)}`, 301),
  })
}
