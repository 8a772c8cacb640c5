import { answer, asSent, type CallOptions, done, everyItem, type Given, init, type Query } from '../call.ts'
import type { Api, Transport } from '../client.ts'
import type { File, Package, PackageChange, PackageInput, PackagePage, PublishedPackage } from '../generated/api.ts'
import type { UploadOptions } from '../uploads/options.ts'
import type { Facts } from '../uploads/publish.ts'
import type { UploadSource } from '../uploads/source.ts'

/** Application packages: installers for one os and arch. */
export class Packages {
  readonly #api: Api
  readonly #transport: Transport
  constructor(transport: Transport) {
    this.#api = transport.api
    this.#transport = transport
  }

  /** Newest first; with `q`, best matches first. */
  list(app: string, query: Given<Query<'listPackages'>> = {}, options?: CallOptions): Promise<PackagePage> {
    return answer(
      this.#api.GET('/api/v2/apps/{app}/packages', {
        params: { path: { app }, query: query as Query<'listPackages'> },
        ...init(options),
      }),
    )
  }

  /** All of them, page by page. */
  iterate(app: string, query: Given<Query<'listPackages'>> = {}, options?: CallOptions): AsyncGenerator<Package, void> {
    return everyItem((cursor) => this.list(app, { ...query, ...(cursor !== undefined && { cursor }) }, options))
  }

  /** By id. */
  get(app: string, id: string, options?: CallOptions): Promise<Package> {
    return answer(
      this.#api.GET('/api/v2/apps/{app}/packages/{package}', {
        params: { path: { app, package: id } },
        ...init(options),
      }),
    )
  }

  /** Changes the facts, not the bytes. */
  update(app: string, id: string, change: Given<PackageChange>, options?: CallOptions): Promise<Package> {
    return answer(
      this.#api.PATCH('/api/v2/apps/{app}/packages/{package}', {
        params: { path: { app, package: id } },
        body: asSent<PackageChange>(change),
        ...init(options),
      }),
    )
  }

  /** Into the trash. */
  delete(app: string, id: string, options?: CallOptions): Promise<void> {
    return done(
      this.#api.DELETE('/api/v2/apps/{app}/packages/{package}', {
        params: { path: { app, package: id } },
        ...init(options),
      }),
    )
  }

  /** Marks it as not to be used; the reason is shown to everybody. */
  yank(app: string, id: string, reason: string, options?: CallOptions): Promise<void> {
    return done(
      this.#api.PUT('/api/v2/apps/{app}/packages/{package}/yank', {
        params: { path: { app, package: id } },
        body: { reason },
        ...init(options),
      }),
    )
  }

  /** Takes the mark off. */
  unyank(app: string, id: string, options?: CallOptions): Promise<void> {
    return done(
      this.#api.DELETE('/api/v2/apps/{app}/packages/{package}/yank', {
        params: { path: { app, package: id } },
        ...init(options),
      }),
    )
  }

  /** Its current and earlier files, newest first. */
  async listFiles(app: string, id: string, options?: CallOptions): Promise<File[]> {
    const params = { path: { app, package: id } }
    return (await answer(this.#api.GET('/api/v2/apps/{app}/packages/{package}/files', { params, ...init(options) })))
      .items
  }

  /** Publishes a complete upload. Publishing the same bytes again changes nothing. */
  publish(app: string, input: Given<PackageInput>, options?: CallOptions): Promise<PublishedPackage> {
    return answer(
      this.#api.POST('/api/v2/apps/{app}/packages', {
        params: { path: { app } },
        body: asSent<PackageInput>(input),
        ...init(options),
      }),
    )
  }

  /** Sends a file and publishes it: small ones in one request, large ones resumably. */
  async upload(
    app: string,
    facts: Given<Facts<PackageInput>>,
    source: UploadSource,
    options?: UploadOptions,
  ): Promise<PublishedPackage> {
    // Whoever only looks need not load how to upload.
    const { uploadAndPublish } = await import('../uploads/publish.ts')
    return uploadAndPublish(this.#transport, 'package', app, asSent<Facts<PackageInput>>(facts), source, options)
  }
}
