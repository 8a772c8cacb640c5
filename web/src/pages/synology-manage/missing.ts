import type { Version } from '../synology/queries.ts'

/**
 * Architectures that an earlier version has an active build for, and this one none at all: when it is activated, their
 * devices stay behind. Only the newest version is asked; those before it were newest once.
 */
export function missingArchitectures(versions: readonly Version[], version: Version): string[] {
  if (versions[0]?.id !== version.id) return []
  const own = new Set(version.builds.flatMap(({ architectures }) => architectures))
  if (own.has('noarch')) return []
  const earlier = versions
    .slice(1)
    .flatMap(({ builds }) => builds.filter(({ active }) => active).flatMap(({ architectures }) => architectures))
  return [...new Set(earlier)].filter((code) => !own.has(code)).sort()
}
