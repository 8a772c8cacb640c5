/** Girder's levels of access, told from what `access` allows: READ 0, WRITE 1, ADMIN 2, none -1. */
import { type Actor, may } from '../../modules/access/index.ts'
import { type AppRow, type CollectionRow, guarded } from '../../modules/apps/index.ts'
import { type ReleaseRow, releaseVisible } from '../../modules/releases/index.ts'

export type AccessLevel = -1 | 0 | 1 | 2

export function appLevel(actor: Actor, app: AppRow): AccessLevel {
  const resource = guarded(app)
  if (!may(actor, 'app.read', resource)) return -1
  if (may(actor, 'app.update', resource)) return 2
  return may(actor, 'package.publish', resource) ? 1 : 0
}

export function releaseLevel(actor: Actor, app: AppRow, release: Pick<ReleaseRow, 'public'>): AccessLevel {
  const level = appLevel(actor, app)
  return level >= 0 && !releaseVisible(actor, app, release) ? -1 : level
}

export function collectionLevel(actor: Actor, collection: CollectionRow): AccessLevel {
  if (may(actor, 'collection.manage')) return 2
  return collection.public === 1 && may(actor, 'collection.read') ? 0 : -1
}
