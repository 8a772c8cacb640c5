/** A package or extension as an item: its facts are metadata. */
import { type EntryRow, EXTENSION_TEXTS } from '../../../modules/packages/index.ts'
import { printDate } from '../dates.ts'
import { type Form, parseExtra, sortKeys } from './shape.ts'

export type ItemPlace = {
  /** id of the folder it is in */
  folder: string
  /** id of its collection */
  collection: string
}

export type ItemOptions = {
  /** bytes of all its files, where others than the current one count */
  size?: number
  /** digest, where it is not that of the current file */
  sha512?: string | undefined
  /** as the request that made it answers it: what is added on saving is not there yet */
  fresh?: boolean
}

export type ItemDocument = Record<string, unknown> & { _id: string; name: string; meta: Record<string, unknown> }

/** Keys of `extra` that stand beside the metadata, not in it. */
export const COPY_OF = 'copyOfItem'

export function itemDocument(entry: EntryRow, place: ItemPlace, form: Form, options: ItemOptions = {}): ItemDocument {
  const { [COPY_OF]: copyOf, ...extra } = parseExtra(entry.extra)
  return {
    _id: entry.id,
    ...(!form.raw && { _modelType: 'item' }),
    baseParentId: place.collection,
    baseParentType: 'collection',
    ...(copyOf !== undefined && { copyOfItem: copyOf }),
    created: printDate(entry.created_at),
    creatorId: entry.created_by,
    description: entry.description,
    folderId: place.folder,
    ...(form.raw && { lowerName: entry.name_key }),
    meta: metaOf(entry, extra, options),
    name: entry.name,
    size: options.size ?? entry.file_size ?? 0,
    updated: printDate(entry.updated_at),
  }
}

function metaOf(entry: EntryRow, extra: Record<string, unknown>, options: ItemOptions): Record<string, unknown> {
  const meta: Record<string, unknown> = { ...extra, app_id: entry.app_id, baseName: entry.base_name }
  if (entry.os !== '') meta.os = entry.os
  if (entry.arch !== '') meta.arch = entry.arch
  meta.repository_type = entry.repository_type
  meta.repository_url = entry.repository_url
  meta.revision = entry.revision
  if (entry.kind === 'package') {
    meta.version = entry.version
    if (entry.build_date !== null) meta.build_date = printDate(entry.build_date)
    if (entry.pre_release !== null) meta.pre_release = entry.pre_release === 1
    if (entry.release_stage === 'stable' && !options.fresh) meta.release = entry.release_name
  } else {
    meta.app_revision = entry.app_revision
    meta.description = entry.description
    for (const column of EXTENSION_TEXTS) if (entry[column] !== null) meta[column] = entry[column]
    if (entry.tier !== null) meta.tier = entry.tier
    if (entry.enabled !== null) meta.enabled = entry.enabled === 1
  }
  const sha512 = options.sha512 ?? entry.file_sha512
  if (sha512 !== null) meta.sha512 = sha512
  return sortKeys(meta)
}
