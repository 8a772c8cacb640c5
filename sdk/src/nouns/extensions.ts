import { answer, asSent, type CallOptions, done, everyItem, type Given, init, type Query } from '../call.ts'
import type { Api, Transport } from '../client.ts'
import type {
  Extension,
  ExtensionChange,
  ExtensionInput,
  ExtensionPage,
  File,
  PublishedExtension,
} from '../generated/api.ts'
import type { UploadOptions } from '../uploads/options.ts'
import type { Facts } from '../uploads/publish.ts'
import type { UploadSource } from '../uploads/source.ts'

/** Extensions, each built against one application revision. */
export class Extensions {
  readonly #api: Api
  readonly #transport: Transport
  constructor(transport: Transport) {
    this.#api = transport.api
    this.#transport = transport
  }

  /** Newest first; with `q`, best matches first. */
  list(app: string, query: Given<Query<'listExtensions'>> = {}, options?: CallOptions): Promise<ExtensionPage> {
    return answer(
      this.#api.GET('/api/v2/apps/{app}/extensions', {
        params: { path: { app }, query: query as Query<'listExtensions'> },
        ...init(options),
      }),
    )
  }

  /** All of them, page by page. */
  iterate(
    app: string,
    query: Given<Query<'listExtensions'>> = {},
    options?: CallOptions,
  ): AsyncGenerator<Extension, void> {
    return everyItem((cursor) => this.list(app, { ...query, ...(cursor !== undefined && { cursor }) }, options))
  }

  /** By id. */
  get(app: string, id: string, options?: CallOptions): Promise<Extension> {
    return answer(
      this.#api.GET('/api/v2/apps/{app}/extensions/{extension}', {
        params: { path: { app, extension: id } },
        ...init(options),
      }),
    )
  }

  /** Changes the facts, not the bytes. */
  update(app: string, id: string, change: Given<ExtensionChange>, options?: CallOptions): Promise<Extension> {
    return answer(
      this.#api.PATCH('/api/v2/apps/{app}/extensions/{extension}', {
        params: { path: { app, extension: id } },
        body: asSent<ExtensionChange>(change),
        ...init(options),
      }),
    )
  }

  /** Into the trash. */
  delete(app: string, id: string, options?: CallOptions): Promise<void> {
    return done(
      this.#api.DELETE('/api/v2/apps/{app}/extensions/{extension}', {
        params: { path: { app, extension: id } },
        ...init(options),
      }),
    )
  }

  /** Marks it as not to be used; the reason is shown to everybody. */
  yank(app: string, id: string, reason: string, options?: CallOptions): Promise<void> {
    return done(
      this.#api.PUT('/api/v2/apps/{app}/extensions/{extension}/yank', {
        params: { path: { app, extension: id } },
        body: { reason },
        ...init(options),
      }),
    )
  }

  /** Takes the mark off. */
  unyank(app: string, id: string, options?: CallOptions): Promise<void> {
    return done(
      this.#api.DELETE('/api/v2/apps/{app}/extensions/{extension}/yank', {
        params: { path: { app, extension: id } },
        ...init(options),
      }),
    )
  }

  /** Its current and earlier files, newest first. */
  async listFiles(app: string, id: string, options?: CallOptions): Promise<File[]> {
    const params = { path: { app, extension: id } }
    return (
      await answer(this.#api.GET('/api/v2/apps/{app}/extensions/{extension}/files', { params, ...init(options) }))
    ).items
  }

  /** Publishes a complete upload. Publishing the same bytes again changes nothing. */
  publish(app: string, input: Given<ExtensionInput>, options?: CallOptions): Promise<PublishedExtension> {
    return answer(
      this.#api.POST('/api/v2/apps/{app}/extensions', {
        params: { path: { app } },
        body: asSent<ExtensionInput>(input),
        ...init(options),
      }),
    )
  }

  /** Sends a file and publishes it: small ones in one request, large ones resumably. */
  async upload(
    app: string,
    facts: Given<Facts<ExtensionInput>>,
    source: UploadSource,
    options?: UploadOptions,
  ): Promise<PublishedExtension> {
    // Whoever only looks need not load how to upload.
    const { uploadAndPublish } = await import('../uploads/publish.ts')
    return uploadAndPublish(this.#transport, 'extension', app, asSent<Facts<ExtensionInput>>(facts), source, options)
  }
}
