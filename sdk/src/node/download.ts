/** Downloads to a file: resumable, checked against a digest, and in place only when it is right. */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import type { File } from '../generated/api.ts'
import { isProblem, problemOf, SlipwayProblem, unreachable } from '../problem.ts'
import type { SlipwayReader } from '../reader.ts'
import { isTemporary, type OnRetry, pause, pauseBefore, policyOf, type RetryOptions } from '../retry.ts'
import { patience } from '../uploads/resumable.ts'
import { sha256OfFile } from './file-source.ts'

/** How a file is fetched. */
export type DownloadOptions = {
  /** Stops the download; what has come stays in the `.part` file and is resumed. */
  signal?: AbortSignal | undefined
  /** Told as bytes come; what was there already is in `received`. */
  onProgress?: ((progress: { received: number; size: number }) => void) | undefined
  /** An earlier download of the same file is resumed at this offset. */
  onResume?: ((at: { received: number; size: number }) => void) | undefined
  /** What has come cannot be gone on with, as it is of another file or the server sends no parts: it begins again. */
  onRestart?: (() => void) | undefined
  /** Something failed for the time being; the download goes on by itself in `pause` milliseconds. */
  onRetry?: OnRetry | undefined
  /** Put the file in place of another one. Without it: `target_exists`. */
  overwrite?: boolean | undefined
  /** How patiently to go on when the server or the network is away; counted anew after each success. */
  retry?: RetryOptions | undefined
}

/** A file that is here now, with the right bytes. `present`: it was here before. */
export type Downloaded = { path: string; bytes: number; sha256: string; outcome: 'downloaded' | 'present' }

/**
 * Brings a file here: into `<path>.part`, from where an earlier try stopped, and to `path` once its digest is right.
 * A file that is already there with the right bytes is left alone.
 */
export async function downloadFile(
  slipway: SlipwayReader,
  file: Pick<File, 'url' | 'size' | 'sha256'>,
  path: string,
  options: DownloadOptions = {},
): Promise<Downloaded> {
  const result = { path, bytes: file.size, sha256: file.sha256 }
  if ((await sizeOf(path)) !== undefined) {
    if ((await sizeOf(path)) === file.size && (await sha256OfFile(path)) === file.sha256) {
      return { ...result, outcome: 'present' }
    }
    if (options.overwrite !== true) {
      throw new SlipwayProblem('target_exists', `${path} exists and has other bytes.`, { details: { path } })
    }
  }
  const part = `${path}.part`
  const resumed = ((await sizeOf(part)) ?? 0) > 0
  try {
    await receive(slipway, file, part, options)
  } catch (error) {
    // What an earlier try left was of another file. Nobody can tell before the end.
    if (!resumed || !isProblem(error, 'digest_mismatch')) throw error
    options.onRestart?.()
    await receive(slipway, file, part, options)
  }
  await rename(part, path)
  return { ...result, outcome: 'downloaded' }
}

/** Fills the `.part` file; removes it when it turns out wrong. */
async function receive(
  { transport }: SlipwayReader,
  file: Pick<File, 'url' | 'size' | 'sha256'>,
  part: string,
  options: DownloadOptions,
): Promise<void> {
  const policy = policyOf({ ...patience, ...options.retry })
  const handle = await open(part, 'a+')
  try {
    const state = await resumeState(part, handle, file.size, options)
    if (state.received > 0) options.onResume?.({ received: state.received, size: file.size })
    let reached = state.received
    for (let attempt = 1; state.received < file.size; attempt++) {
      if (state.received > reached) {
        reached = state.received
        attempt = 1
      }
      try {
        const request = new Request(transport.url + file.url, {
          headers: rangeFrom(state.received, file.sha256),
          signal: options.signal ?? null,
        })
        await copy(await transport.send(request), handle, file, state, options)
        if (state.received < file.size) throw unreachable(transport.url, new Error('the connection ended early'))
      } catch (error) {
        options.signal?.throwIfAborted()
        const wait = isProblem(error) && isTemporary(error) ? pauseBefore(attempt, policy, error.retryAfter) : undefined
        if (wait === undefined) throw error
        options.onRetry?.({ problem: error as SlipwayProblem, attempt, pause: wait })
        await pause(wait, options.signal)
      }
    }
    await handle.sync()
    const received = state.hash.digest('hex')
    if (received === file.sha256) return
    await rm(part, { force: true })
    throw new SlipwayProblem('digest_mismatch', `The bytes received have the sha256 ${received}, not ${file.sha256}.`, {
      details: { algorithm: 'sha256', expected: file.sha256, received },
    })
  } finally {
    await handle.close()
  }
}

type State = { received: number; hash: Hash }

/** Hashes what is there already. More than the file can have is of another file. */
async function resumeState(
  part: string,
  handle: FileHandle,
  size: number,
  { signal, onRestart }: DownloadOptions,
): Promise<State> {
  const hash = createHash('sha256')
  const { size: there } = await handle.stat()
  if (there > size) {
    onRestart?.()
    await handle.truncate(0)
    return { received: 0, hash }
  }
  for await (const chunk of createReadStream(part, { highWaterMark: 512 * 1024 }) as AsyncIterable<Buffer>) {
    signal?.throwIfAborted()
    hash.update(chunk)
  }
  return { received: there, hash }
}

/** The tag of a file is its digest, so a part of other bytes is never continued. */
const rangeFrom = (received: number, sha256: string): Record<string, string> =>
  received === 0 ? {} : { range: `bytes=${received}-`, 'if-range': `"${sha256}"` }

async function copy(
  response: Response,
  handle: FileHandle,
  { size }: Pick<File, 'size'>,
  state: State,
  { onProgress, onRestart }: DownloadOptions,
): Promise<void> {
  if (!response.ok) throw await problemOf(response)
  if (response.status !== 206 && state.received > 0) {
    onRestart?.()
    await handle.truncate(0)
    Object.assign(state, { received: 0, hash: createHash('sha256') })
  }
  onProgress?.({ received: state.received, size })
  try {
    for await (const chunk of response.body ?? []) {
      await handle.appendFile(chunk)
      state.hash.update(chunk)
      state.received += chunk.length
      onProgress?.({ received: state.received, size })
    }
  } catch (error) {
    // An error of the disk has a code and is final; one of the line has none of ours.
    if (error instanceof Error && 'syscall' in error && error.syscall === 'write') throw error
    throw unreachable(response.url, error)
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
