import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { UploadStore } from '../uploads/store.ts'

/** Remembers uploads in a folder, one small file each: several programs may use it at once. */
export function folderUploadStore(folder: string): UploadStore {
  const fileOf = (fingerprint: string) => join(folder, `${createHash('sha256').update(fingerprint).digest('hex')}.json`)
  return {
    async find(fingerprint) {
      try {
        const { upload } = JSON.parse(await readFile(fileOf(fingerprint), 'utf8')) as { upload?: unknown }
        return typeof upload === 'string' ? upload : undefined
      } catch {
        // None, or one that cannot be read: the upload begins anew.
        return undefined
      }
    },
    async remember(fingerprint, upload) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const fresh = join(folder, `.${randomUUID()}`)
      await writeFile(fresh, JSON.stringify({ upload, fingerprint, at: new Date().toISOString() }), { mode: 0o600 })
      await rename(fresh, fileOf(fingerprint))
    },
    async forget(fingerprint) {
      await rm(fileOf(fingerprint), { force: true })
    },
  }
}
