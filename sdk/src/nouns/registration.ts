import { answer, asSent, type CallOptions, done, type Given, init } from '../call.ts'
import type { Api } from '../client.ts'
import type { Account, Registration as RegistrationInput } from '../generated/api.ts'

/** What people do by themselves, with a link that a mail brings. `token` is what is behind the `#` of the link. */
export class Registration {
  readonly #api: Api
  constructor(api: Api) {
    this.#api = api
  }

  /** Sends a mail; there is an account once its link was opened. */
  begin(input: Given<RegistrationInput>, options?: CallOptions): Promise<void> {
    return done(this.#api.POST('/api/v2/registrations', { body: asSent<RegistrationInput>(input), ...init(options) }))
  }

  /** Makes the account. */
  confirm(token: string, options?: CallOptions): Promise<Account> {
    return answer(this.#api.POST('/api/v2/registrations/confirm', { body: { token }, ...init(options) }))
  }

  /** Sends a link for a new password, if there is such an account. */
  forgotPassword(login: string, options?: CallOptions): Promise<void> {
    return done(this.#api.POST('/api/v2/password-resets', { body: { login }, ...init(options) }))
  }

  /** Sets it; all sessions of the account end. */
  newPassword(token: string, password: string, options?: CallOptions): Promise<void> {
    return done(this.#api.POST('/api/v2/password-resets/confirm', { body: { token, password }, ...init(options) }))
  }

  /** Sends a link to one's new e-mail address. */
  changeEmail(email: string, password: string, options?: CallOptions): Promise<void> {
    return done(this.#api.PUT('/api/v2/session/email', { body: { email, password }, ...init(options) }))
  }

  /** Makes the new address count. */
  confirmEmail(token: string, options?: CallOptions): Promise<void> {
    return done(this.#api.POST('/api/v2/session/email/confirm', { body: { token }, ...init(options) }))
  }
}
