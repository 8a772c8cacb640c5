/**
 * All tables, by name. Each module adds its own by declaration merging, so that no file has to know them all:
 * `declare module '../../platform/db/tables.ts' { interface Tables { … } }`
 *
 * On both databases: times are milliseconds since 1970 (UTC), truths are 0 or 1, JSON is text, ids are 24 hex digits.
 */
// biome-ignore lint/suspicious/noEmptyInterface: it is filled by the modules
export interface Tables {}

/** 0 or 1; SQLite has no boolean, and one form on both databases keeps the stores alike. */
export type Flag = 0 | 1
export const flag = (value: boolean): Flag => (value ? 1 : 0)
