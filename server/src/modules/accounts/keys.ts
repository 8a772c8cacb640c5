/** API keys: shown once, stored as a hash, narrowed by scopes and perhaps to one application. */
import type { ApiKey, ApiKeyInput, NewApiKey } from '@slipway/contract'
import { newId } from '../../platform/crypto/ids.ts'
import { hashSecret, randomText } from '../../platform/crypto/secrets.ts'
import { type Database, type Page, pageOf, type Queryable, readCursor } from '../../platform/db/index.ts'
import { Problem, wrongField } from '../../platform/problem.ts'
import { type Actor, require, scopeCovers, theServer } from '../access/index.ts'
import { record } from '../audit/index.ts'
import { accountNotFound, KEY_PREFIX, presentKey, SHOWN_PREFIX } from './model.ts'
import * as store from './store.ts'

/** Finds the id of an application by what a caller wrote; the applications are another module's. */
export type FindApp = (actor: Actor, reference: string) => Promise<{ id: string }>

export type KeyTraits = {
  /** milliseconds that tokens made with it may live; null: as long as any */
  tokenLifetime: number | null
  /** its scopes in the words of the protocol it was made by; null: it has none of those */
  foreignScopes: readonly string[] | null
}

export class Keys {
  readonly #db: Database
  readonly #findApp: FindApp
  constructor(deps: { db: Database; findApp: FindApp }) {
    this.#db = deps.db
    this.#findApp = deps.findApp
  }

  /** Newest first. One's own; administrators may name another account. */
  async list(
    actor: Actor,
    account: string | undefined,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<ApiKey>> {
    require(actor, 'account.self')
    const owner = await this.#owner(actor, account)
    const after = readCursor(cursor, ['number', 'string']) as [number, string] | undefined
    const rows = await store.listKeys(this.#db.read, owner.id, limit + 1, after)
    return pageOf(rows, limit, (row) => [row.created_at, row.id], presentKey)
  }

  /** One's own; administrators see those of others. Throws `key_not_found`. */
  async get(actor: Actor, id: string): Promise<ApiKey> {
    require(actor, 'account.self')
    return presentKey(await this.#found(this.#db.read, actor, id))
  }

  /**
   * `secret`: a preset one, for unattended installations; otherwise it is made. `tokenLifetime`: milliseconds that tokens
   * made with it may live. `foreignScopes`: the scopes in the words of the protocol that asks for the key.
   */
  async create(
    actor: Actor,
    input: ApiKeyInput,
    secret?: string,
    { tokenLifetime = null, foreignScopes = null }: Partial<KeyTraits> = {},
  ): Promise<NewApiKey> {
    require(actor, 'key.manage')
    const owner = await this.#owner(actor, input.account)
    requireWithin(actor, input)
    const app = input.app === undefined ? null : (await this.#findApp(actor, input.app)).id
    const expires = input.expiresAt === undefined ? null : Date.parse(input.expiresAt)
    if (expires !== null && expires <= Date.now()) throw wrongField('expiresAt', 'must be in the future')
    const made = secretColumns(secret)
    const row: store.ApiKeyRow = {
      id: newId(),
      account_id: owner.id,
      name: input.name,
      ...made.columns,
      scopes: JSON.stringify(input.scopes),
      app_id: app,
      created_at: Date.now(),
      expires_at: expires,
      last_used_at: null,
      revoked_at: null,
      token_lifetime: tokenLifetime,
      foreign_scopes: foreignScopes && JSON.stringify(foreignScopes),
    }
    await this.#db.write(async (tx) => {
      await store.insertKey(tx, row)
      await recordMade(tx, actor, row, owner.login)
    })
    return { key: presentKey(row), secret: made.text }
  }

  /**
   * A key in the place of another one that may do the same for as long again. The other one, and what was opened with it,
   * ends in the same moment. Throws `key_not_found`, also for one that was revoked.
   */
  async renew(actor: Actor, id: string): Promise<NewApiKey> {
    require(actor, 'key.manage')
    const made = secretColumns()
    return this.#db.write(async (tx) => {
      const old = await this.#found(tx, actor, id)
      if (old.account_id !== actor.account?.id) require(actor, 'account.manage')
      if (old.revoked_at !== null)
        throw new Problem('key_not_found', { detail: 'The key was revoked: make a new one.' })
      requireWithin(actor, { scopes: store.scopesOf(old) })
      const now = Date.now()
      const row: store.ApiKeyRow = {
        ...old,
        id: newId(),
        ...made.columns,
        created_at: now,
        expires_at: old.expires_at === null ? null : now + old.expires_at - old.created_at,
        last_used_at: null,
      }
      const owner = await store.findAccount(tx, old.account_id)
      await store.insertKey(tx, row)
      await recordMade(tx, actor, row, owner?.login ?? old.account_id)
      await this.#end(tx, actor, old)
      return { key: presentKey(row), secret: made.text }
    })
  }

