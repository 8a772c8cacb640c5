import { answer, type CallOptions, init } from '../call.ts'
import type { Api } from '../client.ts'
import type { RetentionPreview, RetentionRules } from '../generated/api.ts'

/** Which drafts are kept. */
export class Retention {
  readonly #api: Api
  constructor(api: Api) {
    this.#api = api
  }

  /** The stored rules. */
  get(app: string, options?: CallOptions): Promise<RetentionRules> {
    return answer(this.#api.GET('/api/v2/apps/{app}/retention', { params: { path: { app } }, ...init(options) }))
  }

  /** Stores rules. */
  set(app: string, rules: RetentionRules, options?: CallOptions): Promise<RetentionRules> {
    return answer(
      this.#api.PUT('/api/v2/apps/{app}/retention', { params: { path: { app } }, body: rules, ...init(options) }),
    )
  }

  /** What a run would delete now, by the stored rules or by others. Changes nothing. */
  preview(app: string, rules?: RetentionRules, options?: CallOptions): Promise<RetentionPreview> {
    const path = '/api/v2/apps/{app}/retention/preview'
    const params = { path: { app } }
    if (rules === undefined) return answer(this.#api.GET(path, { params, ...init(options) }))
    return answer(this.#api.POST(path, { params, body: rules, ...init(options) }))
  }

  /** Moves to the trash what the stored rules do not keep, or for once others. */
  run(app: string, rules?: RetentionRules, options?: CallOptions): Promise<RetentionPreview> {
    const params = { path: { app } }
    if (rules === undefined)
      return answer(this.#api.POST('/api/v2/apps/{app}/retention/run', { params, ...init(options) }))
    const other = '/api/v2/apps/{app}/retention/run-other'
    return answer(this.#api.POST(other, { params, body: rules, ...init(options) }))
  }
}
