/** Bytes on their way into a store and out of it. */
import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { signalled } from './signalled.ts'

/** What a store must say of them. */
export const digestsOf = (bytes: Uint8Array): { sha256: string; sha512: string } => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  sha512: createHash('sha512').update(bytes).digest('hex'),
})

export const md5Of = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex')

export async function* source(bytes: Uint8Array, chunk = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk)
}

/** Gives all the bytes and then breaks off. */
export async function* brokenSource(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield* source(bytes)
  throw new Error('the line went dead')
}

/** Gives `bytes` and then hangs until it is let go, and gives the rest. */
export function hangingSource(bytes: Uint8Array, rest: Uint8Array = Buffer.alloc(0)) {
  const gate = signalled()
  const reached = signalled()
  const body = (async function* () {
    yield* source(bytes)
    reached.signal()
    await gate.given
    yield* source(rest)
  })()
  return { body, reached: reached.given, release: gate.signal }
}

export async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks)
}

/** The keys of all that a store has, in order. */
export async function keysOf(store: { list(): AsyncIterable<{ key: string }> }): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of store.list()) keys.push(key)
  return keys.sort()
}
