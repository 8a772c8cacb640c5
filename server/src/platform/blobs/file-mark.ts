/** How a process recognises that a file is exactly as it left it. */
import type { FileHandle } from 'node:fs/promises'

/** `mark` is equal only for the same file in the same state. `links` is 0 when the file was removed. */
export type Mark = { mark: string; size: number; links: number }

export async function markOf(file: FileHandle): Promise<Mark> {
  const { ino, size, nlink, mtimeNs, ctimeNs } = await file.stat({ bigint: true })
  return { mark: [ino, size, mtimeNs, ctimeNs].join(' '), size: Number(size), links: Number(nlink) }
}

/**
 * Marks the file so that every later write by anybody shows. Comparing times alone would not do: two writes within one
 * tick of the file system's clock look the same. A time of modification in the past, however, no write can set; the
 * random fraction tells the marks of two processes apart.
 */
export async function leaveMark(file: FileHandle): Promise<Mark> {
  const past = Date.now() / 1000 - 5 - Math.random()
  await file.utimes(past, past)
  return markOf(file)
}
