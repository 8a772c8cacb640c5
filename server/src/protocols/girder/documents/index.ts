/** Documents of what the catalogue has, with the ids of the folders around it. */
export { keyDocument, printScopes, userDocument } from './account.ts'
export { Documents } from './catalogue.ts'
export { fileDocument, type UploadTarget, uploadDocument } from './file.ts'
export type { FolderDocument } from './folder.ts'
export { COPY_OF, type ItemDocument } from './item.ts'
export { type Form, filtered, parseExtra, RAW } from './shape.ts'
