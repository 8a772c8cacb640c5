import type { HashAlgorithm, HashRun } from './hashing.ts'
import type { Digests } from './store.ts'

export function algorithmsFor(md5: boolean): HashAlgorithm[] {
  return md5 ? ['sha256', 'sha512', 'md5'] : ['sha256', 'sha512']
}

/** The digests of an object: those of `run`, which is over afterwards, and of another look at the bytes the others. */
export async function digestsFrom(
  run: HashRun | undefined,
  wanted: readonly HashAlgorithm[],
  readAgain: (unknown: HashAlgorithm[]) => Promise<Map<HashAlgorithm, string>>,
): Promise<Digests> {
  // A run whose thread crashed is no better than none: read again.
  const known = (await run?.digest().catch(() => undefined)) ?? new Map<HashAlgorithm, string>()
  const unknown = wanted.filter((algorithm) => !known.has(algorithm))
  const read = unknown.length > 0 ? await readAgain(unknown) : new Map<HashAlgorithm, string>()
  const digest = (algorithm: HashAlgorithm): string => {
    const found = known.get(algorithm) ?? read.get(algorithm)
    if (found === undefined) throw new Error(`no ${algorithm} was computed`)
    return found
  }
  const digests = { sha256: digest('sha256'), sha512: digest('sha512') }
  return wanted.includes('md5') ? { ...digests, md5: digest('md5') } : digests
}
