/** Everything of the SDK, and what needs a file system. */
export * from './index.ts'
export { type Downloaded, type DownloadOptions, downloadFile } from './node/download.ts'
export { fileSource, sha256OfFile } from './node/file-source.ts'
export { signInForKey } from './node/sign-in.ts'
export { folderUploadStore } from './node/upload-store.ts'
