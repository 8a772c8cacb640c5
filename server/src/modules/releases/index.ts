/** Releases and drafts: making, naming, promoting, keeping and deleting them. */
export type { Counts, ReleaseContents } from './contents.ts'
export { ReleaseLookup } from './lookup.ts'
export { presentRef } from './model.ts'
export { notesHtml } from './notes.ts'
export { Promotion } from './promotion.ts'
export { Retention } from './retention.ts'
export { releaseRoutes } from './routes.ts'
export { load as loadRelease, Releases, targetOf, visible as releaseVisible } from './service.ts'
export {
  allOfRevision as releasesOfRevision,
  beginningWith as releasesBeginningWith,
  byRevision as releaseOfRevision,
  list as listReleaseRows,
  type ReleaseRow,
  stageCounts,
  update as updateReleaseRow,
} from './store.ts'
export { Trash } from './trash.ts'
