/** Collections and applications, with their naming templates. */
export { Collections } from './collections.ts'
export { AppDirectory } from './directory.ts'
export { DEFAULT_COLLECTION, guarded, requireNoId } from './model.ts'
export { appRoutes } from './routes.ts'
export { Apps, type CountContents, type FindAccount, type FindLatest, load as loadApp, takeTurn } from './service.ts'
export { SiteApp } from './site-app.ts'
export {
  type AppRow,
  type CollectionRow,
  deletedBefore as appsDeletedBefore,
  findDeleted as findDeletedApp,
  list as listAppRows,
  listDeleted as listDeletedApps,
  purge as purgeApps,
  rulesOf,
  update as updateAppRow,
  versionOf as catalogueVersion,
} from './store.ts'
export { renderTemplate, type TemplateFacts } from './templates.ts'
