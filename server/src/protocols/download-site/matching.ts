/**
 * Which package a question means: the matching rules of the old site, with what is decided otherwise below, as a pure
 * module. "Latest" means the highest revision, then the greatest build date; nothing else ranks.
 *
 * Different from the old site: the walk by offset stays among packages of the same system, stability and architecture
 * and reaches the newest; a day given as `date` includes that day; without `arch` the default architecture is
 * preferred; packages that were yanked are found by those only who name their revision or whole version.
 */

export type Stability = 'release' | 'nightly' | 'any'
export type Mode =
  | { by: 'latest' }
  /** a number, or the exact text where revisions are no numbers */
  | { by: 'revision'; revision: number | string }
  | { by: 'closest-revision'; revision: number }
  | { by: 'version'; version: string }
  | { by: 'date'; date: string }

export type Question = { os: string; arch?: string | undefined; stability: Stability; mode: Mode; offset: number }

export type SiteRecord = {
  id: string
  os: string
  arch: string
  revision: string
  /** ISO 8601; compared as text */
  buildDate: string
  createdAt: number
  /** name of the stable release it is in */
  release: string | null
  preRelease: boolean
  /** neither released nor a preview: of Midas only */
  unlisted: boolean
  version: string | null
  yanked: boolean
}

/** Records of one system, stability and architecture, newest first, and where each revision begins. */
type Shelf = { records: readonly SiteRecord[]; starts: number[]; runOf: Map<number | string, number> }

export class Matcher {
  readonly #newestFirst: readonly SiteRecord[]
  readonly #defaultArch: string
  readonly #hasYanked: boolean
  readonly #shelves = new Map<string, Shelf>()

  constructor(records: readonly SiteRecord[], defaultArch: string) {
    this.#newestFirst = newestFirst(records)
    this.#defaultArch = defaultArch
    this.#hasYanked = records.some(({ yanked }) => yanked)
  }

  /** Whether some revision that is no number reads like this. */
  hasRevision(text: string): boolean {
    return this.#newestFirst.some((record) => record.revision === text)
  }

  /** Names of stable releases on offer for these systems, newest first. */
  stableVersions(oses: readonly string[], most: number): string[] {
    const versions = new Set<string>()
    for (const record of this.#newestFirst) {
      if (versions.size >= most) break
      if (record.version === null || record.yanked || !oses.includes(record.os)) continue
      if (hasStability(record, 'release')) versions.add(record.version)
    }
    return [...versions]
  }

  match(question: Question): SiteRecord | undefined {
    const { mode, offset } = question
    const preferred = question.arch ?? this.#defaultArch
    const shelf = this.#shelf(question, preferred)
    const at = find(shelf, mode)
    if (at >= 0) return walk(shelf, at, offset)
    if (question.arch !== undefined) return undefined
    const others = this.#shelf(question, undefined)
    const other = others.records[find(others, mode)]
    if (other === undefined) return undefined
    const itsShelf = this.#shelf(question, other.arch)
    return walk(itsShelf, itsShelf.records.indexOf(other), offset)
  }

  #shelf({ os, stability, mode }: Question, arch: string | undefined): Shelf {
    const exact = this.#hasYanked ? exactly(mode) : undefined
    const key = JSON.stringify([os, stability, arch, exact])
    const kept = this.#shelves.get(key)
    if (kept !== undefined) return kept
    const shelf = shelfOf(
      this.#newestFirst.filter(
        (record) =>
          record.os === os &&
          (arch === undefined || record.arch === arch) &&
          hasStability(record, stability) &&
          (!record.yanked || isNamed(record, exact)),
      ),
    )
    // Exact names and architectures that are not there are as many as people can think of.
    if (exact === undefined && shelf.records.length > 0) this.#shelves.set(key, shelf)
    return shelf
  }
}

/** The revision or version that is asked for by its whole name. */
const exactly = (mode: Mode): { revision: number | string } | { version: string } | undefined =>
  mode.by === 'revision' || mode.by === 'version' ? mode : undefined

