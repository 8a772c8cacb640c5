/**
 * Who may do what with Synology packages. Roles include each other: a developer may look after packages as one of
 * their maintainers, a package administrator after all, an administrator may also sign and delete.
 */
import type { Queryable } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, require } from '../access/index.ts'
import * as store from './store/index.ts'

const spkRoles = ['developer', 'package_admin', 'admin'] as const
export type SpkRole = (typeof spkRoles)[number]

/** What somebody is here; `null` when nothing. A key that is limited to an application is good for that one only. */
export async function spkRoleOf(db: Queryable, actor: Actor): Promise<SpkRole | null> {
  if (actor.system) return 'admin'
  if (actor.account === null || actor.key?.app != null) return null
  if (actor.account.admin) return 'admin'
  return (await store.roleOf(db, actor.account.id)) ?? null
}

export const atLeast = (role: SpkRole | null, needed: SpkRole): boolean =>
  role !== null && spkRoles.indexOf(role) >= spkRoles.indexOf(needed)

const words: Record<SpkRole, string> = {
  developer: 'a developer of Synology packages',
  package_admin: 'a package administrator',
  admin: 'an administrator',
}

/** Throws `login_required` or `forbidden`. */
export async function requireRole(db: Queryable, actor: Actor, needed: SpkRole): Promise<SpkRole> {
  require(actor, needed === 'developer' ? 'spk.publish' : 'spk.manage')
  const role = await spkRoleOf(db, actor)
  if (role === null || !atLeast(role, needed)) {
    throw new Problem('forbidden', { detail: `This needs ${words[needed]}.`, details: { needs: needed } })
  }
  return role
}

/** May they look after this package: its maintainers who are developers, and package administrators. */
export async function mayMaintain(db: Queryable, actor: Actor, packageId: string): Promise<boolean> {
  const role = await spkRoleOf(db, actor)
  if (atLeast(role, 'package_admin')) return true
  return role === 'developer' && actor.account !== null && store.isMaintainer(db, packageId, actor.account.id)
}
