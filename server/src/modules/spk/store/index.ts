/** The SQL of Synology packages; services take it as `store`. */
export * from './builds.ts'
export * from './counts.ts'
export * from './files.ts'
export * from './lists.ts'
export * from './packages.ts'
export * from './reference.ts'
export * from './state.ts'
export type * from './tables.ts'
