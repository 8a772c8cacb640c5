/**
 * The site as administrators see and set it while it runs: its settings, the queue of jobs, how much is stored, and
 * whether everything answers.
 */
export { guardReadOnly } from './read-only.ts'
export { siteRoutes } from './routes.ts'
export { Settings } from './settings.ts'
export { StorageLedger } from './storage.ts'
export { Watch } from './watch.ts'
export { Work } from './work.ts'
