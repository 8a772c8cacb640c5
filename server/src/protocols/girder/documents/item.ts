/** A package or extension as an item: its facts are metadata. */
import type { EntryRow, EXTENSION_TEXTS } from '../../../modules/packages/index.ts'
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

/** Keys come in the order in which Girder prints them; sorting those of each of hundreds of items would be felt. */
function metaOf(entry: EntryRow, extra: Record<string, unknown>, options: ItemOptions): Record<string, unknown> {
  const sha512 = options.sha512 ?? entry.file_sha512
  const known = entry.kind === 'package' ? packageMeta(entry, sha512, options) : extensionMeta(entry, sha512)
  return Object.keys(extra).length === 0 ? known : sortKeys({ ...extra, ...known })
}

type Meta = Record<string, unknown>

function packageMeta(entry: EntryRow, sha512: string | null, { fresh }: ItemOptions): Meta {
  const meta: Meta = { app_id: entry.app_id }
  if (entry.arch !== '') meta.arch = entry.arch
  meta.baseName = entry.base_name
  if (entry.build_date !== null) meta.build_date = printDate(entry.build_date)
  if (entry.os !== '') meta.os = entry.os
  if (entry.pre_release !== null) meta.pre_release = entry.pre_release === 1
  if (entry.release_stage === 'stable' && !fresh) meta.release = entry.release_name
  meta.repository_type = entry.repository_type
  meta.repository_url = entry.repository_url
  meta.revision = entry.revision
  if (sha512 !== null) meta.sha512 = sha512
  meta.version = entry.version
  return meta
}

function extensionMeta(entry: EntryRow, sha512: string | null): Meta {
  const meta: Meta = { app_id: entry.app_id, app_revision: entry.app_revision }
  const add = (key: (typeof EXTENSION_TEXTS)[number]) => {
    if (entry[key] !== null) meta[key] = entry[key]
  }
  if (entry.arch !== '') meta.arch = entry.arch
  meta.baseName = entry.base_name
  add('category')
  add('contributors')
  add('dependency')
  meta.description = entry.description
  add('development_status')
  add('dicom_support_rule')
  if (entry.enabled !== null) meta.enabled = entry.enabled === 1
  add('homepage')
  add('icon_url')
  add('keywords')
  add('license')
  if (entry.os !== '') meta.os = entry.os
  add('recommends')
  meta.repository_type = entry.repository_type
  meta.repository_url = entry.repository_url
  meta.revision = entry.revision
  add('screenshots')
  if (sha512 !== null) meta.sha512 = sha512
  if (entry.tier !== null) meta.tier = entry.tier
  return meta
}
