/** Application packages and extensions: publish, find, change, yank, delete. */
export { countApp, releaseContents } from './contents.ts'
export { Publisher } from './publish.ts'
export { packageRoutes } from './routes.ts'
export { Packages } from './service.ts'
export {
  digestsOf,
  type Kind,
  referenced as filesReferenced,
  type ServedRow,
  servedByDigest,
  servedById,
  servedByName,
} from './store.ts'
