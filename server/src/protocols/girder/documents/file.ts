import type { Upload } from '@slipway/contract'
import type { FileRow } from '../../../modules/packages/index.ts'
import { printDate } from '../dates.ts'

export const fileDocument = (file: FileRow) => ({
  _id: file.id,
  _modelType: 'file',
  created: printDate(file.created_at),
  creatorId: file.created_by,
  exts: file.name.toLowerCase().split('.').slice(1),
  itemId: file.package_id,
  mimeType: file.content_type,
  name: file.name,
  sha512: file.sha512,
  size: file.size,
  ...(file.renamed_at != null && { updated: printDate(file.renamed_at) }),
})

/** What an upload is for; the client's side of it, kept with the upload. */
export type UploadTarget = {
  parentType: 'item'
  parentId: string
  mimeType: string
  /** the file whose contents it replaces */
  fileId?: string
}

/** Clients look for an `assetstoreId`; there is one store, and it has no id. */
const STORE = '000000000000000000000000'

export const uploadDocument = (upload: Upload, target: UploadTarget, user: string) => ({
  _id: upload.id,
  assetstoreId: STORE,
  created: printDate(Date.parse(upload.createdAt)),
  ...(target.fileId !== undefined && { fileId: target.fileId }),
  mimeType: target.mimeType,
  name: upload.fileName ?? '',
  parentId: target.parentId,
  parentType: target.parentType,
  received: upload.offset,
  size: upload.size,
  updated: printDate(Date.now()),
  userId: user,
})
