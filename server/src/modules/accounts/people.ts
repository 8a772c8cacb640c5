/** People and robot accounts. */
import type { Account, AccountChange, AccountInput } from '@slipway/contract'
import { isId, newId } from '../../platform/crypto/ids.ts'
import { hashPassword, passwordMatches } from '../../platform/crypto/secrets.ts'
import { type Database, flag, type Page, pageOf, type Queryable, readCursor } from '../../platform/db/index.ts'
import type { Language } from '../../platform/http/language.ts'
import { Problem, wrongField } from '../../platform/problem.ts'
import { type Actor, require } from '../access/index.ts'
import { difference, record } from '../audit/index.ts'
import { Attempts, loginBuckets } from './attempts.ts'
import type { Letters } from './letters.ts'
import { accountNotFound, presentAccount } from './model.ts'
import * as store from './store.ts'

export class People {
  readonly #db: Database
  readonly #attempts: Attempts
  readonly #letters: Letters
  constructor(deps: { db: Database; letters: Letters }) {
    this.#db = deps.db
    this.#letters = deps.letters
    this.#attempts = new Attempts(deps.db)
  }

  /** By login, ascending. */
  async list(
    actor: Actor,
    limit: number,
    cursor: string | undefined,
    status?: Account['status'],
  ): Promise<Page<Account>> {
    require(actor, 'account.manage')
    const after = readCursor(cursor, ['string'])?.[0] as string | undefined
    const rows = await store.listAccounts(this.#db.read, { status, limit: limit + 1, after })
    return pageOf(rows, limit, (row) => [row.login_key], presentAccount)
  }

  async get(actor: Actor, reference: string): Promise<Account> {
    const self = reference === actor.account?.id || reference.toLowerCase() === actor.account?.login.toLowerCase()
    if (!self) require(actor, 'account.manage')
    return presentAccount(await this.#load(this.#db.read, reference))
  }

  /** A person needs a password to sign in; a robot has keys only. */
  async create(actor: Actor, input: AccountInput): Promise<Account> {
    const row = await this.#newRow(actor, input)
    await this.#db.write(async (tx) => {
      await requireFree(tx, row)
      await this.#insert(tx, actor, row)
    })
    return presentAccount(row)
  }