  /**
   * A key that an account (id or login) had on another server, which goes on working here; only its hash is kept. Answers
   * whether it is new here. Throws `name_taken` when somebody else has it.
   */
  async takeOver(account: string, secret: string, input: Omit<ApiKeyInput, 'account'>): Promise<boolean> {
    const known = await store.findKeyBySecret(this.#db.read, hashSecret(secret))
    if (known === undefined) {
      await this.create(theServer, { ...input, account }, secret)
      return true
    }
    if (known.account_id === account || known.login === account) return false
    throw new Problem('name_taken', { detail: 'another account has this API key here' })
  }

  /** The key a request was made with. */
  async inUse(id: string): Promise<ApiKey | null> {
    const row = await store.findKey(this.#db.read, id)
    return row === undefined ? null : presentKey(row)
  }

  /** What only protocols with tokens of their own know of a key. */
  async traits(id: string): Promise<KeyTraits> {
    const row = await store.findKey(this.#db.read, id)
    return {
      tokenLifetime: row?.token_lifetime ?? null,
      foreignScopes: row?.foreign_scopes == null ? null : (JSON.parse(row.foreign_scopes) as string[]),
    }
  }

  async revoke(actor: Actor, id: string): Promise<void> {
    require(actor, 'account.self')
    await this.#db.write(async (tx) => {
      const row = await this.#found(tx, actor, id)
      const mine = row.account_id === actor.account?.id
      // Whoever holds a key may end it, however little it may do: that is how a program signs out.
      if (actor.key?.id !== id) require(actor, mine ? 'key.manage' : 'account.manage')
      if (row.revoked_at === null) await this.#end(tx, actor, row)
    })
  }

  async #end(tx: Queryable, actor: Actor, { id, name }: store.ApiKeyRow): Promise<void> {
    await store.updateKey(tx, id, { revoked_at: Date.now() })
    await record(tx, actor, { action: 'key.revoke', target: { kind: 'key', id, name } })
  }

  /** Changes name or life of tokens of one's own key. */
  async update(actor: Actor, id: string, change: { name?: string; tokenLifetime?: number | null }): Promise<ApiKey> {
    require(actor, 'key.manage')
    return this.#db.write(async (tx) => {
      const row = await this.#found(tx, actor, id)
      const next: store.ApiKeyRow = {
        ...row,
        name: change.name ?? row.name,
        token_lifetime: change.tokenLifetime === undefined ? row.token_lifetime : change.tokenLifetime,
      }
      await store.updateKey(tx, id, { name: next.name, token_lifetime: next.token_lifetime })
      await record(tx, actor, {
        action: 'key.update',
        target: { kind: 'key', id, name: next.name },
        before: { name: row.name, tokenLifetime: row.token_lifetime },
        after: { name: next.name, tokenLifetime: next.token_lifetime },
      })
      return presentKey(next)
    })
  }

  /** One's own, or an administrator's to look after. */
  async #found(db: Queryable, actor: Actor, id: string): Promise<store.ApiKeyRow> {
    const row = await store.findKey(db, id)
    const mine = row?.account_id === actor.account?.id
    if (row === undefined || (!mine && !(actor.system || actor.account?.admin))) throw new Problem('key_not_found')
    return row
  }

  async #owner(actor: Actor, account: string | undefined): Promise<{ id: string; login: string }> {
    if (account !== undefined && account !== actor.account?.id && account !== actor.account?.login) {
      require(actor, 'account.manage')
      const row = await store.findAccount(this.#db.read, account)
      if (row === undefined) throw accountNotFound(account)
      return row
    }
    if (actor.account === null) throw wrongField('account', 'is required')
    return actor.account
  }
}

/** `text`: a preset secret; otherwise it is made. */
function secretColumns(text = KEY_PREFIX + randomText(40)) {
  return { text, columns: { prefix: text.slice(0, SHOWN_PREFIX), secret_hash: hashSecret(text) } }
}

const recordMade = (tx: Queryable, actor: Actor, row: store.ApiKeyRow, account: string) =>
  record(tx, actor, {
    action: 'key.create',
    target: { kind: 'key', id: row.id, name: row.name },
    after: {
      account,
      scopes: store.scopesOf(row),
      app: row.app_id,
      expiresAt: row.expires_at === null ? null : new Date(row.expires_at).toISOString(),
    },
  })

/** A key never widens what its owner may do, nor what the key that made it may do. */
function requireWithin(actor: Actor, input: Pick<ApiKeyInput, 'scopes'>): void {
  const wider = input.scopes.filter((scope) => !scopeCovers(actor, scope))
  if (wider.length > 0) throw wrongField('scopes', `the key in use does not hold ${wider.join(', ')} itself`)
  if (actor.key?.app != null) throw wrongField('app', 'a key that is limited to an application makes no other keys')
}
