/**
 * Girder v1 with the Slicer package manager's routes, as far as the clients in the field use them: requests in, calls of
 * the modules, answers in the shapes those clients know. What is meant by each address, and where we do better than the
 * server it comes from, is in `docs/girder.md`.
 */
import type { FastifyInstance } from 'fastify'
import { appRoutes } from './apps.ts'
import { authenticationRoutes } from './authentication.ts'
import { collectionRoutes } from './collections.ts'
import { allowOtherOrigins } from './cors.ts'
import { extensionRoutes } from './extensions.ts'
import { fileRoutes } from './files.ts'
import { findingRoutes } from './finding.ts'
import { folderRoutes } from './folders.ts'
import { acceptAnyBody } from './form.ts'
import { itemRoutes } from './items.ts'
import { keyRoutes } from './keys.ts'
import { answerUnknownRoutes, EVERYTHING } from './not-found.ts'
import { DEFAULT_OPTIONS, type GirderOptions } from './options.ts'
import { packageRoutes } from './packages.ts'
import { pageRoutes } from './pages.ts'
import { placeRoutes } from './places.ts'
import { releaseRoutes } from './releases.ts'
import { resourceRoutes } from './resources.ts'
import type { GirderServices } from './services.ts'
import { type Described, systemRoutes } from './system.ts'
import { uploadRoutes } from './uploads.ts'
import { userRoutes } from './users.ts'

export { girderAddress } from './address.ts'
export type { GirderOptions } from './options.ts'

const PREFIX = '/api/v1'

/** Registers everything below `/api/v1`. */
export async function girderProtocol(
  app: FastifyInstance,
  modules: Omit<GirderServices, 'options'>,
  options: Partial<GirderOptions> = {},
): Promise<void> {
  const services: GirderServices = { ...modules, options: { ...DEFAULT_OPTIONS, ...options } }
  pageRoutes(app, services)
  await app.register(
    async (scope) => {
      const described: Described[] = []
      const resources = new Set<string>()
      scope.addHook('onRoute', ({ method, url }) => {
        const path = url.slice(PREFIX.length)
        if (path === EVERYTHING) return
        for (const one of [method].flat()) {
          if (one === 'HEAD' || one === 'OPTIONS') continue
          described.push({ method: one, path })
          resources.add(path.split('/')[1] ?? '')
        }
      })
      acceptAnyBody(scope)
      allowOtherOrigins(scope, services.options)
      answerUnknownRoutes(scope, resources)
      authenticationRoutes(scope, services)
      systemRoutes(scope, services, described)
      appRoutes(scope, services)
      releaseRoutes(scope, services)
      packageRoutes(scope, services)
      extensionRoutes(scope, services)
      itemRoutes(scope, services)
      fileRoutes(scope, services)
      uploadRoutes(scope, services)
      folderRoutes(scope, services)
      collectionRoutes(scope, services)
      placeRoutes(scope, services)
      findingRoutes(scope, services)
      resourceRoutes(scope, services)
      keyRoutes(scope, services)
      userRoutes(scope, services)
    },
    { prefix: PREFIX },
  )
}
