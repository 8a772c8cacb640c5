/** What is in a folder, as far as somebody may see it. */
import { type Actor, seesPrivate } from '../../modules/access/index.ts'
import { type AppRow, guarded } from '../../modules/apps/index.ts'
import { appLevel } from './levels.ts'
import type { GirderServices } from './services.ts'
import type { Folder } from './tree.ts'

export async function childrenOf(services: GirderServices, actor: Actor, folder: Folder): Promise<Folder[]> {
  const { directory, releaseLookup, aliases } = services
  const releasesOf = async (app: AppRow, stage: 'draft' | 'stable'): Promise<Folder[]> => {
    const rows = await releaseLookup.all(app.id, { stage, onlyPublic: !seesPrivate(actor, guarded(app)) })
    return rows.map((release) => ({ kind: 'release', id: release.id, release, app }))
  }
  switch (folder.kind) {
    case 'packages': {
      const apps = await directory.appsOf(folder.collection.id)
      return apps.filter((app) => appLevel(actor, app) >= 0).map((app) => ({ kind: 'app', id: app.id, app }))
    }
    case 'app': {
      const { app } = folder
      const alias = (await aliases.of('draft', [app.id])).get(app.id)
      const draft: Folder[] = alias === undefined ? [] : [{ kind: 'draft', id: alias.id, alias, app }]
      return [...draft, ...(await releasesOf(app, 'stable'))]
    }
    case 'draft':
      return releasesOf(folder.app, 'draft')
    case 'release': {
      const { app, release } = folder
      const alias = (await aliases.of('extensions', [release.id])).get(release.id)
      return alias === undefined ? [] : [{ kind: 'extensions', id: alias.id, alias, release, app }]
    }
    case 'extensions':
      return []
  }
}
