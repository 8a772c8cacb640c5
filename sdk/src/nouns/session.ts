import { answer, asSent, type CallOptions, done, type Given, init } from '../call.ts'
import type { Api } from '../client.ts'
import type { Account, LoginInput, PasswordChange, Session, SessionEntry } from '../generated/api.ts'

/** Who one is, and where one is signed in. */
export class Sessions {
  readonly #api: Api
  constructor(api: Api) {
    this.#api = api
  }

  /** Who one is here, and what one may do. */
  get(options?: CallOptions): Promise<Session> {
    return answer(this.#api.GET('/api/v2/session', { ...init(options) }))
  }

  /**
   * Signs in; the browser keeps the cookie. Programs use an API key. Throws `second_factor_required`; then the same with
   * `code` or `passkey`.
   */
  login(input: Given<LoginInput>, options?: CallOptions): Promise<Session> {
    return answer(this.#api.POST('/api/v2/session', { body: asSent<LoginInput>(input), ...init(options) }))
  }

  /** Changes one’s own name. */
  rename(name: string, options?: CallOptions): Promise<Account> {
    return answer(this.#api.PATCH('/api/v2/session/account', { body: { name }, ...init(options) }))
  }

  /** Signs out. */
  logout(options?: CallOptions): Promise<void> {
    return done(this.#api.DELETE('/api/v2/session', { ...init(options) }))
  }

  /** Changes one’s own password; all other sessions end. */
  changePassword(input: PasswordChange, options?: CallOptions): Promise<void> {
    return done(this.#api.PUT('/api/v2/session/password', { body: input, ...init(options) }))
  }

  /** Where one is signed in, newest first. */
  async list(options?: CallOptions): Promise<SessionEntry[]> {
    return (await answer(this.#api.GET('/api/v2/sessions', init(options)))).items
  }

  /** Signs out somewhere else. */
  end(id: string, options?: CallOptions): Promise<void> {
    return done(this.#api.DELETE('/api/v2/sessions/{id}', { params: { path: { id } }, ...init(options) }))
  }
}
