/** Collections and applications, with their naming templates. */
export { Collections } from './collections.ts'
export { AppDirectory } from './directory.ts'
export { DEFAULT_COLLECTION, DEFAULT_RULES, guarded, requireNoId } from './model.ts'
export { appRoutes } from './routes.ts'
export {
  Apps,
  type FindAccount,
  freeSlug,
  load as loadApp,
  takeTurn,
} from './service.ts'
export { SiteApp } from './site-app.ts'
export {
  type AppRow,
  type AppSummary,
  type AppTable,
  type CollectionRow,
  deletedBefore as appsDeletedBefore,
  findDeleted as findDeletedApp,
  list as listAppRows,
  listDeleted as listDeletedApps,
  placeTaken as appPlaceTaken,
  purge as purgeApps,
  rulesOf,
  update as updateAppRow,
} from './store.ts'
export { checkTemplate, DEFAULT_TEMPLATES, renderTemplate, type TemplateFacts } from './templates.ts'
