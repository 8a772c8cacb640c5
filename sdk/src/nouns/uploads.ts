import { answer, type CallOptions, done, init } from '../call.ts'
import type { Transport } from '../client.ts'
import type { Upload } from '../generated/api.ts'
import type { UploadOptions } from '../uploads/options.ts'
import type { Sent } from '../uploads/resumable.ts'
import type { UploadSource } from '../uploads/source.ts'

/** Bytes on their way: uploads that are not published yet. `packages.upload` does all of it in one call. */
export class Uploads {
  readonly #transport: Transport
  constructor(transport: Transport) {
    this.#transport = transport
  }

  /** Sends a file; publish its id when it is there. */
  async send(source: UploadSource, options?: UploadOptions): Promise<Sent> {
    const { sendResumable } = await import('../uploads/resumable.ts')
    return sendResumable(this.#transport, source, options)
  }

  /** How far it is. */
  get(id: string, options?: CallOptions): Promise<Upload> {
    return answer(
      this.#transport.api.GET('/api/v2/uploads/{upload}', { params: { path: { upload: id } }, ...init(options) }),
    )
  }

  /** Gives it up. */
  delete(id: string, options?: CallOptions): Promise<void> {
    return done(
      this.#transport.api.DELETE('/api/v2/uploads/{upload}', { params: { path: { upload: id } }, ...init(options) }),
    )
  }
}
