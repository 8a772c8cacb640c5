/** The methods of the Python client, by their names. What a method finds out by itself it throws as `SlicerPackageError`. */
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type GirderDocument, type GirderFile, isGirderId } from './documents.ts'
import { SlicerPackageError } from './errors.ts'
import { Girder, type GirderOptions, type Parameters } from './girder.ts'
import { downloadFile, type TransferProgress, uploadFile } from './transfer.ts'

/** Where an application is. `collection`: id of the collection the application is in; default: `Applications` */
export type Lookup = { collection?: string | undefined }
/** Which part of a list. `limit`: 0 for all; default 50 */
export type Paging = { limit?: number | undefined; offset?: number | undefined }

/** What an application is made with. */
export type AppFacts = {
  description?: string | undefined
  collection?: string | undefined
  /** made if there is none */
  collectionName?: string | undefined
  collectionDescription?: string | undefined
  public?: boolean | undefined
}

/** What is known of an application package when it is uploaded. */
export type PackageFacts = {
  os: string
  arch: string
  name: string
  revision: string
  version: string
  repoType?: string | undefined
  repoUrl?: string | undefined
  description?: string | undefined
  preRelease?: boolean | undefined
  buildDate?: string | undefined
}

/** What is known of an extension when it is uploaded; `revision` is its own. */
export type ExtensionFacts = {
  os: string
  arch: string
  name: string
  revision: string
  appRevision: string
  description?: string | undefined
  repoType?: string | undefined
  repoUrl?: string | undefined
  iconUrl?: string | undefined
  homepage?: string | undefined
  category?: string | undefined
  tier?: number | undefined
  screenshots?: string | undefined
  contributors?: string | undefined
  dependency?: string | undefined
  recommends?: string | undefined
  dicomSupportRule?: string | undefined
  keywords?: string | undefined
}

/** What a list of application packages is narrowed by. */
export type PackageQuery = Lookup &
  Paging & {
    name?: string | undefined
    os?: string | undefined
    arch?: string | undefined
    revision?: string | undefined
    version?: string | undefined
    /** name or id */
    release?: string | undefined
  }

/** What a list of extensions is narrowed by. */
export type ExtensionQuery = Lookup &
  Paging & {
    name?: string | undefined
    os?: string | undefined
    arch?: string | undefined
    appRevision?: string | undefined
    /** name or id; default: `draft` */
    release?: string | undefined
    query?: string | undefined
    /** of all releases and drafts, without a limit */
    all?: boolean | undefined
  }

/** What an upload made. `unchanged`: the same revision is there, nothing was sent. */
export type Uploaded = { item: GirderDocument; outcome: 'created' | 'updated' | 'unchanged' }

type Kind = 'package' | 'extension'
/** What takes the place of another file is called so until that is gone: readers never see two of one name. */
const INTERIM_NAME = 'new_file'

/** The methods of the Python client, over Girder v1. */
export class SlicerPackageClient {
  readonly #girder: Girder

  constructor(options: GirderOptions) {
    this.#girder = new Girder(options)
  }

  /** With an API key, or a login and password. Throws `GirderAuthenticationError`. */
  async authenticate(credentials: { apiKey: string } | { username: string; password: string }): Promise<void> {
    if ('apiKey' in credentials) await this.#girder.logInWithKey(credentials.apiKey)
    else await this.#girder.logInWithPassword(credentials.username, credentials.password)
  }

