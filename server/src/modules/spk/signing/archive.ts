/**
 * How a signature gets into an archive and out of it without anything else changing.
 */
import { Readable } from 'node:stream'
import { type Member, SIGNATURE, type Spk, signedMembers } from '@slipway/spk'
import tar from 'tar-stream'

/** Opens a part of the archive; both ends inclusive. */
export type OpenRange = (range: { start: number; end: number }) => Promise<Readable>

/** The bytes to sign. */
export const signedBytes = (spk: Spk, open: OpenRange): Readable =>
  Readable.from(ranges(open, signedMembers(spk.members)))

async function* ranges(open: OpenRange, members: readonly Member[]): AsyncGenerator<Uint8Array> {
  for (const { offset, size } of members) {
    if (size > 0) yield* await open({ start: offset, end: offset + size - 1 })
  }
}

const END = Buffer.alloc(1024)

/** The archive with this signature as its last member, and no other. */
export function withSignature(spk: Spk, open: OpenRange, signature: string): Readable {
  return Readable.from(
    (async function* () {
      yield* unsigned(spk, open)
      const pack = tar.pack()
      pack.entry({ name: SIGNATURE, mode: 0o644, uid: 0, gid: 0, mtime: new Date() }, signature)
      pack.finalize()
      yield* pack as AsyncIterable<Uint8Array>
    })(),
  )
}

/** The archive without its signature; all other members as they are. */
export function withoutSignature(spk: Spk, open: OpenRange): Readable {
  return Readable.from(
    (async function* () {
      yield* unsigned(spk, open)
      yield END
    })(),
  )
}

/** Up to where the end of the archive would be. */
async function* unsigned(spk: Spk, open: OpenRange): AsyncGenerator<Uint8Array> {
  if (spk.signature === null) return yield* await open({ start: 0, end: spk.end - 1 })
  for (const { name, start, end } of spk.members) {
    if (name !== SIGNATURE) yield* await open({ start, end: end - 1 })
  }
}
