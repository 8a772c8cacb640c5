/** What a backup needs of where it is: a folder, or a bucket of an object store. */
import type { Readable } from 'node:stream'
import type { Manifest } from './manifest.ts'

/** The rows of one moment; `folder` has its tables as files. */
export type Snapshot = { name: string; folder: string; manifest: Manifest }

export interface BackupPlace {
  /** as people name it */
  readonly path: string

  /** Keeps others from writing, and clears away what they left unfinished. Answers how to let them again. */
  lock(): Promise<() => Promise<void>>

  /** Names of the complete snapshots, the oldest first. */
  snapshots(): Promise<string[]>
  /** A snapshot by name; without one the newest. Throws `BackupError`. */
  snapshot(name?: string): Promise<Snapshot>
  /** An empty folder for a snapshot that is being written. */
  beginSnapshot(): Promise<string>
  /** Makes it one of the snapshots: the last step. Answers its name. */
  completeSnapshot(folder: string, manifest: Manifest): Promise<string>

  hasBlob(sha256: string, size: number): Promise<boolean>
  /** Whether the bytes are still those of the digest. */
  isWhole(sha256: string, size: number): Promise<boolean>
  /** Bytes that are not those of their digest any more make room for others that are. */
  setAside(sha256: string): Promise<void>
  openBlob(sha256: string): Readable
  /** Keeps the bytes, if they are those of the digest; answers whether they are. */
  putBlob(sha256: string, bytes: AsyncIterable<Uint8Array>): Promise<boolean>
  /** All that was put is durable. */
  syncBlobs(): Promise<void>

  /** Removes all snapshots but the newest `keep`, and the bytes that none of those needs. Answers what went. */
  prune(keep: number): Promise<{ snapshots: string[]; blobs: number }>
  /** Gives up what is held for it on this machine. */
  close(): Promise<void>
}
