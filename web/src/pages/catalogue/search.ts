/** The state of a catalogue that is in its address. */
import type { CatalogueSort } from '../../api/queries.ts'

export type CatalogueSearch = {
  /** name, revision or id; the newest when there is none */
  release?: string | undefined
  q?: string | undefined
  os?: string | undefined
  arch?: string | undefined
  category?: string | undefined
  tier?: number | undefined
  license?: string | undefined
  sort?: CatalogueSort | undefined
}

const SORTS: readonly CatalogueSort[] = ['name', 'newest', 'updated', 'downloads']

/** What is not understood is left out: an old link shows too much rather than nothing. */
export function readCatalogueSearch(search: Record<string, unknown>): CatalogueSearch {
  const text = (key: string) => (typeof search[key] === 'string' && search[key] !== '' ? search[key] : undefined)
  const tier = Number(search.tier ?? Number.NaN)
  return {
    release: text('release'),
    q: text('q'),
    os: text('os'),
    arch: text('arch'),
    category: text('category'),
    tier: Number.isInteger(tier) ? tier : undefined,
    license: text('license'),
    sort: SORTS.find((sort) => sort === search.sort),
  }
}
