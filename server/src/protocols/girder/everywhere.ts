/** Looking through everything somebody may see, where no folder says where. */
import { type Actor, seesPrivate } from '../../modules/access/index.ts'
import { type AppRow, guarded } from '../../modules/apps/index.ts'
import type { EntryPage, EntryRow, Kind } from '../../modules/packages/index.ts'
import { childrenOf } from './children.ts'
import type { FolderDocument, ItemDocument } from './documents/index.ts'
import { Documents, filtered } from './documents/index.ts'
import { appLevel } from './levels.ts'
import type { GirderServices } from './services.ts'
import { type Folder, folderLevel, nameOf } from './tree.ts'
import { type Matcher, wordMatcher, wordsOf } from './words.ts'

/** More than anybody pages through. */
const MOST_FOUND = 1000
const KINDS = ['package', 'extension'] as const
const newest = (limit: number): EntryPage => ({ order: { column: 'created_at', direction: 'desc' }, limit })

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

  /**
   * Items called so, and builds of things that have one of the words in name, keywords or description: the best names
   * first, and of each the newest builds.
   */
  async items(actor: Actor, text: string, most = MOST_FOUND): Promise<ItemDocument[]> {
    const { entries } = this.#services
    const words = wordsOf(text)
    if (words.length === 0) return []
    const apps = new Map((await this.apps(actor)).map((app) => [app.id, app]))
    const found = new Map<string, ItemDocument>()
    const add = async (app: AppRow, rows: readonly EntryRow[]) => {
      for (const document of await this.#print(actor, app, rows)) found.set(document._id, document)
    }
    for (const kind of KINDS) {
      for (const app of apps.values()) {
        await add(app, await entries.list({ ...this.#seenBy(actor, app, kind), name: text }, newest(most - found.size)))
        if (found.size >= most) return [...found.values()]
      }
    }
    for (const kind of KINDS) {
      for (const { app_id, base_name } of await entries.namesWithAny([...apps.keys()], kind, words)) {
        const app = apps.get(app_id)
        if (app === undefined) continue
        const filter = { ...this.#seenBy(actor, app, kind), baseName: base_name }
        await add(app, await entries.list(filter, newest(most - found.size)))
        if (found.size >= most) return [...found.values()]
      }
    }
    return [...found.values()]
  }

  /** Items whose name begins so, by name. */
  async itemsBeginning(actor: Actor, text: string, most: number): Promise<ItemDocument[]> {
    const found: ItemDocument[] = []
    if (text === '') return found
    for (const app of await this.apps(actor)) {
      for (const kind of KINDS) {
        const filter = this.#seenBy(actor, app, kind)
        const rows = await this.#services.entries.beginning(filter, text, most - found.length)
        found.push(...(await this.#print(actor, app, rows)))
        if (found.length >= most) return found
      }
    }
    return found
  }

  #seenBy(actor: Actor, app: AppRow, kind: Kind) {
    return { app: app.id, kind, onlyPublic: !seesPrivate(actor, guarded(app)), published: true }
  }

  #print(actor: Actor, app: AppRow, rows: readonly EntryRow[]): Promise<ItemDocument[]> {
    return this.#documents.items(app, rows, filtered(appLevel(actor, app)))
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
