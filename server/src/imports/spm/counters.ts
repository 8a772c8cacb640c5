/**
 * Download counters as the other server nests them: revision, kind, base name, os, arch. There a dot in a revision or a
 * base name is one more level, so that a level is only known by what is below it.
 */
import type { CounterKey } from '../../modules/downloads/index.ts'

export type Counted = Omit<CounterKey, 'app_id' | 'base_name'> & {
  /** undefined for packages: installers are counted without their name */
  base_name: string | undefined
  total: number
}

type Branch = { path: string[]; total: number }

/** Reads the answer of `/app/:id/downloadstats`. What is no number where one must be is passed over. */
export function readCounters(stats: unknown): Counted[] {
  return leaves(stats, []).flatMap(({ path, total }) => {
    const kindAt = path.findIndex((step, at) => at > 0 && (step === 'applications' || step === 'extensions'))
    const [os, arch] = path.slice(-2)
    if (kindAt < 1 || os === undefined || arch === undefined || !(total > 0)) return []
    const kind = path[kindAt] === 'applications' ? ('package' as const) : ('extension' as const)
    const names = path.slice(kindAt + 1, -2)
    if ((kind === 'package') !== (names.length === 0)) return []
    return {
      app_revision: path.slice(0, kindAt).join('.'),
      kind,
      base_name: kind === 'package' ? undefined : names.join('.'),
      os,
      arch,
      total: Math.floor(total),
    }
  })
}

function leaves(value: unknown, path: string[]): Branch[] {
  if (typeof value === 'number') return [{ path, total: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inside]) => leaves(inside, [...path, key]))
}
