import { Readable } from 'node:stream'
import { waitFor } from '../keyed-lock.ts'
import type { Feed } from './feed.ts'

/**
 * Pours `body` into `feed`. Resolves to the cause when the source broke off or the signal fired; throws what `admit`
 * and the feed throw.
 */
export async function pour(
  body: AsyncIterable<Uint8Array>,
  feed: Feed,
  signal: AbortSignal | undefined,
  admit: (length: number) => void,
): Promise<{ cause: unknown } | undefined> {
  const source = (body instanceof Readable ? chunksOf(body) : body)[Symbol.asyncIterator]()
  let exhausted = false
  try {
    for (;;) {
      let next: IteratorResult<Uint8Array>
      try {
        signal?.throwIfAborted()
        next = await waitFor(source.next(), signal)
      } catch (cause) {
        return { cause }
      }
      if (next.done) {
        exhausted = true
        return undefined
      }
      admit(feed.received + next.value.length)
      await feed.push(next.value)
    }
  } finally {
    // Not awaited: a source that hangs would answer only after its next chunk.
    if (!exhausted) source.return?.().catch(() => {})
  }
}

/**
 * The chunks of a request's body. One who stops early neither destroys the request, which could then no longer be answered,
 * nor leaves the rest of it unread: it would stand in the way of what comes next on the same connection.
 */
export async function* chunksOf(body: Readable): AsyncGenerator<Uint8Array, void> {
  try {
    yield* body.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Uint8Array>
  } finally {
    body.resume()
  }
}
