/** Everybody who may call: from nobody to the administrator. They come into being when they first speak. */
import type { RoleName, ScopeName } from '@slipway/contract'
import { theServer } from '../../src/modules/access/index.ts'
import type { Services } from '../../src/services.ts'
import { administrator } from '../templates.ts'
import { type Caller, type Credentials, newCaller, type Wire } from './callers.ts'

/** An application as answers show it, or its slug. */
export type AppRef = string | { slug: string }
export const slugOf = (app: AppRef): string => (typeof app === 'string' ? app : app.slug)

export type KeyOptions = {
  scopes?: ScopeName[]
  app?: AppRef
  expiresAt?: string
  /** whose key it is; default: the administrator's */
  of?: Caller
}

export type People = {
  anonymous: Caller
  admin: Caller
  /** signed in, and a member of nothing */
  stranger: Caller
  owner(app: AppRef): Caller
  maintainer(app: AppRef): Caller
  uploader(app: AppRef): Caller
  reader(app: AppRef): Caller
  /** The same person each time for the same role, application and name. */
  member(app: AppRef, role: RoleName, name?: string): Caller
  /** A member of nothing, by name. */
  person(name: string): Caller
  /** A new API key, narrowed as it says. */
  key(options?: KeyOptions): Caller
  /** With a key that need not be one. */
  bearer(key: string): Caller
  /** A browser that signs in, and from then on sends the cookie from pages of this server. */
  browser(credentials?: { login: string; password: string }): Caller
}

export function people(wire: Wire, services: Services): People {
  const known = new Map<string, Caller>()
  const once = (name: string, make: () => Caller): Caller => {
    const caller = known.get(name) ?? make()
    known.set(name, caller)
    return caller
  }
  const bearer = (key: string) => ({ key, headers: { authorization: `Bearer ${key}` } })

  const newPerson = async (login: string): Promise<Credentials> => {
    const account = await services.people.create(theServer, { login })
    const { secret } = await services.keys.create(theServer, { name: login, scopes: ['admin'], account: account.id })
    return { ...bearer(secret), account: { id: account.id, login } }
  }
  const person = (name: string) => once(name, () => newCaller(wire, name, () => newPerson(name)))
  const member = (app: AppRef, role: RoleName, name: string = role) =>
    once(`${name} of ${slugOf(app)}`, () =>
      newCaller(wire, `${name} of ${slugOf(app)}`, async () => {
        const credentials = await newPerson(`${name}-of-${slugOf(app)}`)
        await services.apps.setMember(theServer, slugOf(app), credentials.account?.id ?? '', role)
        return credentials
      }),
    )

  const admin = newCaller(wire, 'the administrator', async () => ({
    ...bearer(administrator.key),
    account: { id: administrator.id, login: administrator.login },
  }))

  let keys = 0
  return {
    anonymous: newCaller(wire, 'nobody', async () => ({})),
    admin,
    get stranger() {
      return person('stranger')
    },
    owner: (app) => member(app, 'owner'),
    maintainer: (app) => member(app, 'maintainer'),
    uploader: (app) => member(app, 'uploader'),
    reader: (app) => member(app, 'reader'),
    member,
    person,
    key: ({ scopes = ['admin'], app, expiresAt, of = admin }: KeyOptions = {}) => {
      const name = `key ${++keys} (${scopes.join(', ')}${app === undefined ? '' : ` for ${slugOf(app)}`}) of ${of.who}`
      return newCaller(wire, name, async () => {
        const account = await of.account()
        const { secret } = await services.keys.create(theServer, {
          name,
          scopes,
          account: account.id,
          ...(app !== undefined && { app: slugOf(app) }),
          ...(expiresAt !== undefined && { expiresAt }),
        })
        return { ...bearer(secret), account }
      })
    },
    bearer: (key) => newCaller(wire, 'whoever has this key', async () => bearer(key)),
    browser: ({ login, password } = administrator) =>
      newCaller(wire, `the browser of ${login}`, async () => {
        const visitor = newCaller(wire, 'a browser', async () => ({}))
        const answer = await visitor.login({ login, password })
        const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
        const account = answer.value.account ?? undefined
        return { headers: { cookie, 'sec-fetch-site': 'same-origin' }, account }
      }),
  }
}
