/** Who may do what with an application there: users and members of groups, with the roles they have here. */
import type { RoleName } from '@slipway/contract'
import type { ArrivedAccount } from '../../modules/accounts/index.ts'
import { isId } from '../../platform/crypto/ids.ts'
import { isObject, readList, timeOf } from './documents.ts'

export type Member = { account: ArrivedAccount; role: RoleName }
type Ask = (path: string, query?: Record<string, string | number>) => Promise<unknown>

/** By level: READ, WRITE, ADMIN. */
const ROLES: readonly RoleName[] = ['reader', 'maintainer', 'owner']
const MOST_IN_GROUP = { limit: 0 }

/** Asks for the access list of an application, which only its administrators are shown. */
export async function membersThere(ask: Ask, app: string): Promise<Member[]> {
  const access = await ask(`/folder/${app}/access`)
  const levels = new Map<string, number>()
  const give = (id: string, level: number) => levels.set(id, Math.max(level, levels.get(id) ?? 0))
  for (const { id, level } of entriesOf(access, 'users')) give(id, level)
  for (const { id: group, level } of entriesOf(access, 'groups')) {
    const members = readList(await ask(`/group/${group}/member`, MOST_IN_GROUP), (one) =>
      isObject(one) ? one._id : null,
    )
    for (const id of members) if (typeof id === 'string' && isId(id)) give(id, level)
  }
  const found: Member[] = []
  for (const [id, level] of levels) {
    const account = readAccount(id, await ask(`/user/${id}`))
    const role = ROLES[level]
    if (account !== undefined && role !== undefined) found.push({ account, role })
  }
  return found
}

function entriesOf(access: unknown, kind: 'users' | 'groups'): { id: string; level: number }[] {
  const entries = isObject(access) ? access[kind] : undefined
  if (!Array.isArray(entries)) return []
  return entries.flatMap((one: unknown) =>
    isObject(one) && typeof one.id === 'string' && isId(one.id) && typeof one.level === 'number'
      ? { id: one.id, level: one.level }
      : [],
  )
}

function readAccount(id: string, user: unknown): ArrivedAccount | undefined {
  if (!isObject(user) || typeof user.login !== 'string') return undefined
  const names = [user.firstName, user.lastName].filter((name) => typeof name === 'string' && name.trim() !== '')
  return {
    id,
    login: user.login,
    name: names.length === 0 ? user.login : names.join(' '),
    email: typeof user.email === 'string' && user.email.includes('@') ? user.email : null,
    createdAt: timeOf(user.created) ?? Date.now(),
    active: user.status !== 'disabled',
  }
}
