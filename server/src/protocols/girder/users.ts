/** Users: registration is for administrators, a password is one's own. */
import type { Account } from '@slipway/contract'
import type { FastifyInstance } from 'fastify'
import { may } from '../../modules/access/index.ts'
import { Problem } from '../../platform/problem.ts'
import { type Call, requireUser, route } from './call.ts'
import { userDocument } from './documents/index.ts'
import { pageOfDocuments, readPaging, sayTotal } from './lists.ts'
import { asId } from './params.ts'
import { badRequest, denied, GirderError, invalid, noSuchPath } from './problems.ts'
import type { GirderServices } from './services.ts'
import { wordMatcher } from './words.ts'

const SHORTEST_PASSWORD = 10
const MOST_AT_ONCE = 100

export function userRoutes(app: FastifyInstance, services: GirderServices): void {
  const { people } = services

  route(app, services, 'POST', '/user', async ({ params, actor }) => {
    const login = params.name('login').toLowerCase()
    const email = params.name('email')
    const firstName = params.name('firstName')
    const lastName = params.name('lastName')
    const password = params.required('password')
    if (!may(actor, 'account.manage')) {
      throw badRequest(
        'Registration on this instance is closed. Contact an administrator to create an account for you.',
      )
    }
    if (!/^[a-z][\da-z\-.]{3,}$/.test(login)) {
      throw invalid(
        'Login must be at least 4 characters, start with a letter, and only contain letters, numbers, dashes, and dots.',
        'login',
      )
    }
    if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw invalid('Invalid email address.', 'email')
    requirePassword(password)
    return userDocument(await people.create(actor, { login, email, name: `${firstName} ${lastName}`, password }))
  })

  // Who there is, is for administrators; others find themselves.
  async function visible({ actor }: Call): Promise<Account[]> {
    if (actor.account === null) return []
    if (!may(actor, 'account.manage')) return [await people.get(actor, actor.account.id)]
    const all: Account[] = []
    let cursor: string | undefined
    do {
      const page = await people.list(actor, MOST_AT_ONCE, cursor)
      all.push(...page.items)
      cursor = page.cursor ?? undefined
    } while (cursor !== undefined)
    return all
  }

  route(app, services, 'GET', '/user', async (call) => {
    const paging = readPaging(call.params, 'lastName', 1)
    const text = call.params.filled('text')
    const found = await visible(call)
    const matches = text === undefined ? found : found.filter(wordMatcher(text, (one) => [one.login, one.name]))
    sayTotal(call, matches.length)
    return pageOfDocuments(
      matches.map((one) => userDocument(one)),
      paging,
    )
  })

  route(app, services, 'GET', '/user/details', async (call) => ({ nUsers: (await visible(call)).length }))

  route(app, services, 'GET', '/user/:id', async (call) => {
    const { actor, path } = call
    const id = asId(path.id ?? '')
    if (id === undefined) throw noSuchPath('user', path.id ?? '')
    if (id !== actor.account?.id && !may(actor, 'account.manage')) throw denied(actor, 'Read', id, 'user')
    return userDocument(await people.get(actor, id))
  })

  route(app, services, 'PUT', '/user/password', async (call) => {
    const before = call.params.required('old')
    const password = call.params.required('new')
    requireUser(call, 'admin')
    requirePassword(password)
    try {
      await people.changePassword(call.actor, before, password)
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'login_failed')) throw error
      throw new GirderError(403, 'access', 'Old password is incorrect.')
    }
    return { message: 'Password changed.' }
  })
}

function requirePassword(password: string): void {
  if (password.length >= SHORTEST_PASSWORD && password.length <= 1000) return
  throw invalid(`Password must be at least ${SHORTEST_PASSWORD} characters.`, 'password')
}
