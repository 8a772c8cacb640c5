/**
 * Girder's tree of folders over the catalogue: which folder an id is, what it is in, and how far somebody may go there.
 *
 *   collection → packages → application → release → extensions
 *                                       → draft → draft revision → extensions
 */
import type { Actor } from '../../modules/access/index.ts'
import type { AliasRow } from '../../modules/aliases/index.ts'
import type { AppRow, CollectionRow } from '../../modules/apps/index.ts'
import type { EntryRow, FileRow } from '../../modules/packages/index.ts'
import type { ReleaseRow } from '../../modules/releases/index.ts'
import { DRAFT, EXTENSIONS, PACKAGES } from './constants.ts'
import { type AccessLevel, appLevel, collectionLevel, releaseLevel } from './levels.ts'
import { asId, requireId } from './params.ts'
import { denied, invalid, type Level, noSuchPath } from './problems.ts'
import type { GirderServices } from './services.ts'

export type Folder =
  | { kind: 'packages'; id: string; alias: AliasRow; collection: CollectionRow }
  | { kind: 'app'; id: string; app: AppRow }
  | { kind: 'draft'; id: string; alias: AliasRow; app: AppRow }
  | { kind: 'release'; id: string; release: ReleaseRow; app: AppRow }
  | { kind: 'extensions'; id: string; alias: AliasRow; release: ReleaseRow; app: AppRow }

export type Item = { entry: EntryRow; app: AppRow }
export type ItemFile = Item & { file: FileRow }

const NEEDED: Record<Level, AccessLevel> = { Read: 0, Write: 1, Admin: 2 }

export class Tree {
  readonly #services: GirderServices
  constructor(services: GirderServices) {
    this.#services = services
  }

  async folder(id: string): Promise<Folder | undefined> {
    const { directory, releaseLookup, aliases } = this.#services
    const alias = await aliases.find(id)
    if (alias !== undefined) return this.#byAlias(alias)
    const release = await releaseLookup.byId(id)
    if (release !== undefined) {
      const app = await directory.find(release.app_id)
      return app && { kind: 'release', id, release, app }
    }
    const app = await directory.find(id)
    return app && { kind: 'app', id: app.id, app }
  }

