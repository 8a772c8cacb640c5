/** Download counters in Girder's nesting. Names with dots stay one key. */
import type { DownloadCount } from '@slipway/contract'
import type { Actor } from '../../modules/access/index.ts'
import type { Downloads } from '../../modules/downloads/index.ts'

type Targets = Record<string, Record<string, number>>
export type Stats = { applications?: Targets; extensions?: Record<string, Targets> }

const ALL = 1_000_000

/** Of all revisions. */
export async function appStats(downloads: Downloads, actor: Actor, app: string): Promise<Map<string, Stats>> {
  const stats = new Map<string, Stats>()
  for (const count of (await downloads.counts(actor, app, {}, ALL, undefined)).items) {
    const revision = stats.get(count.revision) ?? {}
    stats.set(count.revision, revision)
    add(revision, count)
  }
  return stats
}

/** Of one revision; nothing when nothing was counted. */
export async function releaseStats(
  downloads: Downloads,
  actor: Actor,
  app: string,
  revision: string,
): Promise<Stats | undefined> {
  const { items } = await downloads.counts(actor, app, { revision }, ALL, undefined)
  if (items.length === 0) return undefined
  const stats: Stats = {}
  for (const count of items) add(stats, count)
  return stats
}

function add(stats: Stats, { kind, baseName, os, arch, downloads }: DownloadCount): void {
  let targets: Targets
  if (kind === 'package') targets = stats.applications ??= {}
  else {
    const extensions = (stats.extensions ??= {})
    targets = child<Targets>(extensions, baseName, () => ({}))
  }
  const arches = child<Record<string, number>>(targets, os, () => ({}))
  const before = child(arches, arch, () => 0)
  Object.defineProperty(arches, arch, { value: before + downloads })
}

/** Names are data: one called `__proto__` must not be more than a key. */
function child<T>(object: Record<string, T>, key: string, make: () => T): T {
  if (!Object.hasOwn(object, key)) {
    Object.defineProperty(object, key, { value: make(), enumerable: true, configurable: true, writable: true })
  }
  return object[key] as T
}
