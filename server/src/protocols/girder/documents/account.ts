import type { Account, ApiKey, ScopeName } from '@slipway/contract'
import type { KeyTraits } from '../../../modules/accounts/index.ts'
import { DAY_MS } from '../constants.ts'
import { printDate } from '../dates.ts'
import type { AccessLevel } from '../levels.ts'

/** Girder keeps first and last name apart; what is before the last space counts as the first. */
function namesOf(name: string): { firstName: string; lastName: string } {
  const cut = name.trim().lastIndexOf(' ')
  return cut < 0
    ? { firstName: name.trim(), lastName: '' }
    : { firstName: name.slice(0, cut).trim(), lastName: name.slice(cut + 1) }
}

export const userDocument = (account: Account, level: AccessLevel = 2) => ({
  _accessLevel: level,
  _id: account.id,
  _modelType: 'user',
  admin: account.admin,
  created: printDate(Date.parse(account.createdAt)),
  email: account.email ?? '',
  emailVerified: account.email !== null,
  firstName: namesOf(account.name).firstName,
  groupInvites: [],
  groups: [],
  lastName: namesOf(account.name).lastName,
  login: account.login,
  otp: false,
  public: true,
  size: 0,
  status: ({ active: 'enabled', waiting: 'pending', disabled: 'disabled' } as const)[account.status],
})

/** `secret`: only the request that makes a key answers it. */
export const keyDocument = (key: ApiKey, { tokenLifetime, foreignScopes }: KeyTraits, secret?: string) => ({
  _accessLevel: 2,
  _id: key.id,
  _modelType: 'api_key',
  active: key.revokedAt === null,
  created: printDate(Date.parse(key.createdAt)),
  ...(secret !== undefined && { key: secret }),
  lastUse: key.lastUsedAt === null ? null : printDate(Date.parse(key.lastUsedAt)),
  name: key.name,
  scope: printScopes(key.scopes, foreignScopes),
  tokenDuration: tokenLifetime === null ? null : tokenLifetime / DAY_MS,
  userId: key.account,
})

/** The scopes as they were asked for, or those of Girder that come to the same; null: all. */
export function printScopes(scopes: readonly ScopeName[], asked: KeyTraits['foreignScopes']): readonly string[] | null {
  if (asked !== null) return asked
  if (scopes.includes('admin')) return null
  const words: string[] = ['core.data.read']
  if (scopes.includes('publish') || scopes.includes('manage')) words.push('core.data.write')
  if (scopes.includes('manage')) words.push('core.data.own')
  return words
}
