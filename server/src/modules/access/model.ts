/** Who is calling, and the pure rule that says what they may do. */
import { type ActionName, actionNames, actions, type RoleName, roles, type ScopeName, scopes } from '@slipway/contract'
import { Problem } from '../../platform/problem.ts'

export type Actor = {
  /** `null`: nobody is signed in */
  account: { id: string; login: string; name: string; admin: boolean } | null
  /** role by application id */
  roles: ReadonlyMap<string, RoleName>
  /** the API key in use; it narrows what its owner may do */
  key: { id: string; name: string; scopes: readonly ScopeName[]; app: string | null } | null
  session: { id: string } | null
  address: string | null
  requestId: string | null
  /** jobs and commands of the server itself: they may everything and are recorded without a login */
  system: boolean
}

/** What access depends on, of an application. */
export type Guarded = { id: string; public: boolean }

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
  }
}

export const anonymous = (from: { address?: string | null; requestId?: string | null } = {}): Actor => ({
  account: null,
  roles: new Map(),
  key: null,
  session: null,
  address: from.address ?? null,
  requestId: from.requestId ?? null,
  system: false,
})

/** The server itself, at work on a job or a command. */
export const theServer: Actor = { ...anonymous(), system: true }

/** The one question. `app` is the application concerned; without one only site-wide actions can be allowed. */
export function may(actor: Actor, action: ActionName, app?: Guarded): boolean {
  if (actor.system) return true
  const { needs, scope } = actions[action]
  if (!scopeCovers(actor, scope)) return false
  const { account } = actor
  if (needs === 'public') return app === undefined || app.public || hasRole(actor, 'reader', app)
  if (account === null) return false
  if (needs === 'account') return true
  if (actor.key?.app != null && actor.key.app !== app?.id) return false
  if (needs === 'admin') return account.admin
  return app !== undefined && hasRole(actor, needs, app)
}

/** Whether the credential in use is good for this scope at all, whatever the thing. */
export function scopeCovers(actor: Actor, scope: ScopeName): boolean {
  if (actor.key === null) return true
  const widest = Math.max(...actor.key.scopes.map((held) => scopes.indexOf(held)))
  return scopes.indexOf(scope) <= widest
}

function hasRole(actor: Actor, needed: RoleName, app: Guarded): boolean {
  if (actor.system) return true
  if (actor.account === null) return false
  if (actor.key?.app != null && actor.key.app !== app.id) return false
  if (actor.account.admin) return true
  const held = actor.roles.get(app.id)
  return held !== undefined && roles.indexOf(held) >= roles.indexOf(needed)
}

/** Like `may`, but throws `login_required` or `forbidden`. Ask only about things the actor may know of. */
export function require(actor: Actor, action: ActionName, app?: Guarded): void {
  if (may(actor, action, app)) return
  if (actor.account === null) throw new Problem('login_required', { details: { action } })
  const { needs, scope } = actions[action]
  const reason = scopeCovers(actor, scope)
    ? `This needs ${needs === 'admin' ? 'a site administrator' : `the role ${needs}`}.`
    : `The API key lacks the scope ${scope}.`
  throw new Problem('forbidden', { detail: reason, details: { action, needs, scope } })
}

/** Whether one may see what is private in this application. */
export const seesPrivate = (actor: Actor, app: Guarded): boolean => hasRole(actor, 'reader', app)

/** All that one may do: with an application, there; without, on the whole site. */
export function permissions(actor: Actor, app?: Guarded): ActionName[] {
  return actionNames.filter((action) => may(actor, action, app))
}
