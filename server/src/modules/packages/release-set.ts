/**
 * All extensions of a release with the few columns that a catalogue shows, read once and kept until the catalogue of
 * the application changes: who browses asks for the same few releases again and again, each time filtered otherwise.
 */

import { sql } from 'kysely'
import type { Database, Queryable } from '../../platform/db/index.ts'
import type { Kind } from './store.ts'

/** One build, slim. */
export type BuildRow = {
  id: string
  kind: Kind
  base_name: string
  os: string
  arch: string
  revision: string
  version: string
  /** the beginning of it, which is all a list shows */
  description: string
  category: string | null
  tier: number | null
  license: string | null
  icon_url: string | null
  dependency: string | null
  created_at: number
  updated_at: number
  yanked_at: number | null
  size: number
  sha256: string
}

const LINE_FROM = 400

/** All published builds of a release: packages and extensions, by kind, base name, os and arch. */
export const buildsOf = (db: Queryable, release: string): Promise<BuildRow[]> =>
  db
    .selectFrom('package')
    .innerJoin('file', 'file.id', 'package.file_id')
    .select(['package.id', 'package.kind', 'package.base_name', 'package.os', 'package.arch', 'package.revision'])
    .select(['package.version', 'package.category', 'package.tier', 'package.license', 'package.icon_url'])
    .select(['package.dependency', 'package.created_at', 'package.updated_at', 'package.yanked_at'])
    .select(['file.size', 'file.sha256'])
    .select(sql<string>`substr(package.description, 1, ${sql.lit(LINE_FROM)})`.as('description'))
    .where('package.release_id', '=', release)
    .where('package.deleted_at', 'is', null)
    .orderBy('package.kind', 'desc')
    .orderBy('package.base_name')
    .orderBy('package.os')
    .orderBy('package.arch')
    .execute()

/** What a page may load for the address of a picture that an author gave for a package; null: nothing. */
export type PictureOf = (id: string, url: string | null) => string | null

/** An extension of a release with its builds; the facts are those of the build that was changed last. */
export type ExtensionGroup = {
  baseName: string
  line: string
  iconUrl: string | null
  /** where pages load it from */
  icon: string | null
  category: string | null
  tier: number | null
  license: string | null
  needs: string[]
  builds: BuildRow[]
  createdAt: number
  updatedAt: number
}

export type ReleaseSet = {
  builds: readonly BuildRow[]
  /** by base name, which is the order of the map */
  extensions: ReadonlyMap<string, ExtensionGroup>
}

/** Sets of this many releases are kept; each is a megabyte or two when it is large. */
const MOST_KEPT = 24

export class ReleaseSets {
  readonly #db: Database
  readonly #pictureOf: PictureOf
  readonly #kept = new Map<string, { version: string; set: Promise<ReleaseSet> }>()
  constructor(deps: { db: Database; pictureOf: PictureOf }) {
    this.#db = deps.db
    this.#pictureOf = deps.pictureOf
  }

  /** `version` is that of the application's catalogue, read before. */
  of(release: string, version: string): Promise<ReleaseSet> {
    const kept = this.#kept.get(release)
    if (kept?.version === version) return kept.set
    const set = buildsOf(this.#db.read, release).then((builds) => setOf(builds, this.#pictureOf))
    this.#kept.delete(release)
    this.#kept.set(release, { version, set })
    set.catch(() => this.#kept.delete(release))
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_KEPT) break
      this.#kept.delete(oldest)
    }
    return set
  }
}

function setOf(builds: readonly BuildRow[], pictureOf: PictureOf): ReleaseSet {
  const byName = new Map<string, BuildRow[]>()
  for (const build of builds) {
    if (build.kind !== 'extension') continue
    const group = byName.get(build.base_name)
    if (group === undefined) byName.set(build.base_name, [build])
    else group.push(build)
  }
  return { builds, extensions: new Map([...byName].map(([name, group]) => [name, groupOf(name, group, pictureOf)])) }
}

function groupOf(baseName: string, builds: BuildRow[], pictureOf: PictureOf): ExtensionGroup {
  const latest = builds.reduce((a, b) => (b.updated_at > a.updated_at ? b : a))
  return {
    baseName,
    line: lineOf(latest.description),
    iconUrl: latest.icon_url,
    icon: pictureOf(latest.id, latest.icon_url),
    category: latest.category,
    tier: latest.tier,
    license: latest.license,
    needs: namesIn(latest.dependency),
    builds,
    createdAt: Math.min(...builds.map(({ created_at }) => created_at)),
    updatedAt: latest.updated_at,
  }
}

/** Names in a field that holds several, separated by spaces, commas or semicolons; `NA` is how Slicer says "none". */
export const namesIn = (field: string | null): string[] => [
  ...new Set((field ?? '').split(/[\s,;]+/).filter((name) => name !== '' && name !== 'NA')),
]

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', '#39': "'", '#34': '"' }
const LONGEST_LINE = 180

/** The first words of a description that may hold simple HTML, the last tag perhaps cut off. */
export function lineOf(html: string): string {
  const text = html
    .replaceAll(/<[^>]*(?:>|$)/g, ' ')
    .replaceAll(/&(amp|lt|gt|quot|nbsp|#39|#34);/g, (_whole, name: string) => ENTITIES[name] ?? '')
    .replaceAll(/\s+([.,;:!?)])/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (text.length <= LONGEST_LINE && html.length < LINE_FROM) return text
  if (text.length <= LONGEST_LINE) return `${text.slice(0, text.lastIndexOf(' '))} …`
  const cut = text.slice(0, LONGEST_LINE)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_LINE / 2)).trimEnd()} …`
}
