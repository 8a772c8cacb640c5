/**
 * What of an archive is signed, in which order, and how a signature gets into it and out of it without anything else
 * changing. Section 3.6 of the contract.
 */
import { Readable } from 'node:stream'
import tar from 'tar-stream'
import { iconMembers, type Member, SIGNATURE, type Spk, WIZARD } from '../archive/index.ts'

/** Opens a part of the archive; both ends inclusive. */
export type OpenRange = (range: { start: number; end: number }) => Promise<Readable>

const icons = new Set(Object.values(iconMembers))

const groups: readonly ((name: string) => boolean)[] = [
  (name) => name === 'INFO',
  (name) => name === 'LICENSE',
  (name) => icons.has(name),
  (name) => WIZARD.test(name),
  (name) => name.startsWith('conf/'),
  (name) => name === 'package.tgz',
  (name) => name.startsWith('scripts/'),
]

/** The files whose contents are signed, in their order. */
export function signedMembers(members: readonly Member[]): Member[] {
  const files = members.filter((member) => member.kind === 'file')
  const sorted = [...files].sort((a, b) => compareCodePoints(a.name, b.name))
  return groups.flatMap((belongs) => sorted.filter((member) => belongs(member.name)))
}

/** JavaScript compares UTF-16 units, which differs beyond the basic plane. */
function compareCodePoints(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

/** Files that no signature covers: DSM up to 6 calls a package with such files corrupted (T38). */
export function unsignedMembers(members: readonly Member[]): string[] {
  const signed = new Set(signedMembers(members).map((member) => member.name))
  return members
    .filter(({ kind, name }) => kind === 'file' && name !== SIGNATURE && !signed.has(name))
    .map((member) => member.name)
}

/** The bytes to sign. */
export const signedBytes = (spk: Spk, open: OpenRange): Readable =>
  Readable.from(ranges(open, signedMembers(spk.members)))

async function* ranges(open: OpenRange, members: readonly Member[]): AsyncGenerator<Uint8Array> {
  for (const { offset, size } of members) {
    if (size > 0) yield* await open({ start: offset, end: offset + size - 1 })
  }
}

/** The archive with the signature as its last member. */
export function withSignature(spk: Spk, open: OpenRange, signature: string): Readable {
  return Readable.from(
    (async function* () {
      yield* await open({ start: 0, end: spk.end - 1 })
      const pack = tar.pack()
      pack.entry({ name: SIGNATURE, mode: 0o644, uid: 0, gid: 0, mtime: new Date() }, signature)
      pack.finalize()
      yield* pack as AsyncIterable<Uint8Array>
    })(),
  )
}

/** The archive without its signature; all other members as they are. */
export function withoutSignature(spk: Spk, open: OpenRange): Readable {
  const END = Buffer.alloc(1024)
  return Readable.from(
    (async function* () {
      for (const { name, start, end } of spk.members) {
        if (name !== SIGNATURE) yield* await open({ start, end: end - 1 })
      }
      yield END
    })(),
  )
}
