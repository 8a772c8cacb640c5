/** Whether the catalogue and the stored bytes belong together: read-only questions across the tables of all modules. */
export { catalogueChecks } from './catalogue.ts'
export { type Check, type Finding, runCheck, type Status, worst } from './finding.ts'
export { storageChecks } from './storage.ts'
