/** How accounts and keys are shown, and the few pure rules they follow. */
import type { Account, ApiKey, SessionEntry } from '@slipway/contract'
import { Problem } from '../../platform/problem.ts'
import { type AccountRow, type ApiKeyRow, type SessionRow, scopesOf } from './store.ts'

const time = (ms: number): string => new Date(ms).toISOString()
const maybeTime = (ms: number | null): string | null => (ms === null ? null : time(ms))

/** `last use` is exact enough when it is written once in this time. */
export const USE_RESOLUTION_MS = 60_000

export const KEY_PREFIX = 'slipway_'
/** How much of a key is kept in clear, to recognise it by. */
export const SHOWN_PREFIX = KEY_PREFIX.length + 4

export const accountNotFound = (reference: string): Problem =>
  new Problem('account_not_found', { detail: `There is no account ${reference}.`, details: { account: reference } })

export const presentAccount = (row: AccountRow): Account => ({
  id: row.id,
  kind: row.kind,
  login: row.login,
  name: row.name,
  email: row.email,
  admin: row.admin === 1,
  status: row.status,
  createdAt: time(row.created_at),
  lastLoginAt: maybeTime(row.last_login_at),
})

export const presentKey = (row: ApiKeyRow): ApiKey => ({
  id: row.id,
  account: row.account_id,
  name: row.name,
  prefix: row.prefix,
  scopes: scopesOf(row),
  app: row.app_id,
  createdAt: time(row.created_at),
  expiresAt: maybeTime(row.expires_at),
  lastUsedAt: maybeTime(row.last_used_at),
  revokedAt: maybeTime(row.revoked_at),
})

export const presentSession = (row: SessionRow, current: string | undefined): SessionEntry => ({
  id: row.id,
  createdAt: time(row.created_at),
  lastUsedAt: time(row.last_used_at),
  expiresAt: time(row.expires_at),
  address: row.address,
  userAgent: row.user_agent,
  current: row.id === current,
})
