import { answer, type CallOptions, done, init } from '../call.ts'
import type { Api } from '../client.ts'
import type { NewSecondFactor, SecondFactorList, TotpOffer } from '../generated/api.ts'

/** One's own second factors. Passkeys come and go as JSON, as browsers and `@simplewebauthn/browser` have them. */
export class Factors {
  readonly #api: Api
  constructor(api: Api) {
    this.#api = api
  }

  /** Oldest first, and how many recovery codes are left. */
  list(options?: CallOptions): Promise<SecondFactorList> {
    return answer(this.#api.GET('/api/v2/session/factors', init(options)))
  }

  /** Begins to add an authenticator app. */
  offerTotp(input: { name: string; password: string }, options?: CallOptions): Promise<TotpOffer> {
    return answer(this.#api.POST('/api/v2/session/factors/totp', { body: input, ...init(options) }))
  }

  /** Finishes adding an authenticator app, by a code it shows. */
  confirmTotp(id: string, code: string, options?: CallOptions): Promise<NewSecondFactor> {
    const params = { path: { id } }
    return answer(this.#api.POST('/api/v2/session/factors/{id}/confirm', { params, body: { code }, ...init(options) }))
  }

  /** Begins to add a passkey: answers what the browser needs. */
  async offerPasskey(password: string, options?: CallOptions): Promise<Record<string, unknown>> {
    const body = { password }
    return (await answer(this.#api.POST('/api/v2/session/factors/passkey/options', { body, ...init(options) }))).options
  }

  /** Finishes adding a passkey, by what the browser made. */
  addPasskey(
    input: { name: string; passkey: Record<string, unknown> },
    options?: CallOptions,
  ): Promise<NewSecondFactor> {
    return answer(this.#api.POST('/api/v2/session/factors/passkey', { body: input, ...init(options) }))
  }

  /** Takes one away. */
  remove(id: string, password: string, options?: CallOptions): Promise<void> {
    const params = { path: { id } }
    return done(this.#api.POST('/api/v2/session/factors/{id}/remove', { params, body: { password }, ...init(options) }))
  }

  /** New recovery codes; the ones before stop working. */
  async renewRecoveryCodes(password: string, options?: CallOptions): Promise<string[]> {
    const body = { password }
    return (await answer(this.#api.POST('/api/v2/session/recovery-codes', { body, ...init(options) }))).recoveryCodes
  }
}
