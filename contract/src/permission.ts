/**
 * Roles, actions and key scopes: the one table that decides for the native API, every protocol and the pages.
 */
import Type, { type Static } from 'typebox'
import { named } from './schema.ts'

/** Weakest first; each role may all that the ones before it may. */
export const roles = ['reader', 'uploader', 'maintainer', 'owner'] as const
export type RoleName = (typeof roles)[number]
export const Role = Type.Enum([...roles], { description: 'reader < uploader < maintainer < owner' })

/** What an API key may be narrowed to. A key never widens what its owner may do. */
export const scopes = ['read', 'publish', 'manage', 'admin'] as const
export type ScopeName = (typeof scopes)[number]
export const Scope = Type.Enum([...scopes], {
  description:
    'read: see what its owner sees; publish: upload and update packages; manage: releases, members, retention; admin: site administration',
})

/**
 * Who may do what. `role`: the least role in the application that suffices; `public`: everybody, as far as the thing
 * is public; `account`: everybody who is signed in, for things of their own; `admin`: site administrators only.
 */
export const actions = {
  'app.read': { needs: 'public', scope: 'read' },
  'app.create': { needs: 'admin', scope: 'manage' },
  'app.update': { needs: 'owner', scope: 'manage' },
  'app.delete': { needs: 'owner', scope: 'manage' },
  'member.read': { needs: 'maintainer', scope: 'read' },
  'member.manage': { needs: 'owner', scope: 'manage' },
  'release.read': { needs: 'public', scope: 'read' },
  'release.create': { needs: 'maintainer', scope: 'manage' },
  'release.update': { needs: 'maintainer', scope: 'manage' },
  'release.promote': { needs: 'maintainer', scope: 'manage' },
  'release.delete': { needs: 'maintainer', scope: 'manage' },
  'package.publish': { needs: 'uploader', scope: 'publish' },
  'package.update': { needs: 'uploader', scope: 'publish' },
  'package.replace': { needs: 'maintainer', scope: 'publish' },
  'package.yank': { needs: 'maintainer', scope: 'publish' },
  'package.delete': { needs: 'maintainer', scope: 'manage' },
  'spk.read': { needs: 'public', scope: 'read' },
  'spk.publish': { needs: 'account', scope: 'publish' },
  'spk.manage': { needs: 'account', scope: 'manage' },
  'retention.read': { needs: 'maintainer', scope: 'read' },
  'retention.manage': { needs: 'maintainer', scope: 'manage' },
  'trash.read': { needs: 'maintainer', scope: 'read' },
  'trash.restore': { needs: 'maintainer', scope: 'manage' },
  'trash.purge': { needs: 'owner', scope: 'manage' },
  'upload.create': { needs: 'account', scope: 'publish' },
  'account.self': { needs: 'account', scope: 'read' },
  'account.change': { needs: 'account', scope: 'admin' },
  'key.manage': { needs: 'account', scope: 'admin' },
  'collection.read': { needs: 'public', scope: 'read' },
  'collection.manage': { needs: 'admin', scope: 'manage' },
  'account.manage': { needs: 'admin', scope: 'admin' },
  'audit.read': { needs: 'admin', scope: 'admin' },
  'job.manage': { needs: 'admin', scope: 'admin' },
  'site.manage': { needs: 'admin', scope: 'admin' },
} as const satisfies Record<string, { needs: 'public' | 'account' | 'admin' | RoleName; scope: ScopeName }>

export type ActionName = keyof typeof actions
export const actionNames = Object.keys(actions) as ActionName[]
export const Action = Type.Enum(actionNames)

export const Member = named('Member', {
  account: Type.String({ description: 'Account id.' }),
  login: Type.String(),
  name: Type.String(),
  role: Role,
  since: Type.String({ format: 'date-time' }),
})
export type Member = Static<typeof Member>
export const MemberInput = named('MemberInput', { role: Role })
export const MemberList = named('MemberList', { items: Type.Array(Member) })
