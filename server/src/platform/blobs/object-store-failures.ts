/** Failures of an object store, in the words of the blob store. */
import { hasCode } from './failures.ts'
import { BlobError } from './store.ts'

/** Says in the words of the store what the object store said; other errors pass through. */
export function inWords(error: unknown): unknown {
  const name = error instanceof Error ? error.name : ''
  if (hasCode(error, 'ENOSPC') || ['XMinioStorageFull', 'QuotaExceeded', 'QuotaExceededException'].includes(name)) {
    return new BlobError('storage_full', 'the object store is full', { cause: error })
  }
  if (name === 'PreconditionFailed') {
    return new BlobError('interrupted', 'an object changed while it was finished', { cause: error })
  }
  return error
}

export async function understood<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw inWords(error)
  }
}
