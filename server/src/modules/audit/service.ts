import type { AuditEntry } from '@slipway/contract'
import { newId } from '../../platform/crypto/ids.ts'
import { type Database, type Page, pageOf, type Queryable, readCursor } from '../../platform/db/index.ts'
import { type Actor, require } from '../access/index.ts'
import * as store from './store.ts'

export type AuditFacts = {
  /** `noun.verb` */
  action: string
  app?: { id: string; slug: string } | null
  target: { kind: string; id: string; name: string }
  before?: Record<string, unknown> | null
  after?: Record<string, unknown> | null
}

/** Records what an actor did, in the transaction that does it: one exists exactly if the other does. */
export const record = (tx: Queryable, actor: Actor, facts: AuditFacts) =>
  store.insert(tx, {
    id: newId(),
    at: Date.now(),
    action: facts.action,
    account_id: actor.account?.id ?? null,
    login: actor.account?.login ?? null,
    key_name: actor.key?.name ?? null,
    address: actor.address,
    request_id: actor.requestId,
    app_id: facts.app?.id ?? null,
    app_slug: facts.app?.slug ?? null,
    target_kind: facts.target.kind,
    target_id: facts.target.id,
    target_name: facts.target.name,
    before: facts.before == null ? null : JSON.stringify(facts.before),
    after: facts.after == null ? null : JSON.stringify(facts.after),
  })

/**
 * The part of `before` and `after` that differs: what an audit entry is to show of a change.
 * Answers `undefined` when nothing changed.
 */
export function difference<T extends Record<string, unknown>>(
  before: T,
  after: Partial<T>,
): { before: Partial<T>; after: Partial<T> } | undefined {
  const changed = Object.keys(after).filter((key) => after[key] !== undefined && after[key] !== before[key])
  if (changed.length === 0) return undefined
  const pick = (from: Partial<T>) => Object.fromEntries(changed.map((key) => [key, from[key]])) as Partial<T>
  return { before: pick(before), after: pick(after) }
}

/** Rows that an export reads at once. */
const EXPORT_PAGE = 500

export class AuditService {
  readonly #db: Database
  constructor(deps: { db: Database }) {
    this.#db = deps.db
  }

  /** Entries, newest first; for administrators. */
  async list(
    actor: Actor,
    filter: store.AuditFilter,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<AuditEntry>> {
    require(actor, 'audit.read')
    const after = readCursor(cursor, ['number', 'string']) as [number, string] | undefined
    const rows = await store.list(this.#db.read, filter, limit + 1, after)
    return pageOf(rows, limit, (row) => [row.at, row.id], present)
  }

  /** All entries that fit, newest first, fetched as they are asked for. */
  async *all(actor: Actor, filter: store.AuditFilter): AsyncGenerator<AuditEntry, void> {
    let cursor: string | undefined
    do {
      const page = await this.list(actor, filter, EXPORT_PAGE, cursor)
      yield* page.items
      cursor = page.cursor ?? undefined
    } while (cursor !== undefined)
  }
}

const object = (json: string | null) => (json === null ? null : (JSON.parse(json) as Record<string, unknown>))

const present = (row: store.AuditRow): AuditEntry => ({
  id: row.id,
  at: new Date(row.at).toISOString(),
  action: row.action,
  actor: row.login,
  key: row.key_name,
  address: row.address,
  requestId: row.request_id,
  app: row.app_slug,
  target: { kind: row.target_kind, id: row.target_id, name: row.target_name },
  before: object(row.before),
  after: object(row.after),
})
