/**
 * People of an spkrepo: those with the same login here get the role and the API key that they had there, so that what they
 * have written into their build systems goes on working. Nobody becomes an administrator of this server by that.
 */
import { theServer } from '../../modules/access/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { Services } from '../../services.ts'
import type { Report } from '../report.ts'
import { type Row, rowsOf, type Tables, text } from './tables.ts'

type Needed = Pick<Services, 'spk' | 'people' | 'keys'>

/** Accounts here, by the id of the user there. */
export async function importPeople(services: Needed, tables: Tables, report: Report): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const user of rowsOf(tables, 'user')) {
    const login = text(user.username)
    const account = await services.people.get(theServer, login).catch((error: unknown) => {
      if (error instanceof Problem && error.code !== 'internal') return undefined
      throw error
    })
    if (account === undefined) {
      report.note('people', 'left', login, 'nobody here has this login')
      continue
    }
    report.note('people', 'same', login)
    found.set(text(user.id), account.id)
    await importRole(services, account.id, login, rolesOf(tables, user), report)
    await importKey(services, account.id, user, report)
  }
  return found
}

function rolesOf(tables: Tables, user: Row): Set<string> {
  const names = new Map(rowsOf(tables, 'role').map((role) => [text(role.id), text(role.name)]))
  return new Set(
    rowsOf(tables, 'user_role')
      .filter(({ user_id }) => text(user_id) === text(user.id))
      .map(({ role_id }) => names.get(text(role_id)) ?? ''),
  )
}

async function importRole(
  { spk }: Needed,
  account: string,
  login: string,
  roles: ReadonlySet<string>,
  report: Report,
): Promise<void> {
  const role = (['package_admin', 'developer'] as const).find((name) => roles.has(name))
  if (role !== undefined) {
    const added = await spk.arrivals.role(account, role)
    report.note('roles', added ? 'added' : 'same', `${login}: ${role}`)
  }
  if (roles.has('admin')) report.note('roles', 'left', `${login}: admin`, 'administrators are made by hand')
}

/** Only the hash of a key is kept here. */
async function importKey({ keys }: Needed, account: string, user: Row, report: Report): Promise<void> {
  const secret = text(user.api_key)
  if (secret === '') return
  const login = text(user.username)
  try {
    const added = await keys.takeOver(account, secret, { name: 'spkrepo', scopes: ['publish'] })
    report.note('API keys', added ? 'added' : 'same', login)
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'internal') throw error
    report.note('API keys', 'refused', login, error.message)
  }
}
