/**
 * Further ids under which clients of older protocols know a thing: the folders they see around releases, and the ids an
 * application had elsewhere. An id is never given twice, so rows outlive their owners.
 */
export { Aliases } from './service.ts'
export { type AliasKind, type AliasRow, add as addAlias, taken as aliasTaken } from './store.ts'