const isNamed = (record: SiteRecord, exact: ReturnType<typeof exactly>): boolean =>
  exact !== undefined &&
  ('revision' in exact ? revisionKey(record.revision) === exact.revision : record.version === exact.version)

export function hasStability(
  record: Pick<SiteRecord, 'release' | 'preRelease' | 'unlisted'>,
  stability: Stability,
): boolean {
  if (stability === 'any') return true
  const released = record.release !== null && record.release !== ''
  return stability === 'nightly' ? !released && !record.unlisted : released && !record.preRelease
}

/** A number where it is one, so that they compare as numbers; else the text. */
export const revisionKey = (revision: string): number | string =>
  /^\d{1,15}$/.test(revision) ? Number(revision) : revision

/**
 * Highest revision first, within one the greatest build date, then the one created last. Revisions that are no numbers
 * have no order of their own: they come after the numbers, in the order of their newest builds.
 */
export function newestFirst(records: readonly SiteRecord[]): SiteRecord[] {
  const newestBuild = new Map<string, string>()
  for (const { revision, buildDate } of records) {
    if ((newestBuild.get(revision) ?? '') < buildDate) newestBuild.set(revision, buildDate)
  }
  const rank = new Map<string, number | string>()
  for (const revision of newestBuild.keys()) rank.set(revision, revisionKey(revision))

  const compareRevisions = (a: string, b: string): number => {
    const [left, right] = [rank.get(a) ?? a, rank.get(b) ?? b]
    if (typeof left === 'number' && typeof right === 'number') return right - left
    if (typeof left !== typeof right) return typeof left === 'number' ? -1 : 1
    return descending(newestBuild.get(a) ?? '', newestBuild.get(b) ?? '') || descending(a, b)
  }
  return [...records].sort(
    (a, b) =>
      (a.revision === b.revision ? 0 : compareRevisions(a.revision, b.revision)) ||
      descending(a.buildDate, b.buildDate) ||
      b.createdAt - a.createdAt ||
      descending(a.id, b.id),
  )
}

const descending = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0)

function shelfOf(records: readonly SiteRecord[]): Shelf {
  const starts: number[] = []
  const runOf = new Map<number | string, number>()
  records.forEach((record, at) => {
    const key = revisionKey(record.revision)
    if (runOf.has(key)) return
    runOf.set(key, starts.length)
    starts.push(at)
  })
  return { records, starts, runOf }
}

/** Index of the first record that passes, or -1. */
function find({ records, starts, runOf }: Shelf, mode: Mode): number {
  switch (mode.by) {
    case 'latest':
      return records.length > 0 ? 0 : -1
    case 'revision':
      return starts[runOf.get(mode.revision) ?? -1] ?? -1
    case 'closest-revision':
      return (
        starts.find((at) => {
          const key = revisionKey(records[at]?.revision ?? '')
          return typeof key === 'number' && key <= mode.revision
        }) ?? -1
      )
    case 'version': {
      // Component by component: `5.6` is the beginning of `5.6.2` and not of `5.60.0`.
      const beginning = `${mode.version}.`
      return records.findIndex(({ version }) => version !== null && `${version}.`.startsWith(beginning))
    }
    case 'date': {
      const { date } = mode
      const isDay = /^\d{4}-\d{2}-\d{2}$/.test(date)
      return records.findIndex(({ buildDate }) => (isDay ? buildDate.slice(0, 10) : beforeSpace(buildDate)) <= date)
    }
  }
}

const beforeSpace = (text: string): string => text.split(' ', 1)[0] ?? ''

/** The newest build of the revision that is so many revisions newer (or older, when negative). */
function walk({ records, starts, runOf }: Shelf, at: number, offset: number): SiteRecord | undefined {
  const record = records[at]
  if (offset === 0 || record === undefined) return record
  const run = (runOf.get(revisionKey(record.revision)) ?? 0) - offset
  return records[starts[run] ?? -1]
}
