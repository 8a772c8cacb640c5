/** Which version a record has: its release, or what its version text says. */

const NIGHTLY = /^([0-9a-z.-]+)-\d{4}-\d{2}-\d{2}/
const PLAIN = /^\d+\.\d+\.\d+$/

/** `release`: the name of the stable release it is in, if any. */
export function versionOf(release: string | null, version: string): string | null {
  if (release !== null && release !== '') return release
  return NIGHTLY.exec(version)?.[1] ?? PLAIN.exec(version)?.[0] ?? null
}
