/**
 * `@slipway/sdk/slicer`: the methods of the Python client of the Slicer package manager, for scripts in TypeScript. It
 * speaks Girder v1, so it works with older servers as well; new programs are better served by `Slipway`.
 */
export {
  type AppFacts,
  type ExtensionFacts,
  type ExtensionQuery,
  type Lookup,
  type PackageFacts,
  type PackageQuery,
  type Paging,
  SlicerPackageClient,
  type Uploaded,
} from './slicer/client.ts'
export type { GirderDocument, GirderFile } from './slicer/documents.ts'
export { GirderAuthenticationError, GirderHttpError, SlicerPackageError } from './slicer/errors.ts'
export type { GirderOptions } from './slicer/girder.ts'
export type { TransferProgress } from './slicer/transfer.ts'
