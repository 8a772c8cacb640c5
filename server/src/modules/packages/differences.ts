/** How two releases differ: pure rules of the matrix and of the comparison. */
import type { Matrix, MatrixCell, ReleaseComparison } from '@slipway/contract'
import type { BuildRow, ReleaseSet } from './release-set.ts'

type Target = { os: string; arch: string }
const keyOf = ({ os, arch }: Target): string => `${os}-${arch}`

/** Columns are all platforms that either release has extensions for. */
export function matrixOf(now: ReleaseSet, before: ReleaseSet | undefined): Pick<Matrix, 'targets' | 'rows'> {
  const targets = new Map<string, Target>()
  for (const set of [now, before]) {
    for (const { kind, os, arch } of set?.builds ?? []) {
      if (kind === 'extension') targets.set(keyOf({ os, arch }), { os, arch })
    }
  }
  const columns = [...targets.keys()].sort()
  const names = new Set([...now.extensions.keys(), ...(before?.extensions.keys() ?? [])])
  return {
    targets: columns.map((key) => targets.get(key) as Target),
    rows: [...names].sort().map((baseName) => {
      const group = now.extensions.get(baseName)
      const old = before?.extensions.get(baseName)
      const present = byTarget(group?.builds)
      const previous = byTarget(old?.builds)
      return {
        baseName,
        category: (group ?? old)?.category ?? null,
        tier: (group ?? old)?.tier ?? null,
        cells: columns.map((key) => cellOf(present.get(key), previous.get(key), before !== undefined)),
      }
    }),
  }
}

const byTarget = (builds: readonly BuildRow[] = []): Map<string, BuildRow> =>
  new Map(builds.map((build) => [keyOf(build), build]))

/** Without a release before nothing is new. */
function cellOf(now: BuildRow | undefined, before: BuildRow | undefined, compared: boolean): MatrixCell {
  const facts = { id: now?.id ?? null, revision: now?.revision ?? null, before: before?.revision ?? null }
  if (now === undefined) return { state: before === undefined ? 'none' : 'missing', ...facts }
  if (before === undefined) return { state: compared ? 'new' : 'same', ...facts }
  return { state: now.revision === before.revision ? 'same' : 'changed', ...facts }
}

type Item = ReleaseComparison['items'][number]

/** What differs, packages first, then by base name, os and arch. */
export function comparisonOf(from: ReleaseSet, to: ReleaseSet): Pick<ReleaseComparison, 'items' | 'same' | 'bytes'> {
  const slot = (build: BuildRow) => `${build.kind} ${build.base_name} ${keyOf(build)}`
  const before = new Map(from.builds.map((build) => [slot(build), build]))
  const items: Item[] = []
  let same = 0
  for (const build of to.builds) {
    const old = before.get(slot(build))
    before.delete(slot(build))
    if (old === undefined) items.push(item(build, 'added', null, build))
    else if (old.sha256 === build.sha256) same += 1
    else items.push(item(build, isUpdate(old, build) ? 'updated' : 'rebuilt', old, build))
  }
  for (const gone of before.values()) items.push(item(gone, 'removed', gone, null))
  const size = (set: ReleaseSet) => set.builds.reduce((sum, build) => sum + build.size, 0)
  return { items: items.sort(inOrder), same, bytes: { from: size(from), to: size(to) } }
}

/** An installer's revision is that of the release, so it always differs; its version tells. */
const isUpdate = (old: BuildRow, now: BuildRow): boolean =>
  now.kind === 'package' ? old.version !== now.version : old.revision !== now.revision

const stateOf = ({ id, revision, version, size, sha256 }: BuildRow) => ({ id, revision, version, size, sha256 })

const item = (build: BuildRow, change: Item['change'], from: BuildRow | null, to: BuildRow | null): Item => ({
  kind: build.kind,
  baseName: build.base_name,
  os: build.os,
  arch: build.arch,
  change,
  from: from && stateOf(from),
  to: to && stateOf(to),
})

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const inOrder = (a: Item, b: Item): number =>
  compare(b.kind, a.kind) || compare(a.baseName, b.baseName) || compare(a.os, b.os) || compare(a.arch, b.arch)
