import type { OnRetry, RetryOptions } from '../retry.ts'
import type { UploadStore } from './store.ts'

/** Bytes that were sent, of all. */
export type Progress = { sent: number; size: number }

/** How a file is sent. */
export type UploadOptions = {
  /** Stops the upload; what has come stays on the server and can be resumed. */
  signal?: AbortSignal | undefined
  /** Told as bytes go; after a failure `sent` can be less than before. */
  onProgress?: ((progress: Progress) => void) | undefined
  /** An earlier upload of the same bytes is resumed at this offset. */
  onResume?: ((at: Progress) => void) | undefined
  /** Something failed for the time being; the upload goes on by itself in `pause` milliseconds. */
  onRetry?: OnRetry | undefined
  /** Remembers interrupted uploads. */
  store?: UploadStore | undefined
  /** Id of an upload to resume. */
  resume?: string | undefined
  /** Bytes per request; halved while pieces fail. */
  pieceSize?: number | undefined
  /** Send a SHA-256 with each piece, so that a damaged one is noticed at once. Default: yes, where it is cheap. */
  checksum?: boolean | undefined
  /** How patiently to go on when the server or the network is away; counted anew after each success. */
  retry?: RetryOptions | undefined
  /** Up to this many bytes go by one request without an upload of their own. Default 8 MiB. */
  small?: number | undefined
}
