import { answer, type CallOptions, type Given, init, type Query } from '../call.ts'
import type { Api } from '../client.ts'
import type { Job, JobPage, JobSummary } from '../generated/api.ts'

/** Background work, for administrators. */
export class Jobs {
  readonly #api: Api
  constructor(api: Api) {
    this.#api = api
  }

  /** Newest first. */
  list(query: Given<Query<'listJobs'>> = {}, options?: CallOptions): Promise<JobPage> {
    return answer(this.#api.GET('/api/v2/jobs', { params: { query: query as Query<'listJobs'> }, ...init(options) }))
  }

  /** How many wait, run, failed. */
  summary(options?: CallOptions): Promise<JobSummary> {
    return answer(this.#api.GET('/api/v2/jobs/summary', init(options)))
  }

  /** Runs one that failed, or that waits, now. */
  retry(id: string, options?: CallOptions): Promise<Job> {
    return answer(this.#api.POST('/api/v2/jobs/{id}/retry', { params: { path: { id } }, ...init(options) }))
  }
}
