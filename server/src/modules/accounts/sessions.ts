/** Signing in, and knowing who a request comes from: by session cookie or by API key. */
import type { SessionEntry } from '@slipway/contract'
import { newId } from '../../platform/crypto/ids.ts'
import { hashSecret, passwordMatches, randomText } from '../../platform/crypto/secrets.ts'
import { type Database, isDiskFull, type Queryable } from '../../platform/db/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Actor, anonymous, require, rolesOf } from '../access/index.ts'
import { record } from '../audit/index.ts'
import { Attempts, loginBuckets } from './attempts.ts'
import type { Factors, Proof } from './factors.ts'
import { presentSession, USE_RESOLUTION_MS } from './model.ts'
import * as store from './store.ts'

export type Credentials = {
  /** from `Authorization: Bearer …` */
  key?: string | undefined
  /** from the session cookie */
  session?: string | undefined
  /** a token of `issueToken`: a wrong one is nobody */
  token?: string | undefined
  address: string | null
  requestId: string | null
}

export type IssuedToken = { token: string; account: string; expires: number; actor: Actor }

export class Sessions {
  readonly #db: Database
  readonly #attempts: Attempts
  readonly #factors: Factors
  readonly #lifetime: number

  /** `lifetime` in milliseconds: a session that is not used for so long ends. */
  constructor(deps: { db: Database; lifetime: number; factors: Factors }) {
    this.#db = deps.db
    this.#attempts = new Attempts(deps.db)
    this.#lifetime = deps.lifetime
    this.#factors = deps.factors
  }

