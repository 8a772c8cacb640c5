import { answer, type CallOptions, everyItem, type Given, init, type Query } from '../call.ts'
import type { Api } from '../client.ts'
import type { AuditEntry, AuditPage } from '../generated/api.ts'

/** Who did what, when, from where. */
export class Audit {
  readonly #api: Api
  constructor(api: Api) {
    this.#api = api
  }

  /** Newest first. */
  list(query: Given<Query<'listAudit'>> = {}, options?: CallOptions): Promise<AuditPage> {
    return answer(this.#api.GET('/api/v2/audit', { params: { query: query as Query<'listAudit'> }, ...init(options) }))
  }

  /** All of them, page by page. */
  iterate(query: Given<Query<'listAudit'>> = {}, options?: CallOptions): AsyncGenerator<AuditEntry, void> {
    return everyItem((cursor) => this.list({ ...query, ...(cursor !== undefined && { cursor }) }, options))
  }

  /** Where a browser gets all entries that fit as a file. */
  exportAddress(query: Given<Query<'exportAudit'>>): string {
    const given = Object.entries(query).filter(([, value]) => value !== undefined)
    return `/api/v2/audit/export?${new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]))}`
  }
}
