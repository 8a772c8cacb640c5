/** What holds of snapshots and bytes wherever a backup is. */
import { createHash } from 'node:crypto'
import { BackupError } from './failure.ts'
import type { BackupPlace } from './place.ts'

export const MANIFEST = 'manifest.json'

/** Names of snapshots: the time at which they were made. */
export const SNAPSHOT = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/

/** That snapshot, or the newest. Throws `BackupError` when it is not there, naming those that are. */
export async function chosenSnapshot(place: BackupPlace, name: string | undefined): Promise<string> {
  const names = await place.snapshots()
  const chosen = name ?? names.at(-1)
  if (chosen === undefined) throw new BackupError(`${place.path} has no complete snapshot.`)
  if (!names.includes(chosen)) {
    throw new BackupError(`${place.path} has no snapshot ${chosen}. It has: ${names.join(', ')}.`)
  }
  return chosen
}

/** Whether the bytes that are kept under a digest can be read, and are still of it. */
export async function isOfItsDigest(place: BackupPlace, sha256: string): Promise<boolean> {
  const hash = createHash('sha256')
  try {
    for await (const piece of place.openBlob(sha256)) hash.update(piece as Buffer)
  } catch {
    return false
  }
  return hash.digest('hex') === sha256
}
