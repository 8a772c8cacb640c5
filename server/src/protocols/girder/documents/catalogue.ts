/** Makes documents of rows: it fetches the ids and sums that stand beside them, once for all rows of a list. */
import type { Actor } from '../../../modules/access/index.ts'
import type { AppRow, CollectionRow } from '../../../modules/apps/index.ts'
import type { EntryRow } from '../../../modules/packages/index.ts'
import type { ReleaseRow } from '../../../modules/releases/index.ts'
import { collectionLevel } from '../levels.ts'
import type { GirderServices } from '../services.ts'
import { releaseStats } from '../stats.ts'
import type { Folder } from '../tree.ts'
import { type CollectionDocument, collectionDocument } from './collection.ts'
import { type FolderDocument, folderDocument } from './folder.ts'
import { type ItemDocument, type ItemOptions, itemDocument } from './item.ts'
import { type Form, parseExtra } from './shape.ts'

const DRAFT_DESCRIPTION = 'Uploaded each night, always up-to-date'
const EXTENSIONS_DESCRIPTION = 'This directory contains all the extensions packages'

export class Documents {
  readonly #services: GirderServices
  constructor(services: GirderServices) {
    this.#services = services
  }

  async apps(rows: readonly AppRow[], form: (app: AppRow) => Form): Promise<FolderDocument[]> {
    const parents = await this.#services.aliases.of(
      'packages',
      rows.map((row) => row.collection_id),
    )
    return rows.map((row) =>
      folderDocument(
        {
          id: row.id,
          collection: row.collection_id,
          parent: { kind: 'folder', id: parents.get(row.collection_id)?.id ?? row.collection_id },
          name: row.name,
          description: row.description,
          meta: {
            applicationPackageNameTemplate: row.package_template,
            extensionPackageNameTemplate: row.extension_template,
            ...parseExtra(row.extra),
          },
          public: row.public === 1,
          size: 0,
          createdAt: row.created_at,
          updatedAt: row.updated_at,
          creator: row.created_by,
        },
        form(row),
      ),
    )
  }

  async collections(actor: Actor, rows: readonly CollectionRow[]): Promise<CollectionDocument[]> {
    if (rows.length === 0) return []
    const bytes = await this.#services.releaseLookup.bytesByCollection()
    return rows.map((row) => collectionDocument(row, bytes.get(row.id) ?? 0, collectionLevel(actor, row)))
  }

  async collection(actor: Actor, row: CollectionRow): Promise<CollectionDocument> {
    return (await this.collections(actor, [row]))[0] as CollectionDocument
  }

  /** Releases and draft revisions. */
  async releases(
    actor: Actor,
    app: AppRow,
    rows: readonly ReleaseRow[],
    form: (release: ReleaseRow) => Form,
  ): Promise<FolderDocument[]> {
    const { aliases, entries, downloads } = this.#services
    const draft = await aliases.of('draft', [app.id])
    const bytes = await entries.bytes(
      rows.map((row) => row.id),
      'package',
    )
    const documents: FolderDocument[] = []
    for (const row of rows) {
      const stable = row.stage === 'stable'
      const stats = stable ? await releaseStats(downloads, actor, app.id, row.revision) : undefined
      documents.push(
        folderDocument(
          {
            id: row.id,
            collection: app.collection_id,
            parent: { kind: 'folder', id: stable ? app.id : (draft.get(app.id)?.id ?? app.id) },
            name: row.name,
            description: row.description,
            meta: {
              ...(stats !== undefined && { downloadStats: stats }),
              revision: row.revision,
              ...parseExtra(row.extra),
            },
            public: row.public === 1,
            size: bytes.get(row.id) ?? 0,
            createdAt: row.created_at,
            updatedAt: row.updated_at,
            creator: row.created_by,
          },
          form(row),
        ),
      )
    }
    return documents
  }

  async items(app: AppRow, rows: readonly EntryRow[], form: Form, options?: ItemOptions): Promise<ItemDocument[]> {
    const extensions = await this.#services.aliases.of(
      'extensions',
      rows.filter((row) => row.kind === 'extension').map((row) => row.release_id),
    )
    return rows.map((row) => {
      const folder = row.kind === 'package' ? row.release_id : (extensions.get(row.release_id)?.id ?? row.release_id)
      return itemDocument(row, { folder, collection: app.collection_id }, form, options)
    })
  }

  /** One item with all that its files say. */
  async item(app: AppRow, row: EntryRow, form: Form, options: ItemOptions = {}): Promise<ItemDocument> {
    const { entries } = this.#services
    const files = await entries.files(row)
    const emptied = row.file_id === null && files.length === 0 && (await entries.hadFiles(row))
    const size = files.reduce((sum, file) => sum + file.size, 0)
    const [document] = await this.items(app, [row], form, { size, ...(emptied && { sha512: '' }), ...options })
    return document as ItemDocument
  }

  /** What is in one folder, in no order: releases, of which there may be thousands, all at once. */
  async folders(actor: Actor, folders: readonly Folder[], form: (folder: Folder) => Form): Promise<FolderDocument[]> {
    const releases = new Map(folders.flatMap((one) => (one.kind === 'release' ? [[one.id, one] as const] : [])))
    const [first] = releases.values()
    if (first === undefined) return Promise.all(folders.map((one) => this.folder(actor, one, form(one))))
    const rows = [...releases.values()].map(({ release }) => release)
    const printed = await this.releases(actor, first.app, rows, ({ id }) => form(releases.get(id) ?? first))
    const others = folders.filter((one) => one.kind !== 'release')
    return [...(await this.folders(actor, others, form)), ...printed]
  }

  async folder(actor: Actor, folder: Folder, form: Form): Promise<FolderDocument> {
    switch (folder.kind) {
      case 'app':
        return (await this.apps([folder.app], () => form))[0] as FolderDocument
      case 'release':
        return (await this.releases(actor, folder.app, [folder.release], () => form))[0] as FolderDocument
      case 'packages':
        return folderDocument(
          {
            id: folder.id,
            collection: folder.collection.id,
            parent: { kind: 'collection', id: folder.collection.id },
            name: 'packages',
            description: '',
            meta: parseExtra(folder.alias.extra),
            public: folder.collection.public === 1,
            size: 0,
            createdAt: folder.alias.created_at,
            updatedAt: folder.alias.created_at,
            creator: null,
          },
          form,
        )
      case 'draft':
        return folderDocument(
          {
            id: folder.id,
            collection: folder.app.collection_id,
            parent: { kind: 'folder', id: folder.app.id },
            name: 'draft',
            description: DRAFT_DESCRIPTION,
            meta: parseExtra(folder.alias.extra),
            public: folder.app.public === 1,
            size: 0,
            createdAt: folder.alias.created_at,
            updatedAt: folder.alias.created_at,
            creator: folder.app.created_by,
          },
          form,
        )
      case 'extensions': {
        const bytes = await this.#services.entries.bytes([folder.release.id], 'extension')
        return folderDocument(
          {
            id: folder.id,
            collection: folder.app.collection_id,
            parent: { kind: 'folder', id: folder.release.id },
            name: 'extensions',
            description: EXTENSIONS_DESCRIPTION,
            meta: parseExtra(folder.alias.extra),
            public: folder.release.public === 1,
            size: bytes.get(folder.release.id) ?? 0,
            createdAt: folder.alias.created_at,
            updatedAt: folder.alias.created_at,
            creator: folder.release.created_by,
          },
          form,
        )
      }
    }
  }
}
