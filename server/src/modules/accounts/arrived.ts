/** Accounts of people who had one on a server that was imported. */
import { flag, type Queryable } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import * as store from './store.ts'

/** Times are milliseconds since 1970. */
export type ArrivedAccount = {
  id: string
  login: string
  name: string
  email: string | null
  createdAt: number
  active: boolean
}

/**
 * The account of somebody: made under the id it had, without a password and without any right. Who has the login here must
 * have the e-mail as well to be the same person. Throws `name_taken` when it is somebody else's.
 */
export async function accountFor(tx: Queryable, arrived: ArrivedAccount): Promise<{ id: string; login: string }> {
  const { id, login, email } = arrived
  const known = (await store.findAccount(tx, id)) ?? (await store.findForLogin(tx, login))
  if (known?.id === id) return known
  const other = known ?? (email === null ? undefined : await store.findForLogin(tx, email))
  if (other !== undefined) {
    const same = other.login_key === login.toLowerCase() && email !== null && other.email_key === email.toLowerCase()
    if (same) return other
    throw new Problem('name_taken', { detail: `Another account here is ${other.login}; give the role by hand.` })
  }
  await store.insertAccount(tx, {
    id,
    kind: 'person',
    login,
    login_key: login.toLowerCase(),
    name: arrived.name,
    email,
    email_key: email === null ? null : email.toLowerCase(),
    password_hash: null,
    admin: flag(false),
    status: arrived.active ? 'active' : 'disabled',
    created_at: arrived.createdAt,
    last_login_at: null,
  })
  return { id, login }
}
