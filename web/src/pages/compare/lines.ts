/** Differences of a comparison, put together: what happened to a thing in the same way on several platforms is one line. */
import type { ReleaseComparison } from '@slipway/sdk'
import { byPlatform, type Platform } from '../../lib/platform.ts'

type Item = ReleaseComparison['items'][number]

export type Line = {
  key: string
  kind: Item['kind']
  baseName: string
  change: Item['change']
  platforms: Platform[]
  /** what it is called in each: the version of an installer, the commit of an extension */
  from: string | null
  to: string | null
  /** bytes, all platforms together */
  before: number
  after: number
}

const labelOf = (kind: Item['kind'], state: Item['from']): string | null =>
  state === null ? null : kind === 'package' ? state.version : state.revision

export function linesOf(items: readonly Item[]): Line[] {
  const lines = new Map<string, Line>()
  for (const { kind, baseName, change, os, arch, from, to } of items) {
    const labels = { from: labelOf(kind, from), to: labelOf(kind, to) }
    const key = JSON.stringify([kind, baseName, change, labels.from, labels.to])
    const line = lines.get(key) ?? { key, kind, baseName, change, platforms: [], ...labels, before: 0, after: 0 }
    line.platforms.push({ os, arch })
    line.before += from?.size ?? 0
    line.after += to?.size ?? 0
    lines.set(key, line)
  }
  for (const { platforms } of lines.values()) platforms.sort(byPlatform)
  return [...lines.values()]
}
