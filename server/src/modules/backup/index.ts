/**
 * Backups: a folder or a bucket with the rows of one moment and the bytes they refer to, from either kind of database and into
 * either kind, taken while the server goes on working.
 */
export { makeBackup } from './backup.ts'
export { BackupError } from './failure.ts'
export { restoreBackup, verifyBackup } from './restore.ts'
