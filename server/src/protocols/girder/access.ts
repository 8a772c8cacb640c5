/** Rights as lists of users with levels: READ is a reader, WRITE a maintainer (or uploader), ADMIN an owner. */
import type { RoleName } from '@slipway/contract'
import type { Actor } from '../../modules/access/index.ts'
import { asId, isObject } from './params.ts'
import { badRequest, invalid } from './problems.ts'
import type { GirderServices } from './services.ts'
import type { Folder } from './tree.ts'

const ROLES: readonly RoleName[] = ['reader', 'maintainer', 'owner']
const LEVELS: Record<RoleName, number> = { reader: 0, uploader: 1, maintainer: 1, owner: 2 }

export async function readAccess({ apps }: GirderServices, actor: Actor, folder: Folder) {
  if (folder.kind === 'packages') return { groups: [], users: [] }
  const members = await apps.members(actor, folder.app.id)
  return {
    groups: [],
    users: members.map(({ account, login, name, role }) => ({
      flags: [],
      id: account,
      level: LEVELS[role],
      login,
      name,
    })),
  }
}

/** Members are those of the application; whether a release is public is its own. */
export async function setAccess(
  services: GirderServices,
  actor: Actor,
  folder: Folder,
  access: Record<string, unknown> | undefined,
  isPublic: boolean | undefined,
): Promise<void> {
  if (folder.kind === 'packages') throw badRequest('Rights belong to applications and releases.')
  // Clients that set rights for a whole tree send them to each folder; what says nothing new is no change.
  if (folder.kind !== 'app' && access !== undefined && !(await isSame(services, actor, folder, access))) {
    throw badRequest('Users have their rights in the application; set them there.')
  }
  if (folder.kind === 'draft' && isPublic !== undefined && isPublic !== (folder.app.public === 1)) {
    throw badRequest('Whether drafts are public is said by their application, or by each draft revision.')
  }
  if (isPublic !== undefined && folder.kind !== 'draft') {
    if (folder.kind === 'release' || folder.kind === 'extensions') {
      await services.releases.update(actor, folder.app.id, folder.release.id, { public: isPublic })
    } else await services.apps.update(actor, folder.app.id, { public: isPublic })
  }
  if (access === undefined || folder.kind !== 'app') return
  await setMembers(services, actor, folder.app.id, access)
}

async function isSame(
  services: GirderServices,
  actor: Actor,
  folder: Folder,
  access: Record<string, unknown>,
): Promise<boolean> {
  const wanted = readUsers(access.users)
  const { users } = await readAccess(services, actor, folder)
  return users.length === wanted.size && users.every(({ id, level }) => wanted.get(id) === level)
}

async function setMembers({ apps }: GirderServices, actor: Actor, app: string, access: Record<string, unknown>) {
  const wanted = readUsers(access.users)
  if (Array.isArray(access.groups) && access.groups.length > 0) throw badRequest('There are no groups here.')
  const before = await apps.members(actor, app)
  for (const [account, level] of wanted) {
    const held = before.find((member) => member.account === account)
    if (held === undefined || LEVELS[held.role] !== level) await apps.setMember(actor, app, account, roleOf(level))
  }
  for (const { account } of before) if (!wanted.has(account)) await apps.removeMember(actor, app, account)
}

function readUsers(users: unknown): Map<string, number> {
  const wanted = new Map<string, number>()
  if (users === undefined) return wanted
  if (!Array.isArray(users)) throw badRequest('Parameter access must have a list of users.')
  for (const user of users) {
    const id = isObject(user) && typeof user.id === 'string' ? asId(user.id) : undefined
    if (!isObject(user) || id === undefined) throw invalid('Each user of the access list needs an id.', 'id')
    if (user.level === -1) continue
    roleOf(user.level)
    wanted.set(id, user.level as number)
  }
  return wanted
}

function roleOf(level: unknown): RoleName {
  const role = typeof level === 'number' ? ROLES[level] : undefined
  if (role === undefined) throw badRequest('A level of access is 0, 1 or 2.')
  return role
}
