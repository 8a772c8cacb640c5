/** The people of the demo and what each may do. */
import type { Account } from '@slipway/contract'
import { type Actor, anonymous, theServer } from '../modules/access/index.ts'
import type { Services } from '../services.ts'

export type DemoPeople = {
  owner: Account
  maintainer: Account
  reader: Account
  robot: Account
  robotKey: string
}

/** All get the same password; the robot has a key instead. */
export async function makePeople({ people, keys }: Services, password: string): Promise<DemoPeople> {
  const person = (login: string, name: string) =>
    people.create(theServer, { login, name, email: `${login}@example.org`, password })
  const [owner, maintainer, reader] = await Promise.all([
    person('olivia.owner', 'Olivia Owner'),
    person('max.maintainer', 'Max Maintainer'),
    person('rita.reader', 'Rita Reader'),
  ])
  const robot = await people.create(theServer, { login: 'nightly-builder', name: 'Nightly builder', kind: 'robot' })
  const { secret } = await keys.create(theServer, { name: 'build farm', scopes: ['publish'], account: robot.id })
  return { owner, maintainer, reader, robot, robotKey: secret }
}

/** Somebody at work, as if they had signed in: the audit names them, and they may what their role may. */
export async function actorOf({ apps }: Services, account: Account, ...slugs: string[]): Promise<Actor> {
  const roles = new Map<string, 'reader' | 'uploader' | 'maintainer' | 'owner'>()
  for (const slug of slugs) {
    const app = await apps.get(theServer, slug)
    const member = (await apps.members(theServer, slug)).find(({ login }) => login === account.login)
    if (member !== undefined) roles.set(app.id, member.role)
  }
  const { id, login, name, admin } = account
  return { ...anonymous(), account: { id, login, name, admin }, roles }
}
