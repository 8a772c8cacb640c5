import { printDate } from '../dates.ts'
import { type Form, NO_ACCESS } from './shape.ts'

export type FolderFacts = {
  id: string
  /** id of the collection it is in */
  collection: string
  parent: { kind: 'collection' | 'folder'; id: string }
  name: string
  description: string
  meta: Record<string, unknown>
  public: boolean
  size: number
  createdAt: number
  updatedAt: number
  creator: string | null
}

export type FolderDocument = Record<string, unknown> & { _id: string; name: string; meta: Record<string, unknown> }

export function folderDocument(facts: FolderFacts, form: Form): FolderDocument {
  const { id, collection, parent, meta, name } = facts
  return {
    ...(form.raw ? {} : { _accessLevel: form.level }),
    _id: id,
    ...(form.raw ? { access: NO_ACCESS } : { _modelType: 'folder' }),
    baseParentId: collection,
    baseParentType: 'collection',
    created: printDate(facts.createdAt),
    creatorId: facts.creator,
    description: facts.description,
    ...(form.raw && { lowerName: name.toLowerCase() }),
    meta,
    name,
    parentCollection: parent.kind,
    parentId: parent.id,
    public: facts.public,
    size: facts.size,
    updated: printDate(facts.updatedAt),
  }
}