  /** Checks login, password and second factor; answers the token for the cookie. */
  async login(
    actor: Actor,
    login: string,
    password: string,
    userAgent: string | null,
    proof: Proof = {},
  ): Promise<{ token: string; account: string; expires: Date }> {
    const account = await this.#prove(actor, login, password, proof)
    const token = randomText(48)
    const now = Date.now()
    const id = newId()
    await this.#db.write(async (tx) => {
      await store.insertSession(tx, {
        id,
        token_hash: hashSecret(token),
        account_id: account.id,
        created_at: now,
        last_used_at: now,
        expires_at: now + this.#lifetime,
        address: actor.address,
        user_agent: userAgent?.slice(0, 400) ?? null,
        api_key_id: null,
        fixed: 0,
      })
      await store.updateAccount(tx, account.id, { last_login_at: now })
      await record(
        tx,
        { ...actor, account: { ...account, admin: account.admin === 1 } },
        { action: 'session.create', target: { kind: 'account', id: account.id, name: account.login } },
      )
    })
    return { token, account: account.id, expires: new Date(now + this.#lifetime) }
  }

  /**
   * Login (or e-mail), password, and a second factor if the account has one; rate-limited per account and address.
   * Throws `login_failed`, `account_waiting`, `second_factor_required`, `code_wrong` or `rate_limited`.
   */
  async #prove(actor: Actor, login: string, password: string, proof: Proof): Promise<store.AccountRow> {
    // Login and e-mail of an account fill the same bucket; a name that nobody has fills one as well, to look alike.
    const found = await store.findForLogin(this.#db.read, login)
    const buckets = loginBuckets(found?.id ?? login, actor.address)
    let passwordRight = false
    const account = await this.#attempts.try(buckets, async () => {
      const row = await store.findForLogin(this.#db.read, login)
      const matches = await passwordMatches(row?.password_hash ?? null, password)
      // Only whoever knows the password learns that there is such an account.
      if (matches && row?.status === 'waiting') throw new Problem('account_waiting')
      if (!matches || row?.status !== 'active') return undefined
      passwordRight = true
      return (await this.#factors.prove(row, proof)) ? row : undefined
    })
    if (account === undefined) throw new Problem(passwordRight ? 'code_wrong' : 'login_failed')
    await this.#attempts.succeeded({ kind: 'account', value: account.id })
    return account
  }

  /** Who is calling. A wrong key is an error, so that nobody uploads as nobody; a stale cookie is nobody. */
  async authenticate({ key, session, token, address, requestId }: Credentials): Promise<Actor> {
    if (key !== undefined) return this.#byKey(key, address, requestId)
    const known = token ?? session
    if (known !== undefined) return this.#bySession(known, address, requestId)
    return anonymous({ address, requestId })
  }

  async #byKey(key: string, address: string | null, requestId: string | null): Promise<Actor> {
    const row = await store.findKeyBySecret(this.#db.read, hashSecret(key))
    const now = Date.now()
    const wrong = whatIsWrong(row, now)
    if (row === undefined || wrong !== undefined) {
      const buckets = address === null ? [] : [{ kind: 'key', value: address } as const]
      await this.#attempts.require(buckets)
      await this.#attempts.failed(buckets)
      throw new Problem('key_invalid', wrong === undefined ? {} : { detail: wrong })
    }
    if (row.last_used_at === null || now - row.last_used_at > USE_RESOLUTION_MS) {
      await this.#noteUse((tx) => store.updateKey(tx, row.id, { last_used_at: now }))
    }
    return {
      ...anonymous({ address, requestId }),
      account: { id: row.account_id, login: row.login, name: row.name, admin: row.admin === 1 },
      roles: await rolesOf(this.#db.read, row.account_id),
      key: { id: row.id, name: row.key_name, scopes: store.scopesOf(row), app: row.app_id },
    }
  }

  /** Reading goes on when the disk is full. */
  async #noteUse(note: (tx: Queryable) => Promise<unknown>): Promise<void> {
    try {
      await this.#db.write(note)
    } catch (error) {
      if (!isDiskFull(error)) throw error
    }
  }

  async #bySession(token: string, address: string | null, requestId: string | null): Promise<Actor> {
    const now = Date.now()
    const row = await store.findSession(this.#db.read, hashSecret(token), now)
    const keyGone = row?.key_id != null && (row.revoked_at !== null || (row.key_expires_at ?? now + 1) <= now)
    if (row === undefined || row.status !== 'active' || keyGone) return anonymous({ address, requestId })
    if (now - row.last_used_at > USE_RESOLUTION_MS) {
      const expires = row.fixed === 1 ? row.expires_at : now + this.#lifetime
      await this.#noteUse((tx) => store.touchSession(tx, row.id, now, expires))
    }
    return {
      ...anonymous({ address, requestId }),
      account: { id: row.account_id, login: row.login, name: row.name, admin: row.admin === 1 },
      roles: await rolesOf(this.#db.read, row.account_id),
      key:
        row.key_id === null
          ? null
          : {
              id: row.key_id,
              name: row.key_name ?? '',
              scopes: store.scopesOf({ scopes: row.scopes ?? '[]' }),
              app: row.app_id,
            },
      session: { id: row.id },
    }
  }

  /**
   * Makes a token for programs that send one with each request: by password, with all that one may do, or by API key,
   * as narrow as the key. It ends after `lifetime` (milliseconds) at the latest, or with its key. Throws `login_failed`,
   * `account_waiting`, `second_factor_required`, `code_wrong`, `key_invalid`, `rate_limited`.
   */
  async issueToken(
    from: Actor,
    credentials: { login: string; password: string; code?: string } | { key: string },
    lifetime: number,
    userAgent: string | null,
  ): Promise<IssuedToken> {
    const now = Date.now()
    let actor: Actor
    let expires = now + lifetime
    if ('key' in credentials) {
      actor = await this.#byKey(credentials.key, from.address, from.requestId)
      const key = await store.findKeyBySecret(this.#db.read, hashSecret(credentials.key))
      expires = Math.min(expires, key?.expires_at ?? expires, now + (key?.token_lifetime ?? lifetime))
    } else {
      const account = await this.#prove(from, credentials.login, credentials.password, { code: credentials.code })
      const { id, login, name, admin } = account
      actor = { ...from, account: { id, login, name, admin: admin === 1 }, roles: await rolesOf(this.#db.read, id) }
    }
    const account = actor.account?.id ?? ''
    const token = randomText(64)
    await this.#db.write(async (tx) => {
      await store.insertSession(tx, {
        id: newId(),
        token_hash: hashSecret(token),
        account_id: account,
        created_at: now,
        last_used_at: now,
        expires_at: expires,
        address: from.address,
        user_agent: userAgent?.slice(0, 400) ?? null,
        api_key_id: actor.key?.id ?? null,
        fixed: 1,
      })
      await store.updateAccount(tx, account, { last_login_at: now })
      await record(tx, actor, {
        action: 'session.create',
        target: { kind: 'account', id: account, name: actor.account?.login ?? '' },
      })
    })
    return { token, account, expires, actor }
  }

  /** When the session or token in use ends, in milliseconds. */
  async expiryOf(token: string): Promise<{ id: string; expires: number } | undefined> {
    const row = await store.findSession(this.#db.read, hashSecret(token), Date.now())
    return row && { id: row.id, expires: row.expires_at }
  }

  /** One's own sessions, newest first. */
  async list(actor: Actor): Promise<SessionEntry[]> {
    require(actor, 'account.self')
    const rows = await store.listSessions(this.#db.read, actor.account?.id ?? '', Date.now())
    return rows.map((row) => presentSession(row, actor.session?.id))
  }

  async end(actor: Actor, id: string): Promise<void> {
    // Whoever holds a token may end it, however little it may do.
    if (actor.session?.id !== id) require(actor, 'account.self')
    const ended = await this.#db.write((tx) => store.deleteSession(tx, actor.account?.id ?? '', id))
    if (!ended) throw new Problem('session_not_found')
  }

  /** Removes what has expired. */
  async tidy(): Promise<void> {
    await this.#db.write((tx) => store.deleteExpired(tx, Date.now()))
  }
}

/** Whoever holds a key may know why it opens nothing. */
function whatIsWrong(row: Awaited<ReturnType<typeof store.findKeyBySecret>>, now: number): string | undefined {
  if (row === undefined) return 'The API key is unknown.'
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  if (row.revoked_at !== null) return `The API key ${row.key_name} was revoked on ${day(row.revoked_at)}.`
  if (row.expires_at !== null && row.expires_at <= now)
    return `The API key ${row.key_name} expired on ${day(row.expires_at)}.`
  return row.status === 'active' ? undefined : `The account of the API key ${row.key_name} is not active.`
}
