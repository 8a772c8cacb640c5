/** What server this is. */
import type { FastifyInstance } from 'fastify'
import { route } from './call.ts'
import { GIRDER_RELEASE } from './constants.ts'
import { printDate } from './dates.ts'
import type { GirderServices } from './services.ts'

export type Described = { method: string; path: string }

export function systemRoutes(app: FastifyInstance, services: GirderServices, described: readonly Described[]): void {
  const started = Date.now()
  route(app, services, 'GET', '/system/version', async () => ({
    release: GIRDER_RELEASE,
    serverStartDate: printDate(started),
  }))
  route(app, services, 'GET', '/describe', async () => describe(described))
}

/** Swagger 1.2's successor, as far as programs look at it: paths, methods and their path parameters. */
function describe(described: readonly Described[]) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const { method, path } of described) {
    const key = path.replaceAll(/:(\w+)/g, '{$1}')
    const [, tag = ''] = path.split('/')
    const operations = (paths[key] ??= {})
    operations[method.toLowerCase()] = {
      tags: [tag],
      operationId: `${tag}_${method.toLowerCase()}${path.replaceAll(/[/:]+/g, '_')}`,
      parameters: [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
        name,
        in: 'path',
        required: true,
        type: 'string',
      })),
      responses: { 200: { description: 'Success' }, 400: { description: 'A parameter was invalid.' } },
    }
  }
  return {
    swagger: '2.0',
    basePath: '/api/v1',
    info: { title: 'Girder REST API', description: 'As far as its package clients use it.', version: GIRDER_RELEASE },
    paths,
  }
}
