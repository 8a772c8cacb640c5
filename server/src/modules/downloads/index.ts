/** Serving bytes and counting their completed deliveries. */
export type { Asker, CatalogueDelivery, Delivery, FactBook, Subject } from './facts.ts'
export { SPK_SUBJECTS, SUBJECT_KINDS } from './facts.ts'
export { downloadLinks, downloadRoutes } from './routes.ts'
export { type CatalogueFile, Downloads } from './service.ts'
export { addAll as addDownloads, type CounterKey, ofExtensions as extensionDownloads } from './store.ts'
