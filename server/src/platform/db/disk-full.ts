/** `disk_full` of PostgreSQL. */
const POSTGRES_DISK_FULL = '53100'

/** Whether the database could not write because its disk is full. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'SQLITE_FULL' || error.code === POSTGRES_DISK_FULL)
