/** A store in a folder of its own, which a test can look into. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type BlobStore, createFolderStore, createHashers, type Hashers } from '../../src/platform/blobs/index.ts'

export const mebibyte = 1024 * 1024
/** More than a test sends, where it is not about the limit. */
export const limit = 100 * mebibyte

type FolderStore = {
  folder: string
  hashers: Hashers
  store: BlobStore
  /** where the bytes of a key are */
  pathOf: (key: string) => string
  /** how often hashing was begun */
  runsStarted: () => number
}

export async function openFolderStore(): Promise<FolderStore> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-blobs-'))
  const real = createHashers()
  let runsStarted = 0
  const hashers: Hashers = {
    start(algorithms) {
      runsStarted += 1
      return real.start(algorithms)
    },
    close: () => real.close(),
  }
  const store = createFolderStore({ folder, hashers })
  onTestFinished(async () => {
    await store.close()
    await hashers.close()
    await rm(folder, { recursive: true })
  })
  return {
    folder,
    hashers,
    store,
    pathOf: (key) => join(folder, key.slice(-2), key),
    runsStarted: () => runsStarted,
  }
}
