export { createFolderStore } from './folder.ts'
export { createHashers, type Hashers } from './hashing.ts'
export { chunksOf } from './pour.ts'
export { recycleChunk } from './read-chunks.ts'
export {
  BlobError,
  type BlobStore,
  type ByteRange,
  type Digests,
  type LinkHeaders,
  type StagedBlob,
} from './store.ts'
