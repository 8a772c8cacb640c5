/**
 * What Synology devices and the build systems of their packages speak to spkrepo: the catalogue for devices, the files,
 * and the upload. Where we do better than the server it comes from is in `docs/synology.md`.
 */
import type { FastifyInstance } from 'fastify'
import { deviceRoutes } from './devices.ts'
import { mountsOf } from './mount.ts'
import { oldPages } from './old-pages.ts'
import type { DsmOptions, DsmServices } from './services.ts'
import { uploadRoute } from './upload.ts'

export { deviceAddress } from './address.ts'
export type { DsmOptions } from './services.ts'

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
