/**
 * What Synology devices and the build systems of their packages speak to spkrepo: the catalogue for devices, the files,
 * and the upload. Where we do better than the server it comes from is in `docs/synology.md`.
 */
import type { FastifyInstance } from 'fastify'
import { deviceRoutes } from './devices.ts'
import { mountsOf } from './mount.ts'
import type { DsmOptions, DsmServices } from './services.ts'
import { uploadRoute } from './upload.ts'

export type { DsmOptions, DsmServices } from './services.ts'

/** Registers `/nas`, `/api/packages` and, where configured, a host of its own for devices. */
export async function dsmProtocol(
  app: FastifyInstance,
  services: DsmServices,
  options: DsmOptions = {},
): Promise<void> {
  uploadRoute(app, services)
  oldPages(app, options.publicUrl ?? '')
  for (const mount of mountsOf(options)) deviceRoutes(app, services, mount)
}

/** Where spkrepo had its pages for people; links to them are all over the web. */
function oldPages(app: FastifyInstance, site: string): void {
  const hidden = { schema: { hide: true } as never }
  app.get('/packages', hidden, (_request, reply) => reply.redirect(`${site}/synology`, 301))
  app.get<{ Params: { name: string } }>('/package/:name', hidden, ({ params }, reply) =>
    reply.redirect(`${site}/synology/packages/${encodeURIComponent(params.name)}`, 301),
  )
}
