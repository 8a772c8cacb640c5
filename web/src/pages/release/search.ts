/** The state of a release's page that is in its address. */
export type ReleaseSearch = {
  tab?: 'packages' | 'extensions' | undefined
  q?: string | undefined
  os?: string | undefined
  arch?: string | undefined
  category?: string | undefined
  tier?: number | undefined
  license?: string | undefined
  sort?: 'newest' | undefined
}

/** What is not understood is left out: an old link shows too much rather than nothing. */
export function readReleaseSearch(search: Record<string, unknown>): ReleaseSearch {
  const text = (key: string) => (typeof search[key] === 'string' && search[key] !== '' ? search[key] : undefined)
  const tier = Number(search.tier ?? Number.NaN)
  const tab = text('tab')
  return {
    tab: tab === 'packages' || tab === 'extensions' ? tab : undefined,
    q: text('q'),
    os: text('os'),
    arch: text('arch'),
    category: text('category'),
    tier: Number.isInteger(tier) ? tier : undefined,
    license: text('license'),
    sort: search.sort === 'newest' ? 'newest' : undefined,
  }
}
