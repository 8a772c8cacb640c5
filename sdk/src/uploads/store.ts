/** Remembers which upload a file was sent by, so that the next run resumes it. */
export interface UploadStore {
  /** The id of the upload that this file was sent by. */
  find(fingerprint: string): Promise<string | undefined>
  /** Called when an upload begins. */
  remember(fingerprint: string, upload: string): Promise<void>
  /** Called when the upload is published, or of no use any more. */
  forget(fingerprint: string): Promise<void>
}

/** What of `localStorage` is needed. */
type Shelf = {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

const PREFIX = 'slipway.upload '

/** For browsers: keeps it in `localStorage`. */
export function localUploadStore(
  shelf: Shelf = (globalThis as unknown as { localStorage: Shelf }).localStorage,
): UploadStore {
  return {
    find: async (fingerprint) => shelf.getItem(PREFIX + fingerprint) ?? undefined,
    remember: async (fingerprint, upload) => shelf.setItem(PREFIX + fingerprint, upload),
    forget: async (fingerprint) => shelf.removeItem(PREFIX + fingerprint),
  }
}
