/** Looking through everything somebody may see, where no folder says where. */
import { type Actor, seesPrivate } from '../../modules/access/index.ts'
import { type AppRow, guarded } from '../../modules/apps/index.ts'
import { childrenOf } from './children.ts'
import type { FolderDocument, ItemDocument } from './documents/index.ts'
import { Documents, filtered } from './documents/index.ts'
import { appLevel } from './levels.ts'
import type { GirderServices } from './services.ts'
import { type Folder, folderLevel, nameOf } from './tree.ts'
import { type Matcher, wordMatcher } from './words.ts'

/** More than anybody pages through; of each application and kind. */
const MOST_FOUND = 1000

export class Everywhere {
  readonly #services: GirderServices
  readonly #documents: Documents

  constructor(services: GirderServices) {
    this.#services = services
    this.#documents = new Documents(services)
  }

  /** Applications that somebody may see. */
  async apps(actor: Actor): Promise<AppRow[]> {
    const { directory } = this.#services
    const all: AppRow[] = []
    for (const collection of await directory.collections()) all.push(...(await directory.appsOf(collection.id)))
    return all.filter((app) => appLevel(actor, app) >= 0)
  }

  /** Items with this text in base name, description or keywords, or whose name begins so; the newest first. */
  async items(
    actor: Actor,
    text: string,
    { mode = 'text', most = MOST_FOUND }: { mode?: 'text' | 'prefix'; most?: number } = {},
  ): Promise<ItemDocument[]> {
    const found: ItemDocument[] = []
    if (text === '') return found
    for (const app of await this.apps(actor)) {
      for (const kind of ['package', 'extension'] as const) {
        if (found.length >= most) return found
        const rows = await this.#services.entries.list(
          {
            app: app.id,
            kind,
            ...(mode === 'text' ? { text } : { namePrefix: text }),
            onlyPublic: !seesPrivate(actor, guarded(app)),
            published: true,
          },
          { order: { column: 'created_at', direction: 'desc' }, limit: most - found.length },
        )
        found.push(...(await this.#documents.items(app, rows, filtered(appLevel(actor, app)))))
      }
    }
    return found
  }

  /** Applications and stable releases whose name or description has one of these words. */
  async folders(
    actor: Actor,
    text: string,
    { matcher = wordMatcher, most = MOST_FOUND }: { matcher?: Matcher; most?: number } = {},
  ): Promise<FolderDocument[]> {
    const matches = matcher(text, (folder: Folder) => [nameOf(folder), describe(folder)])
    const found: FolderDocument[] = []
    for (const app of await this.apps(actor)) {
      const folder: Folder = { kind: 'app', id: app.id, app }
      const candidates = [folder, ...(await childrenOf(this.#services, actor, folder))]
      for (const one of candidates.filter(matches).slice(0, most - found.length)) {
        found.push(await this.#documents.folder(actor, one, filtered(folderLevel(actor, one))))
      }
    }
    return found
  }
}

const describe = (folder: Folder): string =>
  folder.kind === 'app' ? folder.app.description : folder.kind === 'release' ? folder.release.description : ''
