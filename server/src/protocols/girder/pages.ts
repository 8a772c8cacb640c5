/**
 * Addresses of the web interface that people have written down: `/#item/<id>`, `/#folder/<id>`,
 * `/#collection/<id>/folder/<id>`. What stands behind `#` never reaches a server, so our pages read it and ask here,
 * where the page of an id is.
 */
import type { FastifyInstance } from 'fastify'
import { asId } from './params.ts'
import type { GirderServices } from './services.ts'
import { type Folder, folderLevel, itemLevel, Tree } from './tree.ts'

const OVERVIEW = '/apps'

export function pageRoutes(app: FastifyInstance, services: GirderServices): void {
  const tree = new Tree(services)

  app.route({
    method: ['GET', 'HEAD'],
    url: '/page-of/:id',
    config: { operation: 'girder page of' },
    schema: { hide: true } as never,
    handler: async (request, reply) => {
      const { id } = request.params as { id: string }
      const key = asId(id)
      // Of what nobody knows the overview says that it is not there.
      const place = (key === undefined ? undefined : await pageOf(key)) ?? `${OVERVIEW}/${encodeURIComponent(id)}`
      return reply.header('cache-control', 'no-cache').redirect(place, 302)

      async function pageOf(known: string): Promise<string | undefined> {
        const item = await tree.item(request.actor, known)
        if (item !== undefined) {
          const { app: owner, entry } = item
          if (itemLevel(request.actor, item) < 0) return undefined
          return entry.kind === 'package'
            ? `/apps/${owner.slug}/packages/${entry.id}`
            : `/apps/${owner.slug}/extensions/${entry.id}`
        }
        const folder = await tree.folder(known)
        if (folder !== undefined) return folderLevel(request.actor, folder) < 0 ? undefined : pageOfFolder(folder)
        return (await tree.collection(known)) === undefined ? undefined : OVERVIEW
      }
    },
  })
}

function pageOfFolder(folder: Folder): string {
  switch (folder.kind) {
    case 'packages':
      return OVERVIEW
    case 'app':
    case 'draft':
      return `/apps/${folder.app.slug}`
    case 'release':
    case 'extensions':
      return `/apps/${folder.app.slug}/releases/${folder.release.id}`
  }
}
