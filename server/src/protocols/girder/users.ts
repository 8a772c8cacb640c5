/** Users: registration is for administrators, a password is one's own. */
import type { FastifyInstance } from 'fastify'
import { may } from '../../modules/access/index.ts'
import { Problem } from '../../platform/problem.ts'
import { requireUser, route } from './call.ts'
import { userDocument } from './documents/index.ts'
import { badRequest, GirderError, invalid } from './problems.ts'
import type { GirderServices } from './services.ts'

const SHORTEST_PASSWORD = 10

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
