import type { CollectionRow } from '../../../modules/apps/index.ts'
import { printDate } from '../dates.ts'
import type { AccessLevel } from '../levels.ts'
import { parseExtra } from './shape.ts'

export type CollectionDocument = ReturnType<typeof collectionDocument>

export const collectionDocument = (collection: CollectionRow, size: number, level: AccessLevel) => ({
  _accessLevel: level,
  _id: collection.id,
  _modelType: 'collection',
  created: printDate(collection.created_at),
  description: collection.description === '' ? null : collection.description,
  meta: parseExtra(collection.extra),
  name: collection.name,
  public: collection.public === 1,
  size,
  updated: printDate(collection.updated_at),
})
