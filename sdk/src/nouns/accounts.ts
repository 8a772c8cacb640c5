import { answer, asSent, type CallOptions, done, everyItem, type Given, init, type Query } from '../call.ts'
import type { Api } from '../client.ts'
import type { Account, AccountChange, AccountInput, AccountPage } from '../generated/api.ts'

/** People and robot accounts. `account` is a login or an id. */
export class Accounts {
  readonly #api: Api
  constructor(api: Api) {
    this.#api = api
  }

  /** By login. */
  list(query: Given<Query<'listAccounts'>> = {}, options?: CallOptions): Promise<AccountPage> {
    return answer(
      this.#api.GET('/api/v2/accounts', { params: { query: query as Query<'listAccounts'> }, ...init(options) }),
    )
  }

  /** All of them, page by page. */
  iterate(query: Given<Query<'listAccounts'>> = {}, options?: CallOptions): AsyncGenerator<Account, void> {
    return everyItem((cursor) => this.list({ ...query, ...(cursor !== undefined && { cursor }) }, options))
  }

  /** Adds somebody. */
  create(input: Given<AccountInput>, options?: CallOptions): Promise<Account> {
    return answer(this.#api.POST('/api/v2/accounts', { body: asSent<AccountInput>(input), ...init(options) }))
  }

  /** By login or id. */
  get(account: string, options?: CallOptions): Promise<Account> {
    return answer(this.#api.GET('/api/v2/accounts/{account}', { params: { path: { account } }, ...init(options) }))
  }

  /** Disabling an account ends its sessions and stops its keys; making one active that waits lets it in. */
  update(account: string, change: Given<AccountChange>, options?: CallOptions): Promise<Account> {
    return answer(
      this.#api.PATCH('/api/v2/accounts/{account}', {
        params: { path: { account } },
        body: asSent<AccountChange>(change),
        ...init(options),
      }),
    )
  }

  /** Deletes the account of somebody who waits to be let in. */
  refuse(account: string, options?: CallOptions): Promise<void> {
    return done(this.#api.DELETE('/api/v2/accounts/{account}', { params: { path: { account } }, ...init(options) }))
  }

  /** Takes all second factors from somebody who lost them. */
  resetFactors(account: string, options?: CallOptions): Promise<void> {
    return done(
      this.#api.DELETE('/api/v2/accounts/{account}/factors', { params: { path: { account } }, ...init(options) }),
    )
  }

  /** Sets a new password for somebody; all their sessions end. */
  resetPassword(account: string, password: string, options?: CallOptions): Promise<void> {
    return done(
      this.#api.PUT('/api/v2/accounts/{account}/password', {
        params: { path: { account } },
        body: { password },
        ...init(options),
      }),
    )
  }
}