  /** Throws `SlicerPackageError` when it is there. */
  async createApp(name: string, facts: AppFacts = {}): Promise<GirderDocument> {
    const lookup = facts.collection === undefined ? {} : { collection: facts.collection }
    const isElsewhere = facts.collectionName !== undefined && facts.collection === undefined
    // In a collection that is only known by its name, the server says whether the application is there.
    if (!isElsewhere && (await this.#findApp(name, lookup)) !== undefined) {
      throw new SlicerPackageError(`The Application "${name}" already exist.`)
    }
    return this.#girder.json('POST', '/app', {
      name,
      app_description: facts.description,
      collection_id: facts.collection,
      collection_name: facts.collectionName,
      collection_description: facts.collectionDescription,
      public: facts.public,
    })
  }

  /** All of them; with a name, that one. */
  listApp({ name, collection }: Lookup & { name?: string | undefined } = {}): Promise<GirderDocument[]> {
    return this.#girder.json('GET', '/app', { name, collection_id: collection, limit: 0 })
  }

  /** With all it holds. Answers what it was. */
  async deleteApp(name: string, lookup: Lookup = {}): Promise<GirderDocument> {
    const app = await this.#app(name, lookup)
    await this.#girder.json('DELETE', `/app/${app._id}`)
    return app
  }

  /** Throws `SlicerPackageError` when it is there. */
  async createRelease(
    appName: string,
    name: string,
    revision: string,
    { description, ...lookup }: Lookup & { description?: string | undefined } = {},
  ): Promise<GirderDocument> {
    const app = await this.#app(appName, lookup)
    if ((await this.#release(app, name)) !== null) {
      throw new SlicerPackageError(`The release "${name}" already exist.`)
    }
    return this.#girder.json('POST', `/app/${app._id}/release`, { name, app_revision: revision, description })
  }

  /** All of them; with a name, that one. */
  async listRelease(
    appName: string,
    { name, ...lookup }: Lookup & { name?: string | undefined } = {},
  ): Promise<GirderDocument[]> {
    const app = await this.#app(appName, lookup)
    if (name === undefined) return this.#girder.json('GET', `/app/${app._id}/release`, { limit: 0 })
    const release = await this.#release(app, name)
    return release === null ? [] : [release]
  }

  /** By name or id, with all it holds. Answers what it was. */
  async deleteRelease(appName: string, name: string, lookup: Lookup = {}): Promise<GirderDocument> {
    const app = await this.#app(appName, lookup)
    const release = await this.#release(app, name)
    if (release === null) throw new SlicerPackageError(`The release "${name}" doesn't exist.`)
    await this.#girder.json('DELETE', `/app/${app._id}/release/${encodeURIComponent(release._id)}`)
    return release
  }

  /** Newest first. */
  async listDraftRelease(
    appName: string,
    { revision, limit, offset, ...lookup }: Lookup & Paging & { revision?: string | undefined } = {},
  ): Promise<GirderDocument[]> {
    const app = await this.#app(appName, lookup)
    return this.#girder.json('GET', `/app/${app._id}/draft`, { revision, limit, offset })
  }

  /** By its revision, with all it holds. Answers what it was. */
  async deleteDraftRelease(appName: string, revision: string, lookup: Lookup = {}): Promise<GirderDocument> {
    const app = await this.#app(appName, lookup)
    const [draft] = await this.#girder.json<GirderDocument[]>('GET', `/app/${app._id}/draft`, { revision, limit: 1 })
    if (draft === undefined) {
      throw new SlicerPackageError(`The release with the revision "${revision}" doesn't exist.`)
    }
    await this.#girder.json('DELETE', `/app/${app._id}/release/${draft._id}`)
    return draft
  }

  /**
   * Deletes drafts, all but the newest `keep`. `dryRun`: only answers which. `onDeleted` hears of each when it is gone.
   */
  async cleanNightly(
    appName: string,
    keep: number,
    {
      dryRun = false,
      onDeleted = () => {},
      ...lookup
    }: Lookup & { dryRun?: boolean | undefined; onDeleted?: (draft: GirderDocument) => void } = {},
  ): Promise<GirderDocument[]> {
    const drafts = await this.listDraftRelease(appName, { ...lookup, limit: 0, offset: keep })
    if (dryRun) return drafts
    const app = await this.#app(appName, lookup)
    for (const draft of drafts) {
      await this.#girder.json('DELETE', `/app/${app._id}/release/${draft._id}`)
      onDeleted(draft)
    }
    return drafts
  }

  /** Puts new bytes and facts in the place of those that are there. */
  async uploadApplicationPackage(
    path: string,
    appName: string,
    facts: PackageFacts,
    options: Lookup & { onProgress?: TransferProgress | undefined } = {},
  ): Promise<Uploaded> {
    const app = await this.#app(appName, options)
    const slot = { os: facts.os, arch: facts.arch, baseName: facts.name, revision: facts.revision }
    const [known] = await this.#girder.json<GirderDocument[]>('GET', `/app/${app._id}/package`, { ...slot, limit: 1 })
    const parameters: Parameters = {
      ...slot,
      repository_type: facts.repoType ?? '',
      repository_url: facts.repoUrl ?? '',
      version: facts.version,
      description: facts.description ?? '',
      build_date: facts.buildDate,
      // Not sent again, the mark is taken back: that is how a preview becomes a release for some.
      ...(known === undefined && { pre_release: facts.preRelease }),
    }
    return this.#upload(app, 'package', known, parameters, path, options.onProgress)
  }

  /** Those of all releases and drafts, unless one is named. */
  async listApplicationPackage(appName: string, query: PackageQuery = {}): Promise<GirderDocument[]> {
    const app = await this.#app(appName, query)
    if (
      query.release !== undefined &&
      !isGirderId(query.release) &&
      (await this.#release(app, query.release)) === null
    ) {
      throw new SlicerPackageError(`The release "${query.release}" does not exist.`)
    }
    return this.#girder.json('GET', `/app/${app._id}/package`, {
      baseName: query.name,
      os: query.os,
      arch: query.arch,
      revision: query.revision,
      version: query.version,
      release_id_or_name: query.release,
      limit: query.limit,
      offset: query.offset,
    })
  }

  /** Into a folder. Answers the item and where its file is now. */
  downloadApplicationPackage(appName: string, idOrName: string, folder: string, options?: DownloadOptions) {
    return this.#download(appName, 'package', idOrName, folder, options)
  }

  /** Answers what it was. */
  deleteApplicationPackage(appName: string, idOrName: string, lookup: Lookup = {}): Promise<GirderDocument> {
    return this.#delete(appName, 'package', idOrName, lookup)
  }

  /** `force`: also when the same revision is there. */
  async uploadExtension(
    path: string,
    appName: string,
    facts: ExtensionFacts,
    options: Lookup & { force?: boolean | undefined; onProgress?: TransferProgress | undefined } = {},
  ): Promise<Uploaded> {
    const app = await this.#app(appName, options)
    const slot = { os: facts.os, arch: facts.arch, baseName: facts.name, app_revision: facts.appRevision }
    const [known] = await this.#girder.json<GirderDocument[]>('GET', `/app/${app._id}/extension`, { ...slot, limit: 1 })
    if (known !== undefined && known.meta.revision === facts.revision && options.force !== true) {
      const files = await this.#files(known)
      // An upload that broke off left an item without a file: that is not what was asked for.
      if (files.length > 0) return { item: known, outcome: 'unchanged' }
    }
    const parameters: Parameters = {
      ...slot,
      repository_type: facts.repoType ?? '',
      repository_url: facts.repoUrl ?? '',
      revision: facts.revision,
      description: facts.description ?? '',
      icon_url: facts.iconUrl ?? '',
      homepage: facts.homepage ?? '',
      category: facts.category,
      tier: facts.tier,
      screenshots: facts.screenshots,
      contributors: facts.contributors,
      dependency: facts.dependency,
      recommends: facts.recommends,
      dicom_support_rule: facts.dicomSupportRule,
      keywords: facts.keywords,
    }
    return this.#upload(app, 'extension', known, parameters, path, options.onProgress)
  }

  /** Those of drafts, unless a release is named or `all` are asked for. */
  async listExtension(appName: string, query: ExtensionQuery = {}): Promise<GirderDocument[]> {
    const app = await this.#app(appName, query)
    const reference = query.release ?? 'draft'
    const release = query.all ? undefined : await this.#release(app, reference)
    if (release === null) throw new SlicerPackageError(`The release "${reference}" doesn't exist.`)
    return this.#girder.json('GET', `/app/${app._id}/extension`, {
      baseName: query.name,
      os: query.os,
      arch: query.arch,
      app_revision: query.appRevision,
      release_id: release?._id,
      q: query.query,
      limit: query.all ? 0 : query.limit,
      offset: query.offset,
    })
  }

  /** Into a folder. Answers the item and where its file is now. */
  downloadExtension(appName: string, idOrName: string, folder: string, options?: DownloadOptions) {
    return this.#download(appName, 'extension', idOrName, folder, options)
  }

  /** Answers what it was. */
  deleteExtension(appName: string, idOrName: string, lookup: Lookup = {}): Promise<GirderDocument> {
    return this.#delete(appName, 'extension', idOrName, lookup)
  }

  async #findApp(name: string, { collection }: Lookup): Promise<GirderDocument | undefined> {
    const [app] = await this.#girder.json<GirderDocument[]>('GET', '/app', { name, collection_id: collection })
    return app
  }

  async #app(name: string, lookup: Lookup): Promise<GirderDocument> {
    const app = await this.#findApp(name, lookup)
    if (app === undefined) throw new SlicerPackageError(`The Application "${name}" doesn't exist.`)
    return app
  }

  #release(app: GirderDocument, reference: string): Promise<GirderDocument | null> {
    return this.#girder.json('GET', `/app/${app._id}/release`, { release_id_or_name: reference })
  }

  #files(item: GirderDocument): Promise<GirderFile[]> {
    return this.#girder.json('GET', `/item/${item._id}/files`, { limit: 0 })
  }

  /** Declares and sends; what is there already is replaced by new bytes first, then by new facts. */
  async #upload(
    app: GirderDocument,
    kind: Kind,
    known: GirderDocument | undefined,
    parameters: Parameters,
    path: string,
    onProgress: TransferProgress | undefined,
  ): Promise<Uploaded> {
    // Nothing is declared for a file that cannot be sent.
    await access(path, constants.R_OK)
    const declare = () => this.#girder.json<GirderDocument>('POST', `/app/${app._id}/${kind}`, parameters)
    const name = basename(path)
    const before = known === undefined ? [] : await this.#files(known)
    if (known === undefined || before.length === 0) {
      const item = await declare()
      await uploadFile(this.#girder, item._id, path, name, onProgress)
      return { item, outcome: known === undefined ? 'created' : 'updated' }
    }
    const [old, ...left] = before
    // Left by an upload that was broken off before it took the place.
    for (const file of left) await this.#girder.json('DELETE', `/file/${file._id}`)
    const sent = await uploadFile(this.#girder, known._id, path, INTERIM_NAME, onProgress)
    const item = await declare()
    await this.#girder.json('DELETE', `/file/${old?._id}`)
    await this.#girder.json('PUT', `/file/${sent._id}`, { name })
    return { item, outcome: 'updated' }
  }

  async #find(app: GirderDocument, kind: Kind, idOrName: string): Promise<GirderDocument> {
    const by = isGirderId(idOrName) ? `${kind}_id` : `${kind}_name`
    const [item] = await this.#girder.json<GirderDocument[]>('GET', `/app/${app._id}/${kind}`, {
      [by]: idOrName,
      limit: 1,
    })
    if (item === undefined) throw new SlicerPackageError(`The ${kind} "${idOrName}" doesn't exist.`)
    return item
  }

  async #download(
    appName: string,
    kind: Kind,
    idOrName: string,
    folder: string,
    { onProgress, ...lookup }: DownloadOptions = {},
  ): Promise<{ item: GirderDocument; path: string }> {
    const item = await this.#find(await this.#app(appName, lookup), kind, idOrName)
    const [file] = await this.#files(item)
    if (file === undefined) throw new SlicerPackageError(`The ${kind} "${idOrName}" doesn't contain any file.`)
    const path = join(folder, safeName(item.name) + endingOf(file.name))
    await downloadFile(this.#girder, file, path, onProgress)
    return { item, path }
  }

  async #delete(appName: string, kind: Kind, idOrName: string, lookup: Lookup): Promise<GirderDocument> {
    const app = await this.#app(appName, lookup)
    const item = await this.#find(app, kind, idOrName)
    await this.#girder.json('DELETE', `/app/${app._id}/${kind}/${item._id}`)
    return item
  }
}

type DownloadOptions = Lookup & { onProgress?: TransferProgress | undefined }

/** The name of an item is what somebody typed: it must not lead out of the folder. */
const safeName = (name: string): string => name.replaceAll(/[/\\\0]/g, '_').replace(/^\.+/, '_')

/** `.tar.gz` of `Viewer-6.2.0-linux.tar.gz`; nothing of a name without an ending. */
const endingOf = (name: string): string => /(?:\.tar)?\.[A-Za-z][A-Za-z0-9]{0,9}$/.exec(name)?.[0] ?? ''
