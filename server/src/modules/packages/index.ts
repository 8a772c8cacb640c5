/** Application packages and extensions: publish, find, change, yank, delete. */

export { Catalogue } from './catalogue.ts'
export { catalogueRoutes } from './catalogue-routes.ts'
export { countApp, releaseContents } from './contents.ts'
export { cleanDescription } from './description.ts'
export { Elsewhere, type ElsewhereRow, UNLISTED } from './elsewhere.ts'
export { Entries, type EntryPage } from './entries.ts'
export { type EntryFilter, type EntryRow, isWhole, type SortableColumn } from './entry-filter.ts'
export { Finder } from './finder.ts'
export { type InstallerDetail, type InstallerRow, type InstallerSet, Installers, wasReleased } from './installers.ts'
export { Intake } from './intake.ts'
export { EXTENSION_TEXTS, extensionColumns, NO_EXTRAS, packageColumns } from './model.ts'
export { Moving } from './moving.ts'
export { PackageFiles } from './package-files.ts'
export { Permalinks } from './permalinks.ts'
export { Publisher } from './publish.ts'
export { packageRoutes } from './routes.ts'
export { index as indexEntry } from './search.ts'
export {
  digestsOf,
  type ServedRow,
  servedByDigest,
  servedById,
  servedByIds,
  servedByName,
} from './served-store.ts'
export { Packages } from './service.ts'
export { type FactColumns, type FileRow, type Kind, type PackageTable, referenced as filesReferenced } from './store.ts'
export { keepWording } from './wordings.ts'
