/**
 * Resumable uploads by the tus protocol. Not by tus-js-client: it brings an HTTP stack of its own beside `fetch`, knows
 * no checksums, and reports no problems as this API states them; the protocol itself is this page.
 */
import type { Transport } from '../client.ts'
import type { Upload } from '../generated/api.ts'
import { bodyOf, isProblem, problemOf, SlipwayProblem } from '../problem.ts'
import { insist, isTemporary, pause, pauseBefore, policyOf, type RetryOptions, type RetryPolicy } from '../retry.ts'
import type { UploadOptions } from './options.ts'
import { openPiece } from './piece.ts'
import type { Digests, UploadSource } from './source.ts'

/** Goes on for about three minutes without any success: long enough for a server to be replaced. */
export const patience: RetryOptions = { retries: 11, firstPause: 500, longestPause: 30_000 }

/** Pieces that fail again and again are made smaller, down to this. */
const SMALLEST_PIECE = 2 ** 20

const TUS = { 'tus-resumable': '1.0.0' }

/** An upload whose bytes are all there; `resumed`: an earlier run had begun it. */
export type Sent = { id: string; resumed: boolean }

/**
 * Sends a file as a resumable upload and answers its id; nothing is published yet. It goes on by itself after
 * failures that pass, and where an earlier run of the same file stopped.
 */
export async function sendResumable(
  transport: Transport,
  source: UploadSource,
  options: UploadOptions = {},
  digests: Digests | undefined = source.digests?.(options.signal),
): Promise<Sent> {
  const policy = policyOf({ ...patience, ...options.retry })
  const { id, offset } = await begin(transport, source, options, policy)
  if (offset > 0) options.onResume?.({ sent: offset, size: source.size })
  await new Sending(transport, source, options, policy, id, digests).run(offset)
  return { id, resumed: offset > 0 }
}

/** What an upload is remembered by: the same file on another server is another upload. */
export const fingerprintOf = ({ url }: Transport, { fingerprint }: UploadSource): string | undefined =>
  fingerprint === undefined ? undefined : `${url} ${fingerprint}`

async function begin(
  transport: Transport,
  source: UploadSource,
  options: UploadOptions,
  policy: RetryPolicy,
): Promise<{ id: string; offset: number }> {
  const patient = insist(transport.send, policy, { always: true, onRetry: options.onRetry })
  const fingerprint = fingerprintOf(transport, source)
  const known = options.resume ?? (fingerprint && (await options.store?.find(fingerprint)))
  if (known !== undefined) {
    const found = await find(transport, patient, known, options)
    if (found !== undefined && found.size === source.size) return found
    if (options.resume !== undefined) {
      throw new SlipwayProblem('upload_not_found', `The upload ${known} has expired or is of another file.`, {
        status: 404,
        details: { upload: known },
      })
    }
  }
  const response = await patient(
    new Request(`${transport.url}/api/v2/uploads`, {
      method: 'POST',
      headers: {
        ...TUS,
        'upload-length': String(source.size),
        'upload-metadata': `filename ${base64(source.name)}`,
      },
      signal: options.signal ?? null,
    }),
  )
  const { id, offset } = await bodyOf<Upload>(response)
  if (fingerprint !== undefined) await options.store?.remember(fingerprint, id)
  return { id, offset }
}

async function find(
  { url }: Transport,
  patient: Transport['send'],
  id: string,
  { signal }: UploadOptions,
): Promise<Upload | undefined> {
  const response = await patient(new Request(`${url}/api/v2/uploads/${id}`, { headers: TUS, signal: signal ?? null }))
  if (response.ok) return bodyOf(response)
  const problem = await problemOf(response)
  if (problem.code === 'upload_not_found') return undefined
  throw problem
}

/** The loop: a piece, the next piece; after a failure, a pause and the question how much has come. */
class Sending {
  readonly #transport: Transport
  readonly #source: UploadSource
  readonly #options: UploadOptions
  readonly #policy: RetryPolicy
  readonly #id: string
  readonly #digests: Digests | undefined
  readonly #largest: number
  #pieceSize: number

  constructor(
    transport: Transport,
    source: UploadSource,
    options: UploadOptions,
    policy: RetryPolicy,
    id: string,
    digests: Digests | undefined,
  ) {
    this.#transport = transport
    this.#source = source
    this.#options = options
    this.#policy = policy
    this.#id = id
    this.#digests = options.checksum === false ? undefined : digests
    this.#largest = options.pieceSize ?? source.pieceSize
    this.#pieceSize = this.#largest
  }

  async run(from: number): Promise<void> {
    let offset: number | undefined = from
    let reached = from
    for (let attempt = 1; ; attempt++) {
      try {
        offset ??= await this.#offset()
        while (offset < this.#source.size) {
          if (offset > reached) {
            reached = offset
            attempt = 1
          }
          offset = await this.#send(offset)
          this.#pieceSize = Math.min(this.#pieceSize * 2, this.#largest)
        }
        return
      } catch (error) {
        await this.#afterFailure(error, attempt)
        offset = undefined
      }
    }
  }

  /** Waits before the next try, or throws what happened. */
  async #afterFailure(error: unknown, attempt: number): Promise<void> {
    this.#options.signal?.throwIfAborted()
    if (!isProblem(error) || !(isTemporary(error) || isProblem(error, 'checksum_mismatch', 'upload_offset')))
      throw error
    const wait = pauseBefore(attempt, this.#policy, error.retryAfter)
    if (wait === undefined) throw error
    this.#pieceSize = Math.max(Math.floor(this.#pieceSize / 2), Math.min(SMALLEST_PIECE, this.#largest))
    this.#options.onRetry?.({ problem: error, attempt, pause: wait })
    await pause(wait, this.#options.signal)
  }

  async #send(start: number): Promise<number> {
    await this.#source.check?.()
    const { size } = this.#source
    const end = Math.min(start + this.#pieceSize, size)
    const checksum = await this.#digests?.piece(start, end)
    const onSent = (sent: number) => this.#options.onProgress?.({ sent, size })
    onSent(start)
    const piece = openPiece(this.#source, start, end, { signal: this.#options.signal, onSent })
    try {
      const response = await this.#transport.send(
        new Request(`${this.#transport.url}/api/v2/uploads/${this.#id}`, {
          method: 'PATCH',
          headers: {
            ...TUS,
            'content-type': 'application/offset+octet-stream',
            'upload-offset': String(start),
            ...(checksum !== undefined && { 'upload-checksum': `sha256 ${checksum}` }),
          },
          body: piece.body,
          signal: piece.signal,
          duplex: 'half',
        } as RequestInit),
      )
      if (!response.ok) throw await problemOf(response)
      onSent(end)
      return offsetOf(response)
    } catch (error) {
      throw piece.failure() ?? error
    } finally {
      piece.end()
    }
  }

  async #offset(): Promise<number> {
    const found = await find(this.#transport, this.#transport.send, this.#id, this.#options)
    if (found !== undefined) return found.offset
    throw new SlipwayProblem('upload_not_found', 'The upload has expired.', {
      status: 404,
      details: { upload: this.#id },
    })
  }
}

function offsetOf(response: Response): number {
  const offset = Number(response.headers.get('upload-offset') ?? Number.NaN)
  if (Number.isSafeInteger(offset)) return offset
  throw new SlipwayProblem('not_slipway', 'The answer does not say how much has come. Is there a proxy in between?', {
    status: response.status,
  })
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}
