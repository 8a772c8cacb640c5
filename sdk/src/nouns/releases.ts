import { answer, asSent, type CallOptions, everyItem, type Given, init, type Query } from '../call.ts'
import type { Api } from '../client.ts'
import type {
  DeletionPreview,
  Notes,
  PromotionInput,
  PromotionPreview,
  Release,
  ReleaseChange,
  ReleaseDetail,
  ReleaseInput,
  ReleasePage,
} from '../generated/api.ts'

/** Releases and drafts. `release` is a name, a revision or an id. */
export class Releases {
  readonly #api: Api
  constructor(api: Api) {
    this.#api = api
  }

  /** Newest first; `stage` narrows it to drafts or stable releases. */
  list(app: string, query: Given<Query<'listReleases'>> = {}, options?: CallOptions): Promise<ReleasePage> {
    return answer(
      this.#api.GET('/api/v2/apps/{app}/releases', {
        params: { path: { app }, query: query as Query<'listReleases'> },
        ...init(options),
      }),
    )
  }

  /** All of them, page by page. */
  iterate(app: string, query: Given<Query<'listReleases'>> = {}, options?: CallOptions): AsyncGenerator<Release, void> {
    return everyItem((cursor) => this.list(app, { ...query, ...(cursor !== undefined && { cursor }) }, options))
  }

  /** An empty stable release. More often one promotes a draft. */
  create(app: string, input: Given<ReleaseInput>, options?: CallOptions): Promise<ReleaseDetail> {
    return answer(
      this.#api.POST('/api/v2/apps/{app}/releases', {
        params: { path: { app } },
        body: asSent<ReleaseInput>(input),
        ...init(options),
      }),
    )
  }

  /** With what was built for which os and arch. */
  get(app: string, release: string, options?: CallOptions): Promise<ReleaseDetail> {
    return answer(
      this.#api.GET('/api/v2/apps/{app}/releases/{release}', { params: { path: { app, release } }, ...init(options) }),
    )
  }

  /** What release notes would look like on a page; keeps nothing. */
  previewNotes(app: string, text: string, options?: CallOptions): Promise<Notes> {
    return answer(
      this.#api.POST('/api/v2/apps/{app}/notes/preview', {
        params: { path: { app } },
        body: { text },
        ...init(options),
      }),
    )
  }

  /** Renames, describes, pins or hides it. */
  update(app: string, release: string, change: Given<ReleaseChange>, options?: CallOptions): Promise<ReleaseDetail> {
    return answer(
      this.#api.PATCH('/api/v2/apps/{app}/releases/{release}', {
        params: { path: { app, release } },
        body: asSent<ReleaseChange>(change),
        ...init(options),
      }),
    )
  }

  /** Into the trash, with all it holds. */
  delete(app: string, release: string, options?: CallOptions): Promise<DeletionPreview> {
    return answer(
      this.#api.DELETE('/api/v2/apps/{app}/releases/{release}', {
        params: { path: { app, release } },
        ...init(options),
      }),
    )
  }

  /** What would go. */
  previewDeletion(app: string, release: string, options?: CallOptions): Promise<DeletionPreview> {
    return answer(
      this.#api.GET('/api/v2/apps/{app}/releases/{release}/deletion', {
        params: { path: { app, release } },
        ...init(options),
      }),
    )
  }

  /**
   * What would move, and what is missing compared with the stable release before. With `input` it refuses what the
   * promotion would refuse.
   */
  previewPromotion(
    app: string,
    draft: string,
    input?: Given<PromotionInput>,
    options?: CallOptions,
  ): Promise<PromotionPreview> {
    const path = '/api/v2/apps/{app}/releases/{release}/promotion'
    const params = { path: { app, release: draft } }
    if (input === undefined) return answer(this.#api.GET(path, { params, ...init(options) }))
    const body = asSent<PromotionInput>(input)
    return answer(this.#api.POST(`${path}/preview`, { params, body, ...init(options) }))
  }

  /** Turns a draft into a stable release: same ids, bytes, digests and links. */
  promote(app: string, draft: string, input: Given<PromotionInput>, options?: CallOptions): Promise<ReleaseDetail> {
    return answer(
      this.#api.POST('/api/v2/apps/{app}/releases/{release}/promotion', {
        params: { path: { app, release: draft } },
        body: asSent<PromotionInput>(input),
        ...init(options),
      }),
    )
  }

  /** Turns a promoted release back into a draft. */
  undoPromotion(app: string, release: string, options?: CallOptions): Promise<ReleaseDetail> {
    return answer(
      this.#api.DELETE('/api/v2/apps/{app}/releases/{release}/promotion', {
        params: { path: { app, release } },
        ...init(options),
      }),
    )
  }
}