  /** The same, but only while there is nobody yet; of several processes that try at once, one succeeds. */
  async createFirst(actor: Actor, input: AccountInput): Promise<Account | undefined> {
    const row = await this.#newRow(actor, input)
    return this.#db.write(async (tx) => {
      if (await store.hasAccounts(tx)) return undefined
      await this.#insert(tx, actor, row)
      return presentAccount(row)
    })
  }

  async #newRow(actor: Actor, input: AccountInput): Promise<store.AccountRow> {
    require(actor, 'account.manage')
    const kind = input.kind ?? 'person'
    if (kind === 'robot' && input.password !== undefined) throw wrongField('password', 'a robot has API keys only')
    if (kind === 'robot' && input.admin) throw wrongField('admin', 'a robot cannot be an administrator')
    const password = input.password === undefined ? null : await hashPassword(input.password)
    return { ...personRow(input, password), kind, admin: flag(input.admin ?? false) }
  }

  async #insert(tx: Queryable, actor: Actor, row: store.AccountRow): Promise<void> {
    await store.insertAccount(tx, row)
    await record(tx, actor, {
      action: 'account.create',
      target: { kind: 'account', id: row.id, name: row.login },
      after: { login: row.login, kind: row.kind, admin: row.admin === 1 },
    })
  }

  /** Who waits and becomes active is told by mail, in `language`. Throws `last_owner`, `name_taken`. */
  async update(actor: Actor, reference: string, change: AccountChange, language: Language): Promise<Account> {
    require(actor, 'account.manage')
    return this.#db.write(async (tx) => {
      await store.lockAdmins(this.#db.kind, tx)
      const row = await this.#load(tx, reference)
      const next: store.AccountRow = {
        ...row,
        name: change.name ?? row.name,
        ...(change.email !== undefined && { email: change.email, email_key: change.email?.toLowerCase() ?? null }),
        admin: change.admin === undefined ? row.admin : flag(change.admin),
        status: change.status ?? row.status,
      }
      if (row.kind === 'robot' && next.admin === 1) throw wrongField('admin', 'a robot cannot be an administrator')
      await requireFree(tx, next)
      await store.updateAccount(tx, row.id, next)
      if ((await store.countAdmins(tx)) === 0) throw new Problem('last_owner')
      if (next.status === 'disabled') await store.deleteSessionsOf(tx, row.id, undefined)
      const changed = difference(presentAccount(row), presentAccount(next))
      if (changed !== undefined) {
        const letIn = row.status === 'waiting' && next.status === 'active'
        await record(tx, actor, {
          action: letIn ? 'account.let_in' : 'account.update',
          target: { kind: 'account', id: row.id, name: row.login },
          ...changed,
        })
        if (letIn && next.email !== null) {
          await this.#letters.write(
            tx,
            'let_in',
            { account: row.id, email: next.email },
            { login: row.login, language },
          )
        }
      }
      return presentAccount(next)
    })
  }

  /** Deletes the account of somebody who waits to be let in: nothing refers to it yet. Throws `not_waiting`. */
  async refuse(actor: Actor, reference: string): Promise<void> {
    require(actor, 'account.manage')
    await this.#db.write(async (tx) => {
      // Nobody else lets it in meanwhile.
      await store.lockAdmins(this.#db.kind, tx)
      const row = await this.#load(tx, reference)
      if (row.status !== 'waiting') {
        throw new Problem('not_waiting', { detail: `${row.login} does not wait to be let in; disable the account.` })
      }
      await store.deleteAccount(tx, row.id)
      await record(tx, actor, {
        action: 'account.refuse',
        target: { kind: 'account', id: row.id, name: row.login },
        before: { login: row.login, email: row.email },
      })
    })
  }

  /** Sets a password for somebody else; all their sessions end. */
  async resetPassword(actor: Actor, reference: string, password: string): Promise<void> {
    require(actor, 'account.manage')
    const hash = await hashPassword(password)
    await this.#db.write(async (tx) => {
      const row = await this.#load(tx, reference)
      if (row.kind === 'robot') throw wrongField('password', 'a robot has API keys only')
      await store.updateAccount(tx, row.id, { password_hash: hash })
      await store.deleteSessionsOf(tx, row.id, undefined)
      await record(tx, actor, {
        action: 'account.reset_password',
        target: { kind: 'account', id: row.id, name: row.login },
      })
    })
  }

  /** Changes one's own password; one's other sessions end. */
  async changePassword(actor: Actor, current: string, password: string): Promise<void> {
    require(actor, 'account.self')
    const row = await this.provePassword(actor, current)
    const hash = await hashPassword(password)
    await this.#db.write(async (tx) => {
      await store.updateAccount(tx, row.id, { password_hash: hash })
      await store.deleteSessionsOf(tx, row.id, actor.session?.id)
      await record(tx, actor, {
        action: 'account.change_password',
        target: { kind: 'account', id: row.id, name: row.login },
      })
    })
  }

  /** Whoever changes what they sign in with says the password again. Throws `login_failed`, `rate_limited`. */
  async provePassword(actor: Actor, password: string): Promise<store.AccountRow> {
    const row = await this.#load(this.#db.read, actor.account?.id ?? '')
    const knowsIt = await this.#attempts.try(loginBuckets(row.id, actor.address), async () => {
      const { password_hash } = await this.#load(this.#db.read, row.id)
      return (await passwordMatches(password_hash, password)) || undefined
    })
    if (!knowsIt) {
      throw new Problem('login_failed', {
        detail: 'The current password is wrong.',
        errors: [{ field: 'password', message: 'must be the password you have now' }],
      })
    }
    return row
  }

  /** Changes one's own name. */
  async rename(actor: Actor, name: string): Promise<Account> {
    require(actor, 'account.change')
    return this.#db.write(async (tx) => {
      const row = await this.#load(tx, actor.account?.id ?? '')
      const changed = difference({ name: row.name }, { name })
      if (changed === undefined) return presentAccount(row)
      await store.updateAccount(tx, row.id, { name })
      await record(tx, actor, {
        action: 'account.update',
        target: { kind: 'account', id: row.id, name: row.login },
        ...changed,
      })
      return presentAccount({ ...row, name })
    })
  }

  /** Whether there is nobody yet, as on a fresh server. */
  async isEmpty(): Promise<boolean> {
    return !(await store.hasAccounts(this.#db.read))
  }

  async #load(db: Queryable, reference: string): Promise<store.AccountRow> {
    const row = await store.findAccount(db, reference)
    if (row === undefined) throw accountNotFound(reference)
    return row
  }
}

/** The row of a new person. Throws `invalid_input` for a login that would be taken for an id. */
export function personRow(
  input: { login: string; name?: string | undefined; email?: string | undefined },
  passwordHash: string | null = null,
): store.AccountRow {
  if (isId(input.login.toLowerCase())) throw wrongField('login', 'must not be 24 hex digits, which are read as an id')
  return {
    id: newId(),
    kind: 'person',
    login: input.login,
    login_key: input.login.toLowerCase(),
    name: input.name ?? input.login,
    email: input.email ?? null,
    email_key: input.email?.toLowerCase() ?? null,
    password_hash: passwordHash,
    admin: 0,
    status: 'active',
    created_at: Date.now(),
    last_login_at: null,
  }
}

/** Logins and e-mails share one space: one signs in with either. Throws `name_taken`. */
export async function requireFree(
  tx: Queryable,
  row: Pick<store.AccountRow, 'id' | 'login_key' | 'email_key'>,
): Promise<void> {
  for (const [field, value] of [
    ['login', row.login_key],
    ['email', row.email_key],
  ] as const) {
    if (value === null) continue
    const other = await store.findForLogin(tx, value)
    if (other !== undefined && other.id !== row.id) {
      throw new Problem('name_taken', {
        detail: `Another account has this ${field}.`,
        errors: [{ field, message: 'must not be in use by another account' }],
      })
    }
  }
}
