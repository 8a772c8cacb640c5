/**
 * Bytes on their way in and at rest: resumable uploads, staging, the table of blobs, adoption and sweeping. What the
 * bytes mean is the business of the modules that refer to them.
 */
export { uploadRoutes } from './routes.ts'
export {
  COPYING,
  type Expected,
  Files,
  requireExpected,
  type Staged,
} from './service.ts'
export { type BlobRow, blobsAfter, findBlob, ownedKeys } from './store.ts'
export { Uploads } from './uploads.ts'
