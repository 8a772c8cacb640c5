/** Where the bytes of an upload come from: `blobSource` and, in Node, `fileSource` make one. */
export interface UploadSource {
  /** The name under which people get the file. */
  readonly name: string
  /** bytes */
  readonly size: number
  /** The same as long as it is the same unchanged file; without one, an interrupted upload resumes by its id only. */
  readonly fingerprint?: string | undefined
  /** What the helpers send at once unless told otherwise. */
  readonly pieceSize: number
  /** The bytes from `start` up to but not including `end`. */
  read(start: number, end: number): Blob | AsyncIterable<Uint8Array>
  /** Throws `source_changed` when the file is not what it was. */
  check?(): Promise<void>
  /** Begins to compute digests, where that is cheap. */
  digests?(signal?: AbortSignal): Digests
}

/** SHA-256 of pieces and of the whole, computed in one pass. */
export interface Digests {
  /** SHA-256 of a piece, as `Upload-Checksum` wants it: base64; `undefined` when it is not worth it. */
  piece(start: number, end: number): Promise<string | undefined>
  /** SHA-256 of everything, lower-case hex; `undefined` when it cannot be had without reading all into memory. */
  whole(): Promise<string | undefined>
}

const MiB = 2 ** 20

/** Browsers report progress per piece, and hash it in memory. */
const BLOB_PIECE = 8 * MiB
/** A digest of the whole needs the whole in memory here: WebCrypto does not take it bit by bit. */
const WHOLE_IN_MEMORY = 16 * MiB

/** A `File` that somebody chose, or any other `Blob`. */
export function blobSource(blob: Blob, name?: string): UploadSource {
  const { name: fileName, lastModified } = blob as { name?: string; lastModified?: number }
  const known = name ?? fileName
  if (known === undefined) throw new TypeError('blobSource: give a name for the bytes')
  return {
    name: known,
    size: blob.size,
    pieceSize: BLOB_PIECE,
    fingerprint: lastModified === undefined ? undefined : `${fileName} ${blob.size} ${lastModified}`,
    read: (start, end) => blob.slice(start, end),
    digests: () => ({
      piece: async (start, end) => base64(await sha256(blob.slice(start, end))),
      whole: async () => (blob.size > WHOLE_IN_MEMORY ? undefined : hex(await sha256(blob))),
    }),
  }
}

/** Pages that did not come by HTTPS have no WebCrypto. */
async function sha256(blob: Blob): Promise<Uint8Array | undefined> {
  const subtle = globalThis.crypto?.subtle
  if (subtle === undefined) return undefined
  return new Uint8Array(await subtle.digest('SHA-256', await blob.arrayBuffer()))
}

const hex = (bytes: Uint8Array | undefined) =>
  bytes && Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

const base64 = (bytes: Uint8Array | undefined) => bytes && btoa(String.fromCharCode(...bytes))
