/** What of an archive a signature covers, and in which order. */
import type { Member } from './members.ts'
import { iconMembers, SIGNATURE, WIZARD } from './read.ts'

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

/** Files that no signature covers: DSM up to 6 calls a package with such files corrupted. */
export function unsignedMembers(members: readonly Member[]): string[] {
  const signed = new Set(signedMembers(members).map((member) => member.name))
  return members
    .filter(({ kind, name }) => kind === 'file' && name !== SIGNATURE && !signed.has(name))
    .map((member) => member.name)
}
