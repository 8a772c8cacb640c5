/** One piece on its way: a request body that counts what was taken from it. */
import { SlipwayProblem } from '../problem.ts'
import type { UploadSource } from './source.ts'

/** The line is taken for dead when nothing moved for this long (milliseconds) while there was something to send. */
const STALLED_AFTER = 60_000

export type Piece = {
  readonly body: Blob | ReadableStream<Uint8Array>
  readonly signal: AbortSignal
  /** Why the source could not be read; a request that fails for that does not say so itself. */
  readonly failure: () => unknown
  /** Call it when the request is over, however it ended. */
  readonly end: () => void
}

/** Reads a piece of the source for a request. */
export function openPiece(
  source: UploadSource,
  start: number,
  end: number,
  { signal, onSent }: { signal?: AbortSignal | undefined; onSent: (sent: number) => void },
): Piece {
  const stop = new AbortController()
  const stopped = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal])
  const bytes = source.read(start, end)
  if (bytes instanceof Blob) return { body: bytes, signal: stopped, failure: () => undefined, end: () => {} }

  let failure: unknown
  let timer: ReturnType<typeof setTimeout> | undefined
  let over = false
  const watch = (sent: number) => {
    clearTimeout(timer)
    // What was still being read when the request ended comes after that: a minute begun now would keep the process alive.
    if (!over && sent < end) timer = setTimeout(() => stop.abort(stalled()), STALLED_AFTER)
  }
  async function* counted(iterable: AsyncIterable<Uint8Array>) {
    let sent = start
    try {
      for await (const chunk of iterable) {
        watch(sent)
        yield chunk
        sent += chunk.length
        onSent(sent)
      }
    } catch (error) {
      failure = error
      throw error
    } finally {
      clearTimeout(timer)
    }
  }
  return {
    body: streamOf(counted(bytes)),
    signal: stopped,
    failure: () => failure,
    end() {
      over = true
      clearTimeout(timer)
    },
  }
}

function streamOf(iterator: AsyncGenerator<Uint8Array, void>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      async cancel() {
        await iterator.return()
      },
    },
    // One chunk at a time: what was not asked for has not been sent.
    { highWaterMark: 0 },
  )
}

const stalled = () => new SlipwayProblem('unreachable', 'Nothing moved for a minute.')
