/**
 * Backups: a folder or a bucket with the rows of one moment and the bytes they refer to, from either kind of database and into
 * either kind, taken while the server goes on working.
 */
export { type BackupReport, makeBackup } from './backup.ts'
export { BackupError } from './failure.ts'
export type { Manifest } from './manifest.ts'
export { type RestoreReport, restoreBackup, verifyBackup } from './restore.ts'
