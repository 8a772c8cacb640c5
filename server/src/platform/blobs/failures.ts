/** The failures of a store, and what the file system's errors mean in these words. */
import { BlobError, type ByteRange } from './store.ts'

export function wrongOffset(key: string, asked: number, length: number): BlobError {
  return new BlobError('wrong_offset', `${key} ends at ${length}, not at ${asked}`, { length })
}

export function tooLong(key: string, limit: number, length: number): BlobError {
  return new BlobError('too_long', `${key} may have ${limit} bytes and got more`, { length })
}

export function missing(key: string, cause?: unknown): BlobError {
  return new BlobError('missing', `there is no object ${key}`, { cause })
}

export function outside(key: string, { start, end }: ByteRange): RangeError {
  return new RangeError(`bytes ${start}-${end} are not inside ${key}`)
}

export function isBlobError(error: unknown, ...codes: BlobError['code'][]): error is BlobError {
  return error instanceof BlobError && codes.includes(error.code)
}

export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}

export function nothingIfMissing(error: unknown): undefined {
  if (!hasCode(error, 'ENOENT', 'ENOTDIR')) throw error
}

/** Says in the words of the store what the file system said; other errors pass through. */
export function understood(error: unknown, key?: string): unknown {
  if (hasCode(error, 'ENOSPC', 'EDQUOT')) {
    return new BlobError('storage_full', 'the disk of the blob folder is full', { cause: error })
  }
  if (key !== undefined && hasCode(error, 'ENOENT', 'ENOTDIR')) return missing(key, error)
  return error
}
