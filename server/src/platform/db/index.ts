export {
  afterCommit,
  type Database,
  type DatabaseKind,
  type OpenOptions,
  openDatabase,
  ping,
  type Queryable,
} from './database.ts'
export { forUpdate, forUpdateSkipLocked, isAnyOf, isPostgres, rowCompare, rowUpTo } from './dialect.ts'
export { isDiskFull } from './disk-full.ts'
export type { Values } from './each-row.ts'
export { fetchAhead } from './fetch-ahead.ts'
export { ForeignFileError, openForeignFile } from './foreign-file.ts'
export { readForeignPostgres } from './foreign-postgres.ts'
export { hastily } from './hasty.ts'
export { kept, keptByShape } from './kept.ts'
export { lookUpBy } from './look-up.ts'
export { addMany, type Columns, insertMany, insertNew, putMany } from './many-rows.ts'
export { doneMigrations, type Migrations, migrate, pendingMigrations } from './migrate.ts'
export { type CursorValue, type Page, pageOf, readCursor } from './page.ts'
export {
  addRows,
  atOneMoment,
  gatherStatistics,
  goOnCounting,
  hasRows,
  type Row,
  removeRows,
  rowsOf,
} from './rows.ts'
export { rowsAsJson } from './rows-as-json.ts'
export { type TableShape, tableShapes } from './shape.ts'
export { type Flag, flag, type Tables } from './tables.ts'
export { tightenIndexes } from './tighten.ts'
