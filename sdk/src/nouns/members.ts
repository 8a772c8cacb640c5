import { answer, type CallOptions, done, init } from '../call.ts'
import type { Api } from '../client.ts'
import type { Member, MemberInput } from '../generated/api.ts'

/** Who has which role in an application. */
export class Members {
  readonly #api: Api
  constructor(api: Api) {
    this.#api = api
  }

  /** By login. */
  async list(app: string, options?: CallOptions): Promise<Member[]> {
    const { items } = await answer(
      this.#api.GET('/api/v2/apps/{app}/members', { params: { path: { app } }, ...init(options) }),
    )
    return items
  }

  /** Of one account: login or id. */
  get(app: string, account: string, options?: CallOptions): Promise<Member> {
    return answer(
      this.#api.GET('/api/v2/apps/{app}/members/{account}', {
        params: { path: { app, account } },
        ...init(options),
      }),
    )
  }

  /** Gives somebody (login or id) a role; answers who has which now. */
  async set(app: string, account: string, role: MemberInput['role'], options?: CallOptions): Promise<Member[]> {
    const path = { app, account }
    const call = this.#api.PUT('/api/v2/apps/{app}/members/{account}', {
      params: { path },
      body: { role },
      ...init(options),
    })
    return (await answer(call)).items
  }

  /** Takes the role away. */
  remove(app: string, account: string, options?: CallOptions): Promise<void> {
    return done(
      this.#api.DELETE('/api/v2/apps/{app}/members/{account}', {
        params: { path: { app, account } },
        ...init(options),
      }),
    )
  }
}
