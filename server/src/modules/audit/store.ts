import { isId } from '../../platform/crypto/ids.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { rowCompare } from '../../platform/db/index.ts'

declare module '../../platform/db/tables.ts' {
  interface Tables {
    audit: AuditRow
  }
}

export type AuditRow = {
  id: string
  at: number
  action: string
  account_id: string | null
  login: string | null
  key_name: string | null
  address: string | null
  request_id: string | null
  app_id: string | null
  app_slug: string | null
  target_kind: string
  target_id: string
  target_name: string
  before: string | null
  after: string | null
}

export const insert = (db: Queryable, row: AuditRow) => db.insertInto('audit').values(row).execute()

export type AuditFilter = {
  /** id or, as it was then, slug */
  app?: string
  action?: string
  actor?: string
  /** id or, as it was then, name */
  target?: string
  since?: number
  until?: number
}

/** Newest first. */
export function list(db: Queryable, filter: AuditFilter, limit: number, after: [number, string] | undefined) {
  let query = db.selectFrom('audit').selectAll().orderBy('at', 'desc').orderBy('id', 'desc').limit(limit)
  if (filter.app !== undefined) query = query.where(isId(filter.app) ? 'app_id' : 'app_slug', '=', filter.app)
  if (filter.action !== undefined) query = query.where('action', '=', filter.action)
  if (filter.actor !== undefined) query = query.where('login', '=', filter.actor)
  if (filter.target !== undefined)
    query = query.where(isId(filter.target) ? 'target_id' : 'target_name', '=', filter.target)
  if (filter.since !== undefined) query = query.where('at', '>=', filter.since)
  if (filter.until !== undefined) query = query.where('at', '<', filter.until)
  if (after !== undefined) query = query.where(rowCompare(['at', 'id'], 'desc', after))
  return query.execute()
}