  async #byAlias(alias: AliasRow): Promise<Folder | undefined> {
    const { directory, releaseLookup } = this.#services
    const { id, kind, owner_id } = alias
    if (kind === 'packages') {
      const collection = await directory.collection(owner_id)
      return collection && { kind, id, alias, collection }
    }
    const release = kind === 'extensions' ? await releaseLookup.byId(owner_id) : undefined
    const app = await directory.find(release?.app_id ?? owner_id)
    if (app === undefined) return undefined
    if (kind === 'app') return { kind, id: app.id, app }
    if (kind === 'draft') return { kind, id, alias, app }
    return release && { kind, id, alias, release, app }
  }

  /** The folder of a path parameter, for somebody who may go so far there. */
  async openFolder(actor: Actor, id: string, level: Level): Promise<Folder> {
    const key = asId(id)
    const folder = key === undefined ? undefined : await this.folder(key)
    if (folder === undefined) throw noSuchPath('folder', id)
    this.requireLevel(actor, folder, level)
    return folder
  }

  requireLevel(actor: Actor, folder: Folder, level: Level): void {
    if (folderLevel(actor, folder) < NEEDED[level]) throw denied(actor, level, folder.id)
  }

  /** The application of a path parameter. */
  async openApp(actor: Actor, id: string, level: Level = 'Read'): Promise<AppRow> {
    const key = asId(id)
    const app = key === undefined ? undefined : await this.#services.directory.find(key)
    if (app === undefined) throw noSuchPath('folder', id)
    if (appLevel(actor, app) < NEEDED[level]) throw denied(actor, level, app.id)
    return app
  }

  async collection(id: string): Promise<CollectionRow | undefined> {
    const key = asId(id)
    return key === undefined ? undefined : this.#services.directory.collection(key)
  }

  /** The collection of a path parameter. */
  async openCollection(actor: Actor, id: string, level: Level): Promise<CollectionRow> {
    const collection = await this.collection(id)
    if (collection === undefined) throw noSuchPath('collection', id)
    if (collectionLevel(actor, collection) < NEEDED[level]) throw denied(actor, level, collection.id, 'collection')
    return collection
  }

  /** The collection a parameter names. */
  async collectionGiven(actor: Actor, text: string): Promise<CollectionRow> {
    const collection = await this.#services.directory.collection(requireId(text))
    if (collection === undefined) throw invalid(`No such collection: ${text}`, 'id')
    if (collectionLevel(actor, collection) < 0) throw denied(actor, 'Read', collection.id, 'collection')
    return collection
  }

  /** The item of a path parameter. What has no file yet is there for those who may write only. */
  async openItem(actor: Actor, id: string, level: Level): Promise<Item> {
    const item = await this.item(actor, id)
    if (item === undefined) throw noSuchPath('item', id)
    await this.requireItem(actor, item, level)
    return item
  }

  async item(actor: Actor, id: string): Promise<Item | undefined> {
    const { directory, entries } = this.#services
    const key = asId(id)
    const entry = key === undefined ? undefined : await entries.find(key)
    const app = entry && (await directory.find(entry.app_id))
    if (entry === undefined || app === undefined) return undefined
    return entry.file_id === null && itemLevel(actor, { entry, app }) === 0 ? undefined : { entry, app }
  }

  async requireItem(actor: Actor, item: Item, level: Level): Promise<void> {
    if (itemLevel(actor, item) < NEEDED[level]) throw denied(actor, level, await this.folderOf(item.entry))
  }

  /** Readers find the current file only: clients insist on exactly one. */
  async filesFor(actor: Actor, item: Item): Promise<FileRow[]> {
    const files = await this.#services.entries.files(item.entry)
    return itemLevel(actor, item) > 0 ? files : files.filter((file) => file.id === item.entry.file_id)
  }

  /** The file of a path parameter. Files that wait are there for those who may write only. */
  async openFile(actor: Actor, id: string, level: Level, { replaced = false } = {}): Promise<ItemFile> {
    const key = asId(id)
    const found = key === undefined ? undefined : await this.#services.entries.file(key)
    const app = found && (await this.#services.directory.find(found.entry.app_id))
    if (found === undefined || app === undefined) throw noSuchPath('file', id)
    const item = { ...found, app }
    const waits = found.file.replaced_at === null && found.file.id !== found.entry.file_id
    const hidden = waits ? itemLevel(actor, item) === 0 : found.file.replaced_at !== null && !replaced
    if (hidden) throw noSuchPath('file', id)
    await this.requireItem(actor, item, level)
    return item
  }

  /** The folder that a folder is in; undefined: the collection itself. */
  async parentOf(folder: Folder): Promise<Folder | undefined> {
    const { directory, aliases } = this.#services
    switch (folder.kind) {
      case 'packages':
        return undefined
      case 'app': {
        const alias = (await aliases.of('packages', [folder.app.collection_id])).get(folder.app.collection_id)
        const collection = await directory.collection(folder.app.collection_id)
        return alias && collection && { kind: 'packages', id: alias.id, alias, collection }
      }
      case 'draft':
        return { kind: 'app', id: folder.app.id, app: folder.app }
      case 'release': {
        const { app, release } = folder
        const alias = release.stage === 'draft' ? (await aliases.of('draft', [app.id])).get(app.id) : undefined
        return alias === undefined ? { kind: 'app', id: app.id, app } : { kind: 'draft', id: alias.id, alias, app }
      }
      case 'extensions':
        return { kind: 'release', id: folder.release.id, release: folder.release, app: folder.app }
    }
  }

  /** The folders above one, the outermost first, and the collection they are all in. */
  async above(folder: Folder): Promise<{ collection: CollectionRow | undefined; folders: Folder[] }> {
    const folders: Folder[] = []
    let outermost = folder
    for (let next = await this.parentOf(folder); next !== undefined; next = await this.parentOf(next)) {
      folders.unshift(next)
      outermost = next
    }
    return { collection: outermost.kind === 'packages' ? outermost.collection : undefined, folders }
  }

  /** The id of the folder an item is in. */
  async folderOf(entry: Pick<EntryRow, 'kind' | 'release_id'>): Promise<string> {
    if (entry.kind === 'package') return entry.release_id
    const aliases = await this.#services.aliases.of('extensions', [entry.release_id])
    return aliases.get(entry.release_id)?.id ?? entry.release_id
  }
}

export const itemLevel = (actor: Actor, { app, entry }: Item): AccessLevel =>
  releaseLevel(actor, app, { public: entry.release_public })

export function folderLevel(actor: Actor, folder: Folder): AccessLevel {
  switch (folder.kind) {
    case 'packages':
      return collectionLevel(actor, folder.collection)
    case 'app':
    case 'draft':
      return appLevel(actor, folder.app)
    case 'release':
    case 'extensions':
      return releaseLevel(actor, folder.app, folder.release)
  }
}

export function nameOf(folder: Folder): string {
  switch (folder.kind) {
    case 'packages':
      return PACKAGES
    case 'app':
      return folder.app.name
    case 'draft':
      return DRAFT
    case 'release':
      return folder.release.name
    case 'extensions':
      return EXTENSIONS
  }
}
