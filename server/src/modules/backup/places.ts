/** Which kind of place an address means: `s3://bucket/prefix`, or else a folder. */
import { BackupFolder } from './folder.ts'
import type { BackupPlace } from './place.ts'

/** A place to back up to: an earlier backup, or one that is empty or not there yet. Throws `BackupError`. */
export const preparePlace = async (path: string): Promise<BackupPlace> =>
  looksLikeBucket(path) ? (await bucket()).prepare(path) : BackupFolder.prepare(path)

/** A place to restore from. Throws `BackupError` when it is none. */
export const findPlace = async (path: string): Promise<BackupPlace> =>
  looksLikeBucket(path) ? (await bucket()).find(path) : BackupFolder.find(path)

const looksLikeBucket = (path: string): boolean => path.startsWith('s3://')
/** The client of object stores is large, and few need it. */
const bucket = async () => (await import('./bucket.ts')).BackupBucket
