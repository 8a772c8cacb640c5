/** What operators may set of this protocol. */
export type GirderOptions = {
  /** pages that may read: `*`, or origins, which may then send a token as well; empty: none */
  origins: readonly string[]
  /** architectures that may be named, in the order in which errors list them */
  arches: readonly string[]
  /** bytes of every chunk but the last */
  smallestChunk: number
}

export const DEFAULT_OPTIONS: GirderOptions = {
  origins: ['*'],
  arches: ['i386', 'amd64', 'arm64'],
  smallestChunk: 5 * 1024 * 1024,
}
